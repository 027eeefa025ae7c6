//! Switch statements: by value and by type.

use std::collections::HashMap;
use std::rc::Rc;

use burrow_go_syntax::ast::{BinaryOp, CaseClause, Expr, ExprKind, Ident};

use crate::Program;
use crate::assignments::Place;
use crate::checker::At;
use crate::constant::{Constant, Kind};
use crate::info::Mode;
use crate::objects::{ObjectId, ObjectKind};
use crate::operand::Operand;
use crate::positions::node_pos;
use crate::types::{Basic, TypeId};

/// The values whose repetition gc reports.
#[derive(PartialEq, Eq, Hash)]
enum CaseValue {
    Int(i64),
    Uint(u64),
    Float(u64),
    String(Rc<[u8]>),
}

fn case_value(value: &Constant) -> Option<CaseValue> {
    match value.kind() {
        Kind::Int => match value.as_i64() {
            Some(value) => Some(CaseValue::Int(value)),
            None => value.as_u64().map(CaseValue::Uint),
        },
        Kind::Float => {
            let float = value.as_f64();
            (Constant::from_f64(float) == *value).then_some(CaseValue::Float(float.to_bits()))
        }
        Kind::String => match value {
            Constant::String(bytes) => Some(CaseValue::String(bytes.clone())),
            _ => None,
        },
        _ => None,
    }
}

/// The cases that have been seen: by value, where and of which type.
type Seen<'a> = HashMap<CaseValue, Vec<(&'a Expr, TypeId)>>;

impl Program {
    /// `switch tag {…}`; without a tag the cases are compared with `true`.
    pub(crate) fn switch_stmt(&mut self, tag: Option<&Expr>, clauses: &[CaseClause]) {
        let mut x = Operand::new();
        match tag {
            Some(tag) => {
                self.expr(None, &mut x, tag);
                // As if it were assigned to a variable.
                self.assignment(&mut x, None, Place::Words("switch expression"));
                if x.is_valid() && !self.comparable(x.typ) && !self.has_nil(x.typ) {
                    let typ = self.type_text(x.typ);
                    self.operand_error(&mut x, "InvalidExprSwitch", |text| {
                        format!("cannot switch on {text} ({typ} is not comparable)")
                    });
                }
            }
            None => {
                x.mode = Mode::Constant;
                x.typ = self.universe(Basic::Bool);
                x.value = Some(Constant::Bool(true));
                x.label = Some("true".into());
            }
        }
        self.multiple_case_defaults(clauses);
        let mut seen = Seen::new();
        for clause in clauses {
            self.case_values(&mut x, clause.exprs.as_deref().unwrap_or_default(), &mut seen);
            self.in_scope(Some(clause.id), |program| program.stmt_list(&clause.body));
        }
    }

    fn multiple_case_defaults(&mut self, clauses: &[CaseClause]) {
        let defaults =
            clauses.iter().filter(|clause| clause.exprs.is_none()).map(|clause| clause.span);
        self.multiple_defaults(defaults.collect());
    }

