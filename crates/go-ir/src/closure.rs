//! Functions with a body in the source: declared ones, function literals, and the variables that a literal shares with the
//! functions around it.
//!
//! A literal gets a pointer to its closure: the code word, then what it captures. A variable that is on the heap is captured as the
//! pointer to it, any other one as a copy of its value. All captures are loaded into locals on entry.

use std::collections::HashMap;
use std::rc::Rc;

use burrow_go_syntax::Pos;
use burrow_go_syntax::ast::{Block, Expr};
use burrow_go_types::objects::{ObjectId, ObjectKind};
use burrow_go_types::types::{Signature, Type};

use crate::code::{Base, Function, Inst, LocalId, Operand, Terminator};
use crate::func::{Capture, FuncLowering, ResultVar, Shared, Storage};
use crate::layout::Kind;
use crate::lower::{Lower, body_of};
use crate::rtype::RTypeId;
use crate::stops::last_stop;
use crate::types::Env;

/// A function literal in one instance of the function around it.
pub(crate) struct Literal {
    pub name: Rc<str>,
    pub env: Rc<Env>,
    pub pos: Pos,
    pub signature: Rc<Signature>,
    pub body: Rc<Block>,
    /// What it captures: whether it is the pointer to it, and its type.
    pub captures: Vec<(Shared, bool, RTypeId)>,
}

impl Lower {
    /// The code of a declared function or method. With `by_word` a method's receiver comes as the data word of an interface.
    pub fn lower_declared(
        &mut self,
        object: ObjectId,
        targs: &Rc<[RTypeId]>,
        by_word: bool,
    ) -> Function {
        self.program.check_body(object);
        let typ = self.program.object_type(object);
        let signature = match self.program.typ(typ) {
            Type::Signature(signature) => signature.clone(),
            _ => Rc::new(empty_signature()),
        };
        let env = self.function_env(object, targs);
        let name = self.trace_name(object, !targs.is_empty());
        let decl = self.decl(object);
        let Some(body) = decl.as_deref().and_then(body_of) else {
            return self.lower_bodiless(object, &signature, &env, name);
        };
        let pos = self.program.object(object).pos;
        let mut func = FuncLowering::new(self, name, env);
        func.pos = pos;
        func.function_body(&signature, body, by_word);
        func.finish(pos, false)
    }

    /// The code of a function literal.
    pub fn lower_literal(&mut self, literal: &Literal) -> Function {
        let mut func = FuncLowering::new(self, literal.name.clone(), literal.env.clone());
        func.pos = literal.pos;
        func.scopes.push(literal.body.span.end);
        for &(shared, boxed, typ) in &literal.captures {
            func.add_capture(shared, boxed, typ);
        }
        func.function_body(&literal.signature, &literal.body, false);
        func.load_captures();
        func.finish(literal.pos, false)
    }

    /// A function without a body in Go: one that is an instruction here, or one of the machine's.
    fn lower_bodiless(
        &mut self,
        object: ObjectId,
        signature: &Signature,
        env: &Rc<Env>,
        name: Rc<str>,
    ) -> Function {
        let link = self.link_name(object);
        let pos = self.program.object(object).pos;
        let mut func = FuncLowering::new(self, name, env.clone());
        func.declare_params(signature, false);
        func.declare_results(signature);
        let args = func.params.iter().map(|&param| Operand::Local(param)).collect::<Vec<_>>();
        let results = func.results.iter().map(|result| result.local).collect::<Vec<_>>();
        if func.intrinsic(object, &args, &results) {
            func.end(Terminator::Return);
            return func.finish(Pos::NONE, false);
        }
        let mut function = func.finish(pos, false);
        function.body = crate::code::Body::Native(link);
        function
    }
}

fn empty_signature() -> Signature {
    Signature {
        recv: None,
        recv_tparams: Vec::new(),
        tparams: Vec::new(),
        params: Vec::new(),
        results: Vec::new(),
        variadic: false,
    }
}

