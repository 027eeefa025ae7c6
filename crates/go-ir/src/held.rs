//! What func values hold, for the stepper: what a function literal captures, and the arguments of calls that `defer` and `go`
//! put off. It is noted where the value is made, because the function itself may never be called.

use std::rc::Rc;

use burrow_go_types::objects::{ObjectId, ObjectKind};
use burrow_go_types::types::{Signature, Type};

use crate::call::Prepared;
use crate::code::{Callee, FuncId, Held, HeldCallee, HeldPlace, HeldValue, Operand};
use crate::func::{FuncLowering, Shared};
use crate::layout::Kind;
use crate::rtype::RTypeId;

impl FuncLowering<'_> {
    /// Notes what a function literal captures.
    pub fn hold_captures(
        &mut self,
        func: FuncId,
        name: &Rc<str>,
        captures: &[(Shared, bool, RTypeId)],
    ) {
        if !self.lower.keep_calls {
            return;
        }
        let mut values = Vec::new();
        let mut kinds = vec![Kind::U64];
        for &(shared, boxed, typ) in captures {
            kinds.push(if boxed { Kind::Ptr } else { self.lower.kind(typ) });
            let name = match shared {
                Shared::Var(object) => self.lower.program.object(object).name.as_str().into(),
                _ => continue,
            };
            let place = HeldPlace::Closure(kinds.len() as u32 - 1);
            values.push(HeldValue { name, typ, boxed, place });
        }
        self.hold(func, HeldCallee::Named(name.clone()), true, values, &kinds);
    }

    /// Notes the arguments of a call that is put off.
    pub fn hold_call(&mut self, func: FuncId, prepared: &Prepared) {
        if !self.lower.keep_calls {
            return;
        }
        let signature = prepared.function.and_then(|object| self.declared_signature(object));
        let (mut kinds, mut values) = (vec![Kind::U64], Vec::new());
        let callee = match prepared.callee {
            Callee::Static(id) => HeldCallee::Named(self.name_of(id, prepared.function)),
            Callee::Closure(_) => {
                kinds.push(Kind::Ptr);
                HeldCallee::First
            }
            Callee::Method { .. } => {
                kinds.push(self.lower.interface_kind());
                let name = prepared.function.map_or("?".into(), |object| {
                    self.lower.program.object(object).name.as_str().into()
                });
                HeldCallee::Named(name)
            }
        };
        let receivers = prepared.args.len().saturating_sub(prepared.params.len());
        for (index, (&arg, &kind)) in prepared.args.iter().zip(&prepared.kinds).enumerate() {
            let place = held_place(arg, kind, &mut kinds);
            let object = match (&signature, index.checked_sub(receivers)) {
                (Some(signature), Some(index)) => signature.params.get(index).copied(),
                (Some(signature), None) if signature.recv_tparams.is_empty() => signature.recv,
                _ => None,
            };
            let typ = match index.checked_sub(receivers) {
                Some(index) => prepared.params.get(index).copied(),
                None => {
                    let none = self.lower.no_env.clone();
                    object.map(|object| self.lower.type_of_object(object, &none))
                }
            };
            let Some(typ) = typ else { continue };
            let name = object.map_or("", |object| self.lower.program.object(object).name.as_str());
            values.push(HeldValue { name: name.into(), typ, boxed: false, place });
        }
        self.hold(func, callee, false, values, &kinds);
    }

    /// Notes the arguments of a predeclared function that is put off.
    pub fn hold_builtin(&mut self, func: FuncId, name: &str, operands: &[(Operand, RTypeId)]) {
        if !self.lower.keep_calls {
            return;
        }
        let (mut kinds, mut values) = (vec![Kind::U64], Vec::new());
        for &(value, typ) in operands {
            let kind = self.lower.kind(typ);
            let place = held_place(value, kind, &mut kinds);
            values.push(HeldValue { name: "".into(), typ, boxed: false, place });
        }
        self.hold(func, HeldCallee::Named(name.into()), false, values, &kinds);
    }

    fn hold(
        &mut self,
        func: FuncId,
        callee: HeldCallee,
        literal: bool,
        mut values: Vec<HeldValue>,
        kinds: &[Kind],
    ) {
        let (_, offsets) = self.lower.packed(kinds);
        for value in &mut values {
            if let HeldPlace::Closure(number) = value.place {
                value.place = HeldPlace::Closure(offsets[number as usize]);
            }
        }
        self.lower.held.insert(func, Rc::new(Held { callee, literal, values }));
    }

    fn declared_signature(&mut self, object: ObjectId) -> Option<Rc<Signature>> {
        let typ = self.lower.program.object_type(object);
        match self.lower.program.typ(typ) {
            Type::Signature(signature) => Some(signature.clone()),
            _ => None,
        }
    }

    fn name_of(&self, func: FuncId, object: Option<ObjectId>) -> Rc<str> {
        if let Some(held) = self.lower.held.get(&func)
            && let HeldCallee::Named(name) = &held.callee
        {
            return name.clone();
        }
        match object {
            Some(object)
                if matches!(self.lower.program.object(object).kind, ObjectKind::Func(_)) =>
            {
                self.lower.trace_name(object, false)
            }
            _ => "func".into(),
        }
    }
}

/// Where a held value will lie: its number among the closure's kinds until all are known.
fn held_place(value: Operand, kind: Kind, kinds: &mut Vec<Kind>) -> HeldPlace {
    match value {
        Operand::Const(bits) => HeldPlace::Constant(bits),
        Operand::Local(_) => {
            kinds.push(kind);
            HeldPlace::Closure(kinds.len() as u32 - 1)
        }
    }
}
