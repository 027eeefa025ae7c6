//! Assignments: whether a value fits a variable, declarations with values, `=`, `:=`, `op=`.

use std::fmt;

use burrow_go_syntax::ast::{Expr, ExprKind};
use burrow_go_syntax::{Name, Pos, Span, expr_string};

use crate::Program;
use crate::checker::At;
use crate::expr::Target;
use crate::id_map::IdSet;
use crate::info::Mode;
use crate::objects::{ObjectId, ScopeId};
use crate::operand::Operand;
use crate::signature::measure;
use crate::types::{Type, TypeId};
use crate::untyped::{OVERFLOW, TRUNCATED};

/// Where a value is assigned, for messages.
#[derive(Clone, Copy)]
pub(crate) enum Place<'p> {
    Words(&'p str),
    /// An argument of a call of this function.
    Argument(&'p Expr),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Words(words) => f.write_str(words),
            Place::Argument(fun) => write!(f, "argument to {}", expr_string(fun)),
        }
    }
}

impl Program {
    /// Whether `x` can be assigned to a variable of type `t`, or without a type to the blank identifier. An untyped operand gets
    /// its type; after an error that has been reported `x` is invalid.
    pub(crate) fn assignment(&mut self, x: &mut Operand, t: Option<TypeId>, place: Place) {
        self.single_value(x);
        match x.mode {
            Mode::Invalid => return,
            Mode::NoValue | Mode::Builtin(_) | Mode::Type => {
                let t = t.map(|t| self.type_text(t)).unwrap_or_default();
                let message = |text| format!("cannot assign {text} to {t} in {place}");
                return self.operand_error(x, "IncompatibleAssign", message);
            }
            _ => {}
        }
        if self.is_untyped(x.typ) {
            self.assignment_untyped(x, t, place);
            if !x.is_valid() {
                return;
            }
        }
        // The value of a generic function has the type arguments that the variable's type asks for.
        if matches!(self.typ(x.typ), Type::Signature(signature) if !signature.tparams.is_empty()) {
            let target = t.and_then(|t| Target::new(self, t, &place.to_string()));
            self.non_generic(target, x);
            if !x.is_valid() {
                return;
            }
        }
        let Some(t) = t else { return };
        if let Err((cause, code)) = self.assignable_to(x, t) {
            let t = self.type_text(t);
            let cause = if cause.is_empty() { cause } else { format!(": {cause}") };
            self.operand_error(x, code, |text| {
                format!("cannot use {text} as {t} value in {place}{cause}")
            });
        }
    }

    fn assignment_untyped(&mut self, x: &mut Operand, t: Option<TypeId>, place: Place) {
        let target = match t {
            None if x.is_nil() => {
                self.error(&*x, "UntypedNilUse", format!("use of untyped nil in {place}"));
                return x.invalidate();
            }
            Some(t) if x.is_nil() => t,
            Some(t) if !self.is_non_type_param_interface(t) => t,
            _ => self.default_type(x.typ),
        };
        match self.implicit_type_and_value(x, target) {
            Ok((typ, value)) => self.set_implicit(x, typ, value),
            Err(code) => {
                let (code, ending) = match code {
                    TRUNCATED => (code, " (truncated)"),
                    OVERFLOW => (code, " (overflows)"),
                    _ => ("IncompatibleAssign", ""),
                };
                let target = self.type_text(target);
                let message =
                    |text| format!("cannot use {text} as {target} value in {place}{ending}");
                self.operand_error(x, code, message);
            }
        }
    }

    /// The value of a constant declaration.
    pub(crate) fn init_const(&mut self, object: ObjectId, x: &mut Operand) {
        let known = self.object(object).typ;
        if !x.is_valid()
            || !self.is_valid_type(x.typ)
            || known.is_some_and(|t| !self.is_valid_type(t))
        {
            self.objects[object.0 as usize].typ.get_or_insert(Program::INVALID);
            return;
        }
        if !x.is_constant() {
            self.operand_error(x, "InvalidConstInit", |text| format!("{text} is not constant"));
            self.objects[object.0 as usize].typ.get_or_insert(Program::INVALID);
            return;
        }
        let t = known.unwrap_or(x.typ);
        self.set_type(object, t);
        self.assignment(x, Some(t), Place::Words("constant declaration"));
        if x.is_valid() {
            self.set_constant(object, x.constant().clone());
        }
    }