impl FuncLowering<'_> {
    /// Parameters, results and statements of a function of the source.
    pub fn function_body(&mut self, signature: &Signature, body: &Block, by_word: bool) {
        self.facts = self.body_facts(body);
        self.scopes.push(body.span.end);
        self.declare_params(signature, by_word);
        self.declare_results(signature);
        self.stmts(&body.stmts);
        // The end of a function without results; any other one has returned.
        if signature.results.is_empty() {
            self.stop_at(last_stop(body));
        }
        self.pos = body.span.end;
        if signature.results.is_empty() {
            self.return_stored();
        }
        self.end(Terminator::Unreachable);
        self.scopes.pop();
    }

    /// The parameters, receiver first: those on the heap are moved there.
    pub fn declare_params(&mut self, signature: &Signature, by_word: bool) {
        let objects: Vec<ObjectId> =
            signature.recv.iter().chain(&signature.params).copied().collect();
        let mut moved = Vec::new();
        for object in objects {
            let typ = self.lower.type_of_object(object, &self.env.clone());
            let kind = self.lower.kind(typ);
            let local = if by_word && self.params.is_empty() {
                self.receiver_by_word(typ)
            } else {
                let local = self.local(kind);
                self.params.push(local);
                local
            };
            if self.is_boxed(object, typ) {
                moved.push((object, typ, local, kind));
            } else {
                self.name_local(local, object, typ, false);
                self.vars.insert(Shared::Var(object), (Storage::Local(local), typ));
            }
        }
        for (object, typ, local, kind) in moved {
            self.init_var(object, typ, Some(Operand::Local(local)), kind);
        }
    }

    /// Declares a variable on the heap or in a local, with a value or zero.
    pub fn init_var(&mut self, object: ObjectId, typ: RTypeId, value: Option<Operand>, kind: Kind) {
        match self.declare(object, typ) {
            Storage::Boxed(local) => self.new_box(local, kind, value),
            Storage::Local(local) => match value {
                Some(value) => self.copy(local, value),
                None => {
                    let zero = self.zero(kind, Some(local));
                    self.copy(local, zero);
                }
            },
        }
    }

    /// A variable on the heap.
    pub fn new_box(&mut self, local: LocalId, kind: Kind, value: Option<Operand>) {
        self.emit(Inst::New { dst: local, kind });
        if let Some(value) = value {
            self.emit(Inst::Store {
                base: Base::Pointer(Operand::Local(local)),
                offset: 0,
                src: value,
                kind,
            });
        }
    }

    /// The results, zero at first.
    pub fn declare_results(&mut self, signature: &Signature) {
        for (index, &object) in signature.results.iter().enumerate() {
            let typ = self.lower.type_of_object(object, &self.env.clone());
            let kind = self.lower.kind(typ);
            let local = self.local(kind);
            let captured = matches!(&self.lower.program.object(object).kind,
                ObjectKind::Var(var) if var.captured);
            let shared =
                captured || self.facts.shared.contains(&object) || self.facts.returns_from_loops;
            let mut boxed = None;
            if shared || self.is_boxed(object, typ) {
                let pointer = self.local(Kind::Ptr);
                self.new_box(pointer, kind, None);
                self.name_local(pointer, object, typ, true);
                self.vars.insert(Shared::Var(object), (Storage::Boxed(pointer), typ));
                self.vars.insert(Shared::Result(index), (Storage::Boxed(pointer), typ));
                boxed = Some(pointer);
            } else {
                self.name_local(local, object, typ, false);
                self.vars.insert(Shared::Var(object), (Storage::Local(local), typ));
            }
            self.results.push(ResultVar { typ, local, boxed });
        }
    }

    /// Where something is that this function has, or captures from the one around it.
    pub fn storage(&mut self, shared: Shared) -> Option<(Storage, RTypeId)> {
        if let Some(&known) = self.vars.get(&shared) {
            return Some(known);
        }
        let &(storage, typ) = self.around.get(&shared)?;
        let boxed = matches!(storage, Storage::Boxed(_));
        Some((self.add_capture(shared, boxed, typ), typ))
    }

    /// Captures something; the local that holds it is loaded on entry.
    pub fn add_capture(&mut self, shared: Shared, boxed: bool, typ: RTypeId) -> Storage {
        let kind = if boxed { Kind::Ptr } else { self.lower.kind(typ) };
        let local = self.local(kind);
        if let Shared::Var(object) = shared {
            self.name_captured(local, object, typ, boxed);
        }
        self.captures.push(Capture { shared, kind, local });
        let storage = if boxed { Storage::Boxed(local) } else { Storage::Local(local) };
        self.vars.insert(shared, (storage, typ));
        storage
    }

    /// Loads what is captured, at the very beginning of the function.
    pub fn load_captures(&mut self) {
        let captures = std::mem::take(&mut self.captures);
        if captures.is_empty() {
            return;
        }
        let closure = self.local(Kind::Ptr);
        self.closure = Some(closure);
        let kinds: Vec<Kind> =
            [Kind::U64].into_iter().chain(captures.iter().map(|capture| capture.kind)).collect();
        let (_, offsets) = self.lower.packed(&kinds);
        let loads = captures.iter().zip(&offsets[1..]).map(|(capture, &offset)| Inst::Load {
            dst: capture.local,
            base: Base::Pointer(Operand::Local(closure)),
            offset,
            kind: capture.kind,
        });
        self.prepend(loads.collect());
        self.captures = captures;
    }

    /// The value of a function literal.
    pub fn literal(&mut self, expr: &Expr, body: &Rc<Block>, want: Option<LocalId>) -> Operand {
        let Some(function) = self.literal_function(expr, body) else { return Operand::Const(0) };
        self.make_closure(function.0, &function.1, want)
    }

    /// A function literal's number and what it captures.
    pub fn literal_function(
        &mut self,
        expr: &Expr,
        body: &Rc<Block>,
    ) -> Option<(crate::code::FuncId, Vec<(Kind, Operand)>)> {
        let typ = self.lower.program.info.types.get(expr.id)?.typ;
        let typ = self.lower.program.unalias(typ);
        let Type::Signature(signature) = self.lower.program.typ(typ) else { return None };
        let signature = signature.clone();
        let objects = self.lower.program.info.captures.get(expr.id).cloned().unwrap_or_default();
        let (mut captures, mut operands) = (Vec::new(), Vec::new());
        for &object in objects.iter() {
            let shared = Shared::Var(object);
            let Some((storage, typ)) = self.storage(shared) else { continue };
            captures.push((shared, matches!(storage, Storage::Boxed(_)), typ));
            operands.push(self.captured(storage));
        }
        let number = self.count(0);
        let separator = if self.name.contains(".func") { "." } else { ".func" };
        let literal = Literal {
            name: format!("{}{separator}{number}", self.name).into(),
            env: self.env.clone(),
            pos: expr.span.start,
            signature,
            body: body.clone(),
            captures,
        };
        let literal = Rc::new(literal);
        let func = self.lower.funcs.literal(literal.clone());
        self.hold_captures(func, &literal.name, &literal.captures);
        Some((func, operands))
    }

    /// What a closure holds of a variable.
    pub fn captured(&self, storage: Storage) -> (Kind, Operand) {
        let (Storage::Local(local) | Storage::Boxed(local)) = storage;
        (self.kind_of(local), Operand::Local(local))
    }

    /// A `func` value.
    pub fn make_closure(
        &mut self,
        func: crate::code::FuncId,
        captures: &[(Kind, Operand)],
        want: Option<LocalId>,
    ) -> Operand {
        let dst = self.dest(want, Kind::Ptr);
        if captures.is_empty() {
            self.emit(Inst::FuncValue { dst, func });
        } else {
            self.emit(Inst::MakeClosure { dst, func, captures: captures.to_vec() });
        }
        Operand::Local(dst)
    }

    /// All that the body of a loop over a function could capture here.
    pub fn all_shared(&self) -> HashMap<Shared, (Storage, RTypeId)> {
        let mut all = self.around.clone();
        all.extend(self.vars.iter().map(|(&shared, &known)| (shared, known)));
        all
    }
}
