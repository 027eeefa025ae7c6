//! Functions that the compiler adds to call a method in another way than it is declared: promoted through embedded fields, on what a
//! pointer points to, with an interface's data word as the receiver, or with a receiver bound beforehand.

use std::rc::Rc;

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::Expr;

use crate::code::{Base, Callee, FuncId, Function, Inst, LocalId, Operand, Terminator};
use crate::func::{FuncLowering, ResultVar, Shared, Storage};
use crate::layout::Kind;
use crate::lower::{FuncKey, Lower};
use crate::methods::{MethodAt, MethodTarget};
use crate::place::{Located, Place};
use crate::rtype::RTypeId;
use crate::types::{FuncType, Key};

/// How a wrapper gets its receiver.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Form {
    /// As the first parameter: a value of the type.
    Direct,
    /// As the first parameter: the data word of an interface that holds a value of the type.
    ByWord,
    /// In the closure.
    Bound,
}

/// A wrapper of a method.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Wrapper {
    pub form: Form,
    pub recv: RTypeId,
    pub name: Name,
    pub package: Name,
}

impl Lower {
    fn wrapper(&mut self, form: Form, recv: RTypeId, method: &MethodAt) -> FuncId {
        let wrapper = Wrapper { form, recv, name: method.name, package: method.package };
        self.funcs.keyed(FuncKey::Wrapper(wrapper))
    }

    /// The function that calls a method of a type with a value of it as the first argument.
    pub fn method_direct(&mut self, recv: RTypeId, method: &MethodAt) -> FuncId {
        if let MethodTarget::Declared { object, recv: declared, pointer } = method.target
            && method.path.is_empty()
            && pointer == (declared != recv)
        {
            let targs = self.type_arguments(declared);
            return self.declared(object, &targs);
        }
        self.wrapper(Form::Direct, recv, method)
    }

    /// The function that calls a method of a type with the data word of an interface as the first argument.
    pub fn method_by_word(&mut self, recv: RTypeId, method: &MethodAt) -> FuncId {
        match self.kind(recv) {
            Kind::Ptr => self.method_direct(recv, method),
            _ => self.wrapper(Form::ByWord, recv, method),
        }
    }

    /// Whether an interface holds values of the type themselves instead of a pointer to them.
    pub fn is_direct(&mut self, t: RTypeId) -> bool {
        match self.kind(t) {
            Kind::Aggregate(layout) => {
                let layout = self.layouts.get(layout);
                layout.size == 8 && layout.pointers == [0] && layout.repeat == 1
            }
            kind => kind == Kind::Ptr,
        }
    }

    /// The code of a wrapper.
    pub fn lower_wrapper(&mut self, wrapper: &Wrapper) -> Function {
        let name = self.wrapper_name(wrapper);
        let env = self.no_env.clone();
        let Some(method) = self.find_method(wrapper.recv, wrapper.name, wrapper.package) else {
            return self.native(name, Vec::new(), &[], &[]);
        };
        // A declared method is made once more, with another receiver, so that calls through interfaces take no detour.
        if let MethodTarget::Declared { object, recv, .. } = method.target
            && wrapper.form == Form::ByWord
            && method.path.is_empty()
            && self.has_body(object)
        {
            let targs = self.type_arguments(recv);
            return self.lower_declared(object, &targs, true);
        }
        let typ = self.method_type(&method);
        let signature = self.func_type(typ);
        let pos = match method.target {
            MethodTarget::Declared { object, .. } => self.program.object(object).pos,
            MethodTarget::Interface { .. } => burrow_go_syntax::Pos::NONE,
        };
        let mut func = FuncLowering::new(self, name, env);
        func.pos = pos;
        func.wrap_method(wrapper, &method, &signature);
        func.finish(pos, true)
    }

    pub fn wrapper_name(&mut self, wrapper: &Wrapper) -> Rc<str> {
        let (recv, star) = match *self.types.key(wrapper.recv) {
            Key::Pointer(elem) => (elem, true),
            _ => (wrapper.recv, false),
        };
        let recv = match *self.types.key(recv) {
            Key::Named { object, .. } => self.object_name(object),
            _ => self.type_string(recv).to_string(),
        };
        // `pkg.T` becomes `pkg.(*T)`.
        let folder = recv.rfind('/').map_or(0, |at| at + 1);
        let recv = match recv[folder..].find('.') {
            Some(dot) if star => {
                let (package, name) = recv.split_at(folder + dot + 1);
                format!("{package}(*{name})")
            }
            _ => recv,
        };
        let bound = if wrapper.form == Form::Bound { "-fm" } else { "" };
        format!("{recv}.{}{bound}", wrapper.name).into()
    }
}