    /// The value that a variable is declared with, which may give it its type.
    pub(crate) fn init_var(&mut self, var: ObjectId, x: &mut Operand, place: &str) {
        let known = self.object(var).typ;
        if !x.is_valid()
            || !self.is_valid_type(x.typ)
            || known.is_some_and(|t| !self.is_valid_type(t))
        {
            if known.is_none() {
                self.set_type(var, Program::INVALID);
            }
            return x.invalidate();
        }
        let t = match known {
            Some(t) => t,
            None => {
                if self.is_untyped(x.typ) && x.is_nil() {
                    self.error(&*x, "UntypedNilUse", format!("use of untyped nil in {place}"));
                    self.set_type(var, Program::INVALID);
                    return x.invalidate();
                }
                let t = self.default_type(x.typ);
                self.set_type(var, t);
                t
            }
        };
        self.assignment(x, Some(t), Place::Words(place));
    }

    /// The values of variables that are declared together; with `at_return` of the results of the function, where the statement
    /// stands.
    pub(crate) fn init_vars(
        &mut self,
        vars: &[ObjectId],
        values: &[&Expr],
        at_return: Option<Span>,
    ) {
        let place = match at_return {
            Some(_) => "return statement",
            None if vars.len() > 1 => "multiple assignment",
            None => "assignment",
        };
        if vars.len() == values.len() && !is_call(values) {
            for (&var, &value) in vars.iter().zip(values) {
                let object = self.object(var);
                let (name, typ) = (object.name.as_str(), object.typ);
                let name =
                    if at_return.is_some() && name.is_empty() { "result variable" } else { name };
                let target = typ.and_then(|t| Target::new(self, t, name));
                let mut x = Operand::new();
                self.expr(target, &mut x, value);
                self.init_var(var, &mut x, place);
            }
            return;
        }
        let [only] = values else {
            let right =
                values.iter().map(|value| self.use_expr(value)).filter(|&right| !right).count()
                    == 0;
            if right {
                match at_return {
                    Some(at) => {
                        let operands: Vec<Operand> = values
                            .iter()
                            .map(|value| {
                                let mut x = Operand::new();
                                self.expr(None, &mut x, value);
                                x
                            })
                            .collect();
                        self.return_error(at, vars, &operands);
                    }
                    None => self.assign_error(values, vars.len(), values.len()),
                }
            }
            return self.invalidate_vars(vars);
        };
        let allow_comma_ok = vars.len() == 2 && at_return.is_none();
        let (mut operands, comma_ok) = self.multi_expr(only, allow_comma_ok);
        if operands.len() == vars.len() {
            for (&var, x) in vars.iter().zip(&mut operands) {
                self.init_var(var, x, place);
            }
            self.note_comma_ok(only, &operands, comma_ok);
            return;
        }
        if operands.first().is_some_and(Operand::is_valid) {
            match at_return {
                Some(at) => self.return_error(at, vars, &operands),
                None => self.assign_error(values, vars.len(), operands.len()),
            }
        }
        self.invalidate_vars(vars);
    }

    fn note_comma_ok(&mut self, e: &Expr, operands: &[Operand], comma_ok: bool) {
        if let [value, ok] = operands
            && comma_ok
            && value.is_valid()
            && ok.is_valid()
        {
            self.record_comma_ok_types(e, [value.typ, ok.typ]);
        }
    }

    fn invalidate_vars(&mut self, vars: &[ObjectId]) {
        for &var in vars {
            self.objects[var.0 as usize].typ.get_or_insert(Program::INVALID);
        }
    }