    fn case_values<'a>(&mut self, x: &mut Operand<'_>, values: &'a [Expr], seen: &mut Seen<'a>) {
        for e in values {
            let mut v = Operand::new();
            self.expr(None, &mut v, e);
            if !x.is_valid() || !v.is_valid() {
                continue;
            }
            self.convert_untyped(&mut v, x.typ);
            if !v.is_valid() {
                continue;
            }
            let mut compared = v.clone();
            self.comparison(&mut compared, &mut x.clone(), BinaryOp::Eq, true);
            if !compared.is_valid() || !v.is_constant() {
                continue;
            }
            let Some(value) = case_value(v.constant()) else { continue };
            let before = seen.entry(value).or_default();
            // The lists are short.
            match before.iter().find(|&&(_, typ)| self.identical(v.typ, typ)) {
                Some(&(other, _)) => {
                    let text = self.operand_string(&v);
                    let parts = vec![
                        (v.span(), format!("duplicate case {text} in expression switch")),
                        (node_pos(other).span(), "previous case".into()),
                    ];
                    self.error_parts("DuplicateCase", false, parts);
                }
                None => before.push((e, v.typ)),
            }
        }
    }

    /// `switch bind := x.(type) {…}`
    pub(crate) fn type_switch_stmt(
        &mut self,
        bind: Option<Ident>,
        guard: &Expr,
        clauses: &[CaseClause],
    ) {
        let mut bind = bind;
        if let Some(ident) = bind.filter(|ident| ident.name.is_blank()) {
            self.soft_error(ident, "NoNewVar", "no new variable on left side of :=");
            bind = None;
        }
        let mut x = Operand::new();
        self.expr(None, &mut x, guard);
        if x.is_valid() {
            if self.is_type_param(x.typ) {
                let message = "cannot use type switch on type parameter value";
                self.operand_error(&mut x, "InvalidTypeSwitch", |text| format!("{message} {text}"));
            } else if !self.is_interface(x.typ) {
                self.operand_error(&mut x, "InvalidTypeSwitch", |text| {
                    format!("{text} is not an interface")
                });
            }
        }
        self.multiple_case_defaults(clauses);
        let mut vars = Vec::new();
        let mut seen = Vec::new();
        for clause in clauses {
            let typ = self.case_types(&x, clause.exprs.as_deref().unwrap_or_default(), &mut seen);
            self.in_scope(Some(clause.id), |program| {
                if let Some(ident) = bind {
                    let var = program.new_var(ident.name, ident.pos, Some(typ));
                    program.declare(program.cx.scope, None, var);
                    program.record_implicit(clause.id, var);
                    vars.push(var);
                }
                program.stmt_list(&clause.body);
            });
        }
        if let Some(ident) = bind {
            self.report_unused_binding(ident, &vars);
        }
    }

    /// The variables of the clauses count as one.
    fn report_unused_binding(&mut self, ident: Ident, vars: &[ObjectId]) {
        let used = vars.iter().any(|&var| self.is_used(var));
        for &var in vars {
            self.mark_used(var);
        }
        if !used {
            self.soft_error(ident, "UnusedVar", format!("{} declared and not used", ident.name));
        }
    }

    /// Checks the types of a case and gives the type of the variable that is bound there.
    fn case_types<'a>(
        &mut self,
        x: &Operand,
        types: &'a [Expr],
        seen: &mut Vec<(Option<TypeId>, &'a Expr)>,
    ) -> TypeId {
        let mut last = None;
        for e in types {
            last = None;
            if self.is_nil_name(e) {
                self.expr(None, &mut Operand::new(), e);
            } else {
                let t = self.var_type(e);
                last = Some(t);
                if !self.is_valid_type(t) {
                    continue;
                }
            }
            let same = |program: &mut Program, other: Option<TypeId>| match (last, other) {
                (None, None) => true,
                (Some(x), Some(y)) => program.identical(x, y),
                _ => false,
            };
            if let Some(&(_, other)) = seen.iter().find(|&&(other, _)| same(self, other)) {
                let text = last.map_or("nil".into(), |t| self.type_text(t));
                let parts = vec![
                    (e.span(), format!("duplicate case {text} in type switch")),
                    (other.span(), "previous case".into()),
                ];
                self.error_parts("DuplicateCase", false, parts);
                continue;
            }
            seen.push((last, e));
            if let Some(t) = last
                && x.is_valid()
            {
                self.type_assertion(e, x, t, true);
            }
        }
        match last {
            Some(t) if types.len() == 1 => t,
            _ if x.is_valid() => x.typ,
            _ => Program::INVALID,
        }
    }

    /// Whether an expression is the predeclared `nil`.
    fn is_nil_name(&self, e: &Expr) -> bool {
        let ExprKind::Name(name) = e.unparen().kind else { return false };
        self.lookup_name(name)
            .is_some_and(|object| matches!(self.object(object).kind, ObjectKind::Nil))
    }
}
