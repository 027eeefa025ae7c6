//! `go` and `defer`. The machine runs functions without parameters and results; any other call gets a wrapper, a closure that holds what
//! is called and its arguments as they are evaluated now.

use burrow_go_syntax::ast::{Expr, ExprKind};
use burrow_go_types::info::Mode;
use burrow_go_types::objects::Builtin;

use crate::call::Prepared;
use crate::code::{Callee, FuncId, Inst, LocalId, Operand, Terminator};
use crate::expr::position;
use crate::func::{Capture, FuncLowering, Shared, Storage};
use crate::layout::Kind;
use crate::rtype::RTypeId;

impl FuncLowering<'_> {
    /// `defer call`.
    pub fn defer_stmt(&mut self, call: &Expr) {
        let Some(closure) = self.delayed(call, "deferwrap") else { return };
        match self.storage(Shared::Frame) {
            Some((Storage::Local(frame), _)) if self.exits.is_some() => {
                self.emit(Inst::DeferIn { frame: Operand::Local(frame), closure });
            }
            _ => self.emit(Inst::Defer { closure }),
        }
    }

    /// `go call`.
    pub fn go_stmt(&mut self, call: &Expr) {
        let pos = self.pos;
        if let Some(closure) = self.delayed(call, "gowrap") {
            self.pos = pos;
            self.emit(Inst::Go { closure });
        }
    }

    /// A call as a function without parameters and results.
    fn delayed(&mut self, call: &Expr, what: &str) -> Option<LocalId> {
        let call = call.unparen();
        let ExprKind::Call { fun, args, .. } = &call.kind else { return None };
        if let Mode::Builtin(builtin) = self.mode(fun) {
            let operands = self.effect_operands(builtin, args);
            let name = self.lower.program.sources.text(fun.span).to_owned();
            return Some(self.delay_builtin(builtin, &name, &operands, what));
        }
        self.pos = position(call);
        let prepared = self.prepare_call(call);
        if let Callee::Method { iface, .. } = prepared.callee {
            // A method is looked up now, and nil has none.
            let word = self.part(iface, 0, Kind::U64, None);
            self.emit(Inst::NilCheck { ptr: word });
        }
        if prepared.args.is_empty() && prepared.results.is_empty() {
            match prepared.callee {
                Callee::Closure(closure) => return Some(closure),
                Callee::Static(func) => {
                    let value = self.func_value(func, None);
                    return Some(self.in_local(value, Kind::Ptr));
                }
                Callee::Method { .. } => {}
            }
        }
        Some(self.delay_call(&prepared, what))
    }

    fn delay_call(&mut self, prepared: &Prepared, what: &str) -> LocalId {
        let mut captures = Vec::new();
        match prepared.callee {
            Callee::Closure(local) => captures.push((Kind::Ptr, Operand::Local(local))),
            Callee::Method { iface, .. } => {
                captures.push((self.lower.interface_kind(), Operand::Local(iface)))
            }
            Callee::Static(_) => {}
        }
        captures.extend(prepared.kinds.iter().copied().zip(prepared.args.iter().copied()));
        let func = self.wrap_delayed(&captures, what, |func, held| {
            let (callee, args) = match prepared.callee {
                Callee::Static(_) => (prepared.callee, held),
                Callee::Closure(_) => (Callee::Closure(local_of(held[0])), &held[1..]),
                Callee::Method { index, .. } => {
                    (Callee::Method { iface: local_of(held[0]), index }, &held[1..])
                }
            };
            let results: Vec<LocalId> = prepared
                .results
                .iter()
                .map(|&typ| {
                    let kind = func.lower.kind(typ);
                    func.local(kind)
                })
                .collect();
            if let Some(object) = prepared.function
                && func.may_be_intrinsic(object)
                && func.intrinsic(object, args, &results)
            {
                return;
            }
            func.emit(Inst::Call { callee, args: args.to_vec(), results });
        });
        self.hold_call(func, prepared);
        let closure = self.make_closure(func, &held_captures(&captures), None);
        self.in_local(closure, Kind::Ptr)
    }

    fn delay_builtin(
        &mut self,
        builtin: Builtin,
        name: &str,
        operands: &[(Operand, RTypeId)],
        what: &str,
    ) -> LocalId {
        let mut captures = Vec::new();
        for &(value, typ) in operands {
            captures.push((self.lower.kind(typ), value));
        }
        let types: Vec<RTypeId> = operands.iter().map(|&(_, typ)| typ).collect();
        let func = self.wrap_delayed(&captures, what, |func, held| {
            func.effect(builtin, held, &types, None);
        });
        self.hold_builtin(func, name, operands);
        let closure = self.make_closure(func, &held_captures(&captures), None);
        self.in_local(closure, Kind::Ptr)
    }

    /// A function without parameters that does something with what its closure holds; constants it knows by itself.
    fn wrap_delayed(
        &mut self,
        captures: &[(Kind, Operand)],
        what: &str,
        make: impl FnOnce(&mut FuncLowering, &[Operand]),
    ) -> FuncId {
        let number = self.count(2);
        let name = format!("{}.{what}{number}", self.name);
        let env = self.env.clone();
        let pos = self.pos;
        let mut func = FuncLowering::new(self.lower, name.into(), env);
        func.pos = pos;
        let mut held = Vec::with_capacity(captures.len());
        for (index, &(kind, value)) in captures.iter().enumerate() {
            held.push(match value {
                Operand::Const(_) => value,
                Operand::Local(_) => {
                    let local = func.local(kind);
                    func.captures.push(Capture { shared: Shared::Operand(index), kind, local });
                    Operand::Local(local)
                }
            });
        }
        make(&mut func, &held);
        func.end(Terminator::Return);
        func.load_captures();
        let function = func.finish(pos, true);
        self.lower.funcs.made(function)
    }
}

/// What the closure has to hold: all but constants.
fn held_captures(captures: &[(Kind, Operand)]) -> Vec<(Kind, Operand)> {
    captures.iter().copied().filter(|(_, value)| matches!(value, Operand::Local(_))).collect()
}

fn local_of(value: Operand) -> LocalId {
    match value {
        Operand::Local(local) => local,
        // Only arguments are constants.
        Operand::Const(_) => LocalId(0),
    }
}