    /// Reports a different number of variables and values.
    fn assign_error(&mut self, values: &[&Expr], vars: usize, count: usize) {
        let Some(first) = values.first() else { return };
        let (vars, count) = (measure(vars, "variable"), measure(count, "value"));
        let message = match (values, &first.unparen().kind) {
            ([_], ExprKind::Call { fun, .. }) => {
                format!("assignment mismatch: {vars} but {} returns {count}", expr_string(fun))
            }
            _ => format!("assignment mismatch: {vars} but {count}"),
        };
        self.error(*first, "WrongAssignCount", message);
    }

    fn return_error(&mut self, at: Span, vars: &[ObjectId], operands: &[Operand]) {
        let (at, quantity) = match (operands.get(vars.len()), operands.last()) {
            (Some(extra), _) => (extra.span(), "too many"),
            (None, Some(last)) => (last.span(), "not enough"),
            (None, None) => (at, "not enough"),
        };
        let have: Vec<TypeId> = operands.iter().map(|x| x.typ).collect();
        let have = self.types_summary(&have, false, false);
        let want = self.var_types(vars);
        let want = self.types_summary(&want, false, false);
        let parts = vec![
            (at, format!("{quantity} return values")),
            (Span::default(), format!("have {have}")),
            (Span::default(), format!("want {want}")),
        ];
        self.error_parts("WrongResultCount", false, parts);
    }

    /// Types in parentheses, for messages: `(number, string, ...int)`.
    pub(crate) fn types_summary(
        &mut self,
        types: &[TypeId],
        variadic: bool,
        ellipsis: bool,
    ) -> String {
        let mut words = Vec::with_capacity(types.len());
        for (at, &t) in types.iter().enumerate() {
            let last = at + 1 == types.len();
            let mut shown = t;
            if last
                && variadic
                && let &Type::Slice(elem) = self.typ(t)
            {
                shown = elem;
            }
            let mut word = if !self.is_valid_type(t) {
                "unknown type".to_string()
            } else if self.is_untyped_numeric(t) {
                "number".into()
            } else {
                self.type_text(shown).replace("untyped ", "")
            };
            if last && variadic {
                word.insert_str(0, "...");
            } else if last && ellipsis {
                word.push_str("...");
            }
            words.push(word);
        }
        format!("({})", words.join(", "))
    }

    /// The type of what stands left of an assignment: none for the blank identifier, invalid after an error. A variable there is not
    /// used.
    fn left_type(&mut self, left: &Expr) -> Option<TypeId> {
        let mut unused = None;
        if let ExprKind::Name(name) = left.unparen().kind {
            if name.is_blank() {
                return None;
            }
            unused = self.unused_variable(name);
        }
        let mut x = Operand::new();
        self.expr(None, &mut x, left);
        if let Some(object) = unused {
            self.ck.used.remove(&object);
        }
        if !x.is_valid() || !self.is_valid_type(x.typ) {
            return Some(Program::INVALID);
        }
        if matches!(x.mode, Mode::Variable | Mode::MapIndex) {
            self.mark_reassigned(left);
            return Some(x.typ);
        }
        if let Some(ExprKind::Selector { x: inner, .. }) = x.expr.map(|expr| &expr.kind) {
            let mut holder = Operand::new();
            self.expr(None, &mut holder, inner);
            if holder.mode == Mode::MapIndex {
                let message = format!("cannot assign to struct field {} in map", x.text());
                self.error(&x, "UnaddressableFieldAssign", message);
                return Some(Program::INVALID);
            }
        }
        let message = format!(
            "cannot assign to {} (neither addressable nor a map index expression)",
            x.text()
        );
        self.error(&x, "UnassignableOperand", message);
        Some(Program::INVALID)
    }

    /// `left = right`
    fn assign_expr(&mut self, left: &Expr, right: &Expr, place: &str) {
        let t = self.left_type(left);
        if t.is_some_and(|t| !self.is_valid_type(t)) {
            self.use_expr(right);
            return;
        }
        let mut target = None;
        if let Some(t) = t {
            let under = self.underlying(t);
            if self.signature_of(under).is_some() {
                target = Target::new(self, t, &expr_string(left));
            }
        }
        let mut x = Operand::new();
        self.expr(target, &mut x, right);
        self.assign_to(t, &mut x, place);
    }