impl FuncLowering<'_> {
    fn wrap_method(&mut self, wrapper: &Wrapper, method: &MethodAt, signature: &FuncType) {
        let at = self.wrapper_receiver(wrapper);
        for &param in signature.params.iter() {
            let kind = self.lower.kind(param);
            let local = self.local(kind);
            self.params.push(local);
        }
        let first = if wrapper.form == Form::Bound { 0 } else { 1 };
        let mut args: Vec<Operand> =
            self.params[first..].iter().map(|&param| Operand::Local(param)).collect();
        self.plain_results(&signature.results);
        self.check_value_receiver(wrapper, method, at);
        let (callee, recv, _) = self.bind_method(at, method);
        args.splice(0..0, recv);
        let results = self.results.iter().map(|result| result.local).collect();
        self.emit(Inst::Call { callee, args, results });
        self.end(Terminator::Return);
        if wrapper.form == Form::Bound {
            self.load_captures();
        }
    }

    fn wrapper_receiver(&mut self, wrapper: &Wrapper) -> Located {
        let typ = wrapper.recv;
        let kind = self.lower.kind(typ);
        let in_local = |local| Located { place: Place::Local { local, offset: 0 }, typ };
        match wrapper.form {
            Form::Direct => {
                let local = self.local(kind);
                self.params.push(local);
                in_local(local)
            }
            Form::Bound => match self.add_capture(Shared::Operand(0), false, typ) {
                Storage::Local(local) | Storage::Boxed(local) => in_local(local),
            },
            Form::ByWord if self.lower.is_direct(typ) => in_local(self.receiver_by_word(typ)),
            Form::ByWord => {
                let word = self.local(Kind::Ptr);
                self.params.push(word);
                Located { place: Place::at(Operand::Local(word)), typ }
            }
        }
    }

    /// A parameter that is the data word of an interface; gives the local that the value is put into.
    pub fn receiver_by_word(&mut self, typ: RTypeId) -> LocalId {
        let kind = self.lower.kind(typ);
        let word = self.local(Kind::Ptr);
        self.params.push(word);
        let dst = self.local(kind);
        let word = Operand::Local(word);
        if self.lower.is_direct(typ) {
            self.emit(Inst::SetPart { dst, offset: 0, src: word, kind: Kind::Ptr });
        } else {
            self.emit(Inst::Load { dst, base: Base::Pointer(word), offset: 0, kind });
        }
        dst
    }

    /// A method of values that is called on a nil pointer panics in a way of its own.
    fn check_value_receiver(&mut self, wrapper: &Wrapper, method: &MethodAt, at: Located) {
        let value_method = matches!(method.target, MethodTarget::Declared { pointer: false, .. });
        let is_pointer = matches!(self.lower.types.key(wrapper.recv), Key::Pointer(_));
        if !value_method || !is_pointer || !method.path.is_empty() || wrapper.form == Form::Bound {
            return;
        }
        let pointer = self.load(at.place, at.typ, None);
        let nil = self.binary(crate::code::BinOp::Eq, Kind::Ptr, pointer, Operand::Const(0), None);
        let (bad, good) = (self.block(), self.block());
        self.branch(nil, bad, good);
        self.start(bad);
        self.call_runtime("panicwrap", Vec::new());
        self.end(Terminator::Unreachable);
        self.start(good);
    }

    /// Results of these types that are no variables of the source.
    pub fn plain_results(&mut self, types: &[RTypeId]) {
        for &typ in types {
            let kind = self.lower.kind(typ);
            let local = self.local(kind);
            self.results.push(ResultVar { typ, local, boxed: None });
        }
    }

    /// `x.method` as a value: the receiver is bound now.
    pub fn method_value(&mut self, expr: &Expr, x: &Expr, want: Option<LocalId>) -> Operand {
        let mark = self.mark();
        let recv = self.type_of(x);
        let Some(method) = self.selected_method(expr, recv) else { return Operand::Const(0) };
        let at = self.locate(x);
        let at = self.field_path(at, &method.path);
        let (value, typ) = match method.target {
            MethodTarget::Interface { .. } => {
                let value = self.load(at.place, at.typ, None);
                let kind = self.lower.interface_kind();
                let local = self.in_local(value, kind);
                // No method can be bound to nil.
                let word = self.part(local, 0, Kind::U64, None);
                self.emit(Inst::NilCheck { ptr: word });
                (value, at.typ)
            }
            MethodTarget::Declared { .. } => {
                let (_, value, _) =
                    self.bind_method(at, &MethodAt { path: Rc::from([]), ..method.clone() });
                (value.unwrap_or(Operand::Const(0)), self.receiver_type(&method))
            }
        };
        let func = self.lower.wrapper(Form::Bound, typ, &method);
        let kind = self.lower.kind(typ);
        let closure = self.make_closure(func, &[(kind, value)], want);
        self.release_but(mark, closure);
        closure
    }

    /// The type of a method's receiver.
    fn receiver_type(&mut self, method: &MethodAt) -> RTypeId {
        match method.target {
            MethodTarget::Declared { recv, pointer: true, .. } => self.lower.pointer(recv),
            MethodTarget::Declared { recv, .. } => recv,
            MethodTarget::Interface { iface, .. } => iface,
        }
    }

    /// `T.method` as a value: a function whose first parameter is the receiver.
    pub fn method_expr(&mut self, expr: &Expr, want: Option<LocalId>) -> Operand {
        match self.method_expr_function(expr) {
            Some(func) => self.func_value(func, want),
            None => Operand::Const(0),
        }
    }

    /// The function that a method expression stands for.
    pub fn method_expr_function(&mut self, expr: &Expr) -> Option<FuncId> {
        let recv = self.lower.program.info.selections.get(expr.id)?.recv;
        let env = self.env.clone();
        let recv = self.lower.typ(recv, &env);
        let method = self.selected_method(expr, recv)?;
        if self.lower.is_interface(recv) {
            return Some(self.lower.wrapper(Form::Direct, recv, &method));
        }
        Some(self.lower.method_direct(recv, &method))
    }

    /// What a method expression calls when it is called at once.
    pub fn method_expr_callee(&mut self, fun: &Expr) -> Option<Callee> {
        let found = self.lower.program.info.selections.get(fun.id)?;
        if found.kind != burrow_go_types::info::SelectionKind::MethodExpr {
            return None;
        }
        self.method_expr_function(fun).map(Callee::Static)
    }
}
