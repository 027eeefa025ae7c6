//! `for … range` over everything that can be gone through (spec: For statements with range clause).

use burrow_go_syntax::Name;
use burrow_go_syntax::ast::{Block, ChanDir, Expr, ExprKind, Stmt};
use burrow_go_syntax::expr_string;

use crate::Program;
use crate::assignments::Place;
use crate::constant::Constant;
use crate::info::Mode;
use crate::objects::ObjectId;
use crate::operand::Operand;
use crate::types::{Basic, Type, TypeId};

/// The types of the iteration values: those that there are.
type Iteration = (Option<TypeId>, Option<TypeId>);

impl Program {
    pub(crate) fn range_stmt(
        &mut self,
        stmt: &Stmt,
        left: [Option<&Expr>; 3],
        define: bool,
        range: &Expr,
        body: &Block,
    ) {
        let mut x = Operand::new();
        self.cx.has_call_or_recv = false;
        self.expr(None, &mut x, range);
        if x.is_valid() && left[1].is_none() && !self.cx.has_call_or_recv {
            self.note_constant_length(range, x.typ);
        }
        let mut types: Iteration = (None, None);
        if x.is_valid() {
            types = self.range_types(&x, left);
        }
        self.in_scope(Some(stmt.id), |program| {
            // An integer gives its own type, which may still be untyped.
            let over_integer = x.is_valid() && program.is_integer(x.typ);
            let pairs = [(left[0], types.0), (left[1], types.1)];
            if define {
                program.range_define(stmt, pairs, &mut x, over_integer);
            } else if left[0].is_some() {
                program.range_assign(pairs, &mut x, over_integer);
            } else if over_integer {
                program.assignment(&mut x, None, Place::Words("range clause"));
            }
            program.block(body);
        });
    }

    /// With at most one variable, an array is not evaluated if its length is constant: notes the length.
    fn note_constant_length(&mut self, range: &Expr, t: TypeId) {
        let under = self.underlying(t);
        let array = self.array_behind(under);
        if let &Type::Array(length, _) = self.typ(array) {
            let int = self.universe(Basic::Int);
            self.record_type_and_value(
                range.unparen(),
                Mode::Constant,
                int,
                Some(Constant::Int(length)),
            );
        }
    }

    /// The types of the iteration values; reports what cannot be gone through, or not with so many variables.
    fn range_types(&mut self, x: &Operand, left: [Option<&Expr>; 3]) -> Iteration {
        let code = "InvalidRangeExpr";
        let types = match self.range_key_value(x.typ) {
            Ok(types) => types,
            Err(cause) => {
                let text = self.operand_string(x);
                let cause = if cause.is_empty() { cause } else { format!(": {cause}") };
                self.soft_error(x, code, format!("cannot range over {text}{cause}"));
                return (None, None);
            }
        };
        let extra = match (types, left) {
            ((None, _), [Some(key), ..]) => Some((key, "no iteration variables")),
            ((_, None), [_, Some(value), _]) => Some((value, "only one iteration variable")),
            _ => None,
        };
        if let Some((at, allowed)) = extra {
            let text = self.operand_string(x);
            self.soft_error(at, "InvalidIterVar", format!("range over {text} permits {allowed}"));
        } else if let Some(extra) = left[2] {
            let message = "range clause permits at most two iteration variables";
            self.soft_error(extra, "InvalidIterVar", message);
        }
        types
    }

    /// The types of the values that a range clause over a `t` gives.
    fn range_key_value(&mut self, t: TypeId) -> Result<Iteration, String> {
        let under = self.common_under_cond(t, &mut |program, pair| match pair {
            Some((t, under)) if matches!(program.typ(under), Type::Chan(ChanDir::Send, _)) => {
                Err(format!("receive from send-only channel {}", program.type_text(t)))
            }
            _ => Ok(()),
        })?;
        let int = self.universe(Basic::Int);
        let under = self.array_behind(under);
        match *self.typ(under) {
            Type::Basic(Basic::String | Basic::UntypedString) => {
                Ok((Some(int), Some(self.rune_type())))
            }
            Type::Basic(_) => {
                if !self.is_integer(under) {
                    return Err(String::new());
                }
                if self.allow_version(22) {
                    Ok((Some(t), None))
                } else {
                    Err("requires go1.22 or later".into())
                }
            }
            Type::Array(_, elem) | Type::Slice(elem) => Ok((Some(int), Some(elem))),
            Type::Map(key, elem) => Ok((Some(key), Some(elem))),
            Type::Chan(_, elem) => Ok((Some(elem), None)),
            Type::Signature(_) => {
                if !self.allow_version(23) {
                    return Err("requires go1.23 or later".into());
                }
                self.range_function(under)
            }
            _ => Err(String::new()),
        }
    }