    /// `left = x`
    pub(crate) fn assign_operand(&mut self, left: &Expr, x: &mut Operand, place: &str) {
        let t = self.left_type(left);
        if t.is_some_and(|t| !self.is_valid_type(t)) {
            return x.invalidate();
        }
        self.assign_to(t, x, place);
    }

    fn assign_to(&mut self, t: Option<TypeId>, x: &mut Operand, place: &str) {
        let blank = t.is_none() && place == "assignment";
        self.assignment(
            x,
            t,
            Place::Words(if blank { "assignment to _ identifier" } else { place }),
        );
    }

    /// `left… = right…`
    pub(crate) fn assign_vars(&mut self, left: &[Expr], right: &[Expr]) {
        let place = if left.len() > 1 { "multiple assignment" } else { "assignment" };
        let values: Vec<&Expr> = right.iter().collect();
        if left.len() == right.len() && !is_call(&values) {
            for (left, right) in left.iter().zip(right) {
                self.assign_expr(left, right, place);
            }
            return;
        }
        let [only] = right else {
            let left_right = self.use_left(left);
            let right_right = self.use_exprs(right);
            if left_right && right_right {
                self.assign_error(&values, left.len(), right.len());
            }
            return;
        };
        let (mut operands, comma_ok) = self.multi_expr(only, left.len() == 2);
        if operands.len() == left.len() {
            for (left, x) in left.iter().zip(&mut operands) {
                self.assign_operand(left, x, place);
            }
            self.note_comma_ok(only, &operands, comma_ok);
            return;
        }
        if operands.first().is_some_and(Operand::is_valid) {
            self.assign_error(&values, left.len(), operands.len());
        }
        self.use_left(left);
    }

    /// `left… := right…`; `at` is where the operator stands.
    pub(crate) fn short_var_decl(&mut self, at: Pos, left: &[Expr], right: &[Expr]) {
        let top = self.ck.delayed.len();
        let scope = self.cx.scope;
        let mut seen: IdSet<Name> = IdSet::default();
        let mut vars = Vec::with_capacity(left.len());
        let mut fresh = Vec::new();
        let mut wrong = false;
        for e in left {
            let var = match self.short_var(e, scope, &mut seen) {
                Ok((var, new)) => {
                    if new {
                        fresh.push(var);
                    }
                    var
                }
                Err(()) => {
                    wrong = true;
                    self.new_var(Name::new("_"), e.pos(), None)
                }
            };
            vars.push(var);
        }
        let values: Vec<&Expr> = right.iter().collect();
        self.init_vars(&vars, &values, None);
        // Function literals in the values do not see the new variables.
        self.process_delayed(top);
        if fresh.is_empty() && !wrong {
            self.soft_error(at, "NoNewVar", "no new variables on left side of :=");
            return;
        }
        for var in fresh {
            self.declare(scope, None, var);
        }
    }

    /// One variable left of `:=`, and whether it is new and has a name.
    fn short_var(
        &mut self,
        e: &Expr,
        scope: ScopeId,
        seen: &mut IdSet<Name>,
    ) -> Result<(ObjectId, bool), ()> {
        let ExprKind::Name(name) = e.kind else {
            self.use_left(std::slice::from_ref(e));
            let message = format!("non-name {} on left side of :=", expr_string(e));
            self.error(e, "BadDecl", message);
            return Err(());
        };
        if !name.is_blank() && !seen.insert(name) {
            self.error(e, "RepeatedDecl", format!("{name} repeated on left side of :="));
            return Err(());
        }
        if let Some(object) = self.scope_lookup(scope, name) {
            self.record_use(e.id, object);
            if let Some(var) = self.var_mut(object) {
                var.reassigned = true;
                return Ok((object, false));
            }
            self.error(e, "UnassignableOperand", format!("cannot assign to {name}"));
            return Err(());
        }
        let var = self.new_var(name, e.pos(), None);
        self.info.defs.set(e.id, var);
        Ok((var, !name.is_blank()))
    }
}

/// Whether a list is one call: it may have several results.
fn is_call(values: &[&Expr]) -> bool {
    matches!(values, [only] if matches!(only.unparen().kind, ExprKind::Call { .. }))
}
