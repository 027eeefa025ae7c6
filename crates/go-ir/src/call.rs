//! Calls: of functions that are known, of `func` values, of methods of every sort; and their arguments.

use std::rc::Rc;

use burrow_go_syntax::ast::{Expr, ExprKind};
use burrow_go_types::constant::Constant;
use burrow_go_types::info::{Mode, SelectionKind};
use burrow_go_types::objects::ObjectId;
use burrow_go_types::types::Basic;

use crate::code::{Callee, Function, Inst, LocalId, Operand};
use crate::expr::position;
use crate::func::FuncLowering;
use crate::layout::Kind;
use crate::methods::{MethodAt, MethodTarget};
use crate::place::Located;
use crate::rtype::RTypeId;
use crate::types::{FuncType, Key, Ty};

/// What is called, ready to be called.
pub(crate) struct Prepared {
    pub callee: Callee,
    /// The arguments, receiver first.
    pub args: Vec<Operand>,
    /// Their kinds.
    pub kinds: Vec<Kind>,
    /// The types of those behind the receiver.
    pub params: Rc<[RTypeId]>,
    pub results: Rc<[RTypeId]>,
    /// The declared function that is called, if it is one.
    pub function: Option<ObjectId>,
}

/// What stands in place of a call.
enum InPlace {
    /// Perhaps an instruction or few.
    Intrinsic(ObjectId),
    /// The code of the function.
    Code(Rc<Function>),
}