    /// The types that an iterator function yields.
    fn range_function(&mut self, function: TypeId) -> Result<Iteration, String> {
        let wrong = |what: &str| Err(format!("func must be func(yield func(...) bool): {what}"));
        let Some(signature) = self.signature_of(function) else { return Err(String::new()) };
        let [param] = signature.params[..] else { return wrong("wrong argument count") };
        if !signature.results.is_empty() {
            return wrong("unexpected results");
        }
        let param = self.object_type(param);
        let under = match self.common_under(param) {
            Ok(under) => under,
            Err(cause) => return wrong(&format!("in yield type, {cause}")),
        };
        let Some(yielding) = self.signature_of(under) else { return wrong("argument is not func") };
        if yielding.params.len() > 2 {
            return wrong("yield func has too many parameters");
        }
        let result = match yielding.results[..] {
            [result] => Some(self.object_type(result)),
            _ => None,
        };
        let bool = self.universe(Basic::Bool);
        if !result.is_some_and(|result| self.identical(result, bool)) {
            return wrong(if result.is_some_and(|result| self.is_boolean(result)) {
                "yield func returns user-defined boolean, not bool"
            } else {
                "yield func does not return bool"
            });
        }
        if yielding.variadic {
            return Err(format!("yield func of type {} cannot be variadic", self.type_text(under)));
        }
        let types = self.var_types(&yielding.params);
        Ok((types.first().copied(), types.get(1).copied()))
    }

    /// `for key, value := range …`
    fn range_define<'a>(
        &mut self,
        stmt: &Stmt,
        pairs: [(Option<&'a Expr>, Option<TypeId>); 2],
        x: &mut Operand<'a>,
        over_integer: bool,
    ) {
        let mut fresh: Vec<ObjectId> = Vec::new();
        for (e, typ) in pairs {
            let Some(e) = e else { continue };
            let var = match e.kind {
                ExprKind::Name(name) => {
                    let var = self.new_var(name, e.pos(), None);
                    self.info.defs.set(e.id, var);
                    if !name.is_blank() {
                        fresh.push(var);
                    }
                    var
                }
                _ => {
                    let message = format!("invalid syntax tree: cannot declare {}", expr_string(e));
                    self.error(e, "InvalidSyntaxTree", message);
                    self.new_var(Name::new("_"), e.pos(), None)
                }
            };
            match typ.filter(|&typ| self.is_valid_type(typ)) {
                None => {
                    self.set_type(var, Program::INVALID);
                    self.mark_used(var);
                }
                Some(_) if over_integer => self.init_var(var, x, "range clause"),
                Some(typ) => self.init_var(var, &mut Operand::value_of(typ, e), "assignment"),
            }
            if let Some(typ) = self.object(var).typ {
                self.record_type_and_value(e, Mode::Variable, typ, None);
            }
        }
        if fresh.is_empty() {
            self.error(stmt, "NoNewVar", "no new variables on left side of :=");
        }
        for var in fresh {
            self.declare(self.cx.scope, None, var);
        }
    }

    /// `for key, value = range …`
    fn range_assign<'a>(
        &mut self,
        pairs: [(Option<&'a Expr>, Option<TypeId>); 2],
        x: &mut Operand<'a>,
        over_integer: bool,
    ) {
        for (e, typ) in pairs {
            let (Some(e), Some(typ)) = (e, typ) else { continue };
            if !self.is_valid_type(typ) {
                continue;
            }
            if !over_integer {
                self.assign_operand(e, &mut Operand::value_of(typ, e), "assignment");
                continue;
            }
            self.assign_operand(e, x, "range clause");
            if x.is_valid() && !self.is_integer(x.typ) {
                let typ = self.type_text(x.typ);
                let message = format!("cannot use iteration variable of type {typ}");
                self.soft_error(e, "InvalidRangeExpr", message);
            }
        }
    }
}