impl FuncLowering<'_> {
    /// A call as a value: a conversion, a predeclared function, or a function with one result.
    pub fn call_value(&mut self, expr: &Expr, want: Option<LocalId>) -> Operand {
        let ExprKind::Call { fun, args, ellipsis, .. } = &expr.kind else {
            return Operand::Const(0);
        };
        match self.mode(fun) {
            Mode::Type => {
                let to = self.type_of(expr);
                let Some(arg) = args.first() else { return Operand::Const(0) };
                if self.mode(arg) == Mode::Nil {
                    let kind = self.lower.kind(to);
                    return self.zero(kind, want);
                }
                if let Some(value) = self.converted_constant(arg, to, want) {
                    return value;
                }
                let from = self.type_of(arg);
                let mark = self.mark();
                let value = self.expr(arg);
                let value = self.convert_to(value, from, to, want);
                self.cut_to_constant(arg, to, value);
                self.release_but(mark, value);
                value
            }
            Mode::Builtin(builtin) => self.builtin(expr, builtin, args, ellipsis.is_some(), want),
            _ => {
                let results = self.call(expr, want);
                results.first().map_or(Operand::Const(0), |&(local, _)| Operand::Local(local))
            }
        }
    }

    /// A constant converted to a type parameter's type argument, which makes a value: it is as exact as it is written.
    fn converted_constant(
        &mut self,
        arg: &Expr,
        to: RTypeId,
        want: Option<LocalId>,
    ) -> Option<Operand> {
        let value = self.lower.program.info.types.get(arg.id)?.value.clone()?;
        let is_string = matches!(value, Constant::String(_));
        match self.lower.ty(to) {
            Ty::Basic(Basic::UnsafePointer) => None,
            Ty::Basic(_) if is_string == self.lower.is_string(to) => {
                Some(self.constant(&value, to, want))
            }
            _ => None,
        }
    }

    /// A call of a function; `want` is where its only result should go. Gives all results.
    pub fn call(&mut self, expr: &Expr, want: Option<LocalId>) -> Vec<(LocalId, RTypeId)> {
        let mark = self.mark();
        let prepared = self.prepare_call(expr);
        // What stands in place of a call takes temporaries of its own while it reads the arguments.
        let in_place = self.in_place(&prepared);
        if in_place.is_none() {
            self.release(mark);
        }
        let types = prepared.results.clone();
        let want = if types.len() == 1 { want } else { None };
        let results: Vec<(LocalId, RTypeId)> = types
            .iter()
            .map(|&typ| {
                let kind = self.lower.kind(typ);
                (self.dest(want, kind), typ)
            })
            .collect();
        self.emit_prepared(&prepared, in_place, results.iter().map(|&(local, _)| local).collect());
        if let [(result, _)] = *results {
            self.release_but(mark, Operand::Local(result));
        }
        results
    }

    /// A call whose results go to locals that fit.
    pub fn call_into(&mut self, expr: &Expr, results: Vec<LocalId>) {
        let mark = self.mark();
        let outer = std::mem::replace(&mut self.pos, position(expr));
        let prepared = self.prepare_call(expr.unparen());
        let in_place = self.in_place(&prepared);
        self.emit_prepared(&prepared, in_place, results);
        self.pos = outer;
        self.release(mark);
    }

    /// What could be put in place of a call.
    fn in_place(&mut self, prepared: &Prepared) -> Option<InPlace> {
        let object = prepared.function?;
        if self.may_be_intrinsic(object) {
            return Some(InPlace::Intrinsic(object));
        }
        self.inlinable(prepared.callee, object).map(InPlace::Code)
    }

    fn emit_prepared(
        &mut self,
        prepared: &Prepared,
        in_place: Option<InPlace>,
        results: Vec<LocalId>,
    ) {
        match in_place {
            Some(InPlace::Intrinsic(object))
                if self.intrinsic(object, &prepared.args, &results) =>
            {
                return;
            }
            Some(InPlace::Code(function)) => {
                return self.inline(&function, &prepared.args, &results);
            }
            _ => {}
        }
        self.emit(Inst::Call { callee: prepared.callee, args: prepared.args.clone(), results });
    }

    /// All values of an expression that has several: a call.
    pub fn multi(&mut self, expr: &Expr) -> Vec<(Operand, RTypeId)> {
        let expr = expr.unparen();
        let outer = std::mem::replace(&mut self.pos, position(expr));
        let results = self.call(expr, None);
        self.pos = outer;
        results.into_iter().map(|(local, typ)| (Operand::Local(local), typ)).collect()
    }

    /// Evaluates what is called and its arguments.
    pub fn prepare_call(&mut self, expr: &Expr) -> Prepared {
        let ExprKind::Call { fun, args, ellipsis, .. } = &expr.kind else {
            return self.prepared(
                Callee::Static(crate::code::FuncId(0)),
                None,
                &[],
                &[],
                false,
                None,
            );
        };
        let fun = fun.unparen();
        let spread = ellipsis.is_some();
        let mut operands: Vec<&Expr> = match &fun.kind {
            ExprKind::Selector { x, .. } if self.is_method(fun) => vec![x],
            _ => vec![fun],
        };
        operands.extend(args);
        self.settle(&operands);
        if let Some((object, targs)) = self.function_of(fun) {
            let func = self.lower.declared(object, &targs);
            let typ = self.signature_of(fun);
            return self.prepared(Callee::Static(func), None, &[typ], args, spread, Some(object));
        }
        let typ = self.type_of(fun);
        if let ExprKind::Selector { x, .. } = &fun.kind
            && self.is_method(fun)
            && let Some((callee, recv, kind)) = self.method_callee(fun, x)
        {
            let recv = recv.map(|recv| (recv, kind));
            let method = self.lower.program.info.selections.get(fun.id).map(|found| found.object);
            return self.prepared(callee, recv, &[typ], args, spread, method);
        }
        if let Some(callee) = self.method_expr_callee(fun) {
            return self.prepared(callee, None, &[typ], args, spread, None);
        }
        if let ExprKind::Func { body, .. } = &fun.kind
            && let Some((func, captures)) = self.literal_function(fun, body)
        {
            if captures.is_empty() {
                return self.prepared(Callee::Static(func), None, &[typ], args, spread, None);
            }
            let closure = self.make_closure(func, &captures, None);
            let closure = self.in_local(closure, Kind::Ptr);
            return self.prepared(Callee::Closure(closure), None, &[typ], args, spread, None);
        }
        let closure = self.expr(fun);
        let closure = self.in_local(closure, Kind::Ptr);
        self.prepared(Callee::Closure(closure), None, &[typ], args, spread, None)
    }

    fn prepared(
        &mut self,
        callee: Callee,
        recv: Option<(Operand, Kind)>,
        typ: &[RTypeId],
        args: &[Expr],
        spread: bool,
        function: Option<ObjectId>,
    ) -> Prepared {
        let signature = match typ {
            [typ] => self.lower.func_type(*typ),
            _ => {
                let none = self.lower.no_types.clone();
                FuncType { params: none.clone(), results: none, variadic: false }
            }
        };
        let mut all: Vec<Operand> = recv.iter().map(|(recv, _)| *recv).collect();
        let mut kinds: Vec<Kind> = recv.iter().map(|(_, kind)| *kind).collect();
        all.extend(self.arguments(&signature, args, spread));
        for &param in signature.params.iter() {
            kinds.push(self.lower.kind(param));
        }
        Prepared {
            callee,
            args: all,
            kinds,
            params: signature.params,
            results: signature.results,
            function,
        }
    }

    /// The instantiated type of a function that is called by name.
    fn signature_of(&mut self, fun: &Expr) -> RTypeId {
        let fun = fun.unparen();
        let id = match &fun.kind {
            ExprKind::Selector { sel, .. } => sel.id,
            ExprKind::Index { x, .. } => return self.signature_of(x),
            _ => fun.id,
        };
        let env = self.env.clone();
        match self.lower.program.info.instances.get(id).map(|instance| instance.typ) {
            Some(typ) => self.lower.typ(typ, &env),
            None => match self.object_of(id) {
                Some(object) => self.lower.type_of_object(object, &env),
                None => self.type_of(fun),
            },
        }
    }

    /// Whether a selector selects a method of a value.
    pub fn is_method(&self, fun: &Expr) -> bool {
        self.lower
            .program
            .info
            .selections
            .get(fun.id)
            .is_some_and(|found| found.kind == SelectionKind::Method)
    }

    /// The method that a selector selects on a value of some type.
    pub fn selected_method(&mut self, fun: &Expr, recv: RTypeId) -> Option<MethodAt> {
        let object = self.lower.program.info.selections.get(fun.id)?.object;
        let name = self.lower.program.object(object).name;
        let package = self.lower.package_of_name(object);
        self.lower.find_method(recv, name, package)
    }

    fn method_callee(&mut self, fun: &Expr, x: &Expr) -> Option<(Callee, Option<Operand>, Kind)> {
        let recv = self.type_of(x);
        let method = self.selected_method(fun, recv)?;
        let at = self.locate(x);
        Some(self.bind_method(at, &method))
    }

    /// What a method of a value in a place calls, with its receiver if that is an argument.
    pub fn bind_method(
        &mut self,
        at: Located,
        method: &MethodAt,
    ) -> (Callee, Option<Operand>, Kind) {
        let at = self.field_path(at, &method.path);
        match method.target {
            MethodTarget::Interface { index, .. } => {
                let value = self.load(at.place, at.typ, None);
                let kind = self.lower.interface_kind();
                (Callee::Method { iface: self.in_local(value, kind), index }, None, kind)
            }
            MethodTarget::Declared { object, recv, pointer } => {
                let targs = self.lower.type_arguments(recv);
                let func = self.lower.declared(object, &targs);
                if !pointer {
                    let at = self.follow_receiver(at, recv);
                    let value = self.load(at.place, at.typ, None);
                    let kind = self.lower.kind(recv);
                    return (Callee::Static(func), Some(value), kind);
                }
                let pointer = match self.lower.pointee(at.typ) {
                    Some(_) if at.typ != recv => self.load(at.place, at.typ, None),
                    _ => self.address(at, None),
                };
                (Callee::Static(func), Some(pointer), Kind::Ptr)
            }
        }
    }

    /// The receiver itself where a pointer to it is there.
    fn follow_receiver(&mut self, at: Located, recv: RTypeId) -> Located {
        if at.typ == recv { at } else { self.follow(at) }
    }

    /// The arguments of a call as its parameters take them.
    pub fn arguments(&mut self, signature: &FuncType, args: &[Expr], spread: bool) -> Vec<Operand> {
        let params = &signature.params;
        if let [arg] = args {
            let typ = self.type_of(arg);
            if let Key::Tuple(types) = self.lower.types.key(typ)
                && types.len() > 1
            {
                let values = self.multi(arg);
                return self.spread_values(signature, values);
            }
        }
        if !signature.variadic || spread {
            return args
                .iter()
                .zip(params.iter())
                .map(|(arg, &param)| self.expr_as(arg, param, None))
                .collect();
        }
        let fixed = params.len() - 1;
        let mut values: Vec<Operand> = Vec::with_capacity(params.len());
        for (arg, &param) in args.iter().zip(params[..fixed].iter()) {
            values.push(self.expr_as(arg, param, None));
        }
        let rest = args.get(fixed..).unwrap_or_default();
        let slice = params[fixed];
        let packed = self
            .pack(slice, rest.len(), |func, index, elem| func.expr_as(&rest[index], elem, None));
        values.push(packed);
        values
    }

    fn spread_values(
        &mut self,
        signature: &FuncType,
        values: Vec<(Operand, RTypeId)>,
    ) -> Vec<Operand> {
        let params = &signature.params;
        let fixed = if signature.variadic { params.len() - 1 } else { params.len() };
        let mut all = Vec::with_capacity(params.len());
        for (&(value, from), &to) in values.iter().zip(params[..fixed].iter()) {
            all.push(self.convert_to(value, from, to, None));
        }
        if signature.variadic {
            let rest = values.get(fixed..).unwrap_or_default();
            let packed = self.pack(params[fixed], rest.len(), |func, index, elem| {
                let (value, from) = rest[index];
                func.convert_to(value, from, elem, None)
            });
            all.push(packed);
        }
        all
    }

    /// The slice of a variadic parameter; nil if there is nothing for it.
    fn pack(
        &mut self,
        slice: RTypeId,
        len: usize,
        mut value: impl FnMut(&mut Self, usize, RTypeId) -> Operand,
    ) -> Operand {
        let kind = self.lower.kind(slice);
        let elem = match self.lower.ty(slice) {
            Ty::Slice(elem) if len > 0 => elem,
            _ => return self.zero(kind, None),
        };
        let array = self.lower.types.intern(Key::Array(len as u64, elem));
        let size = self.lower.size(elem);
        let packed = self.temp(kind);
        let mark = self.mark();
        let pointer = self.new_array(array);
        for index in 0..len {
            let inner = self.mark();
            let value = value(self, index, elem);
            let place =
                crate::place::Place::at(Operand::Local(pointer)).part((index as u64 * size) as u32);
            self.store(place, elem, value);
            self.release(inner);
        }
        self.release(mark);
        self.slice_of_array(pointer, elem, len as u64, slice, Some(packed))
    }
}
