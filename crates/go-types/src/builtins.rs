//! Calls of the predeclared functions (spec: Built-in functions).

use burrow_go_syntax::ast::{BinaryOp, ChanDir};
use burrow_go_syntax::expr_string;

use crate::Program;
use crate::assignments::Place;
use crate::call::{Arguments, Call};
use crate::constant::Constant;
use crate::expr::Usage;
use crate::info::Mode;
use crate::objects::Builtin;
use crate::operand::Operand;
use crate::types::{Basic, Type, TypeId};

/// A predeclared function's name, how many arguments it takes at least, whether it takes more, and where it may stand.
fn described(id: Builtin) -> (&'static str, usize, bool, Usage) {
    use Usage::{Expression, Statement};
    match id {
        Builtin::Append => ("append", 1, true, Expression),
        Builtin::Cap => ("cap", 1, false, Expression),
        Builtin::Clear => ("clear", 1, false, Statement),
        Builtin::Close => ("close", 1, false, Statement),
        Builtin::Complex => ("complex", 2, false, Expression),
        Builtin::Copy => ("copy", 2, false, Statement),
        Builtin::Delete => ("delete", 2, false, Statement),
        Builtin::Imag => ("imag", 1, false, Expression),
        Builtin::Len => ("len", 1, false, Expression),
        Builtin::Make => ("make", 1, true, Expression),
        Builtin::Max => ("max", 1, true, Expression),
        Builtin::Min => ("min", 1, true, Expression),
        Builtin::New => ("new", 1, false, Expression),
        Builtin::Panic => ("panic", 1, false, Statement),
        Builtin::Print => ("print", 0, true, Statement),
        Builtin::Println => ("println", 0, true, Statement),
        Builtin::Real => ("real", 1, false, Expression),
        Builtin::Recover => ("recover", 0, false, Statement),
        Builtin::UnsafeAdd => ("Add", 2, false, Expression),
        Builtin::UnsafeAlignof => ("Alignof", 1, false, Expression),
        Builtin::UnsafeOffsetof => ("Offsetof", 1, false, Expression),
        Builtin::UnsafeSizeof => ("Sizeof", 1, false, Expression),
        Builtin::UnsafeSlice => ("Slice", 2, false, Expression),
        Builtin::UnsafeSliceData => ("SliceData", 1, false, Expression),
        Builtin::UnsafeString => ("String", 2, false, Expression),
        Builtin::UnsafeStringData => ("StringData", 1, false, Expression),
    }
}

impl Program {
    pub(crate) fn builtin_usage(&self, id: Builtin) -> Usage {
        described(id).3
    }

    /// Checks a call of a predeclared function; `x` becomes its result. False after an error.
    pub(crate) fn builtin<'a>(&mut self, x: &mut Operand<'a>, call: Call<'a>, id: Builtin) -> bool {
        if !matches!(id, Builtin::Len | Builtin::Cap) {
            return self.builtin_inside(x, call, id);
        }
        // Whether the length is constant depends on whether there is a call in the argument.
        let outside = std::mem::replace(&mut self.cx.has_call_or_recv, false);
        let right = self.builtin_inside(x, call, id);
        self.cx.has_call_or_recv = outside;
        right
    }

    fn builtin_inside<'a>(&mut self, x: &mut Operand<'a>, call: Call<'a>, id: Builtin) -> bool {
        let (name, want, more, _) = described(id);
        if call.ellipsis.is_some() && id != Builtin::Append {
            let message = format!("invalid operation: invalid use of ... with built-in {name}");
            self.error(call.expr, "InvalidDotDotDot", message);
            self.use_exprs(call.args);
            return false;
        }
        let mut args = Vec::new();
        let mut count = call.args.len();
        if !matches!(id, Builtin::Make | Builtin::New | Builtin::UnsafeOffsetof) {
            args = self.expr_list(call.args);
            count = args.len();
            if args.iter().any(|arg| !arg.is_valid()) {
                return false;
            }
        }
        if count < want || !more && count > want {
            let quantity = if count < want { "not enough" } else { "too many" };
            let text = expr_string(call.expr);
            let message = format!(
                "invalid operation: {quantity} arguments for {text} (expected {want}, found {count})"
            );
            self.error(call.expr, "WrongArgCount", message);
            return false;
        }
        if let Some(first) = args.first() {
            *x = first.clone();
        }
        match id {
            Builtin::Append => self.builtin_append(x, call, args),
            Builtin::Cap | Builtin::Len => self.builtin_len(x, call, id),
            Builtin::Clear => self.builtin_clear(x, call),
            Builtin::Close => self.builtin_close(x, call),
            Builtin::Complex => self.builtin_complex(x, call, args),
            Builtin::Copy => self.builtin_copy(x, call, args),
            Builtin::Delete => self.builtin_delete(x, call, args),
            Builtin::Imag | Builtin::Real => self.builtin_part(x, call, id),
            Builtin::Make => self.builtin_make(x, call),
            Builtin::Max | Builtin::Min => self.builtin_min_max(x, call, args, id),
            Builtin::New => self.builtin_new(x, call),
            Builtin::Panic => {
                if self.cx.sig.as_ref().is_some_and(|sig| !sig.results.is_empty()) {
                    self.cx.is_panic.insert(call.expr.id);
                }
                let any = self.empty_interface();
                self.assignment(x, Some(any), Place::Words("argument to panic"));
                x.is_valid() && self.builtin_statement(x, call, id, &[any])
            }
            Builtin::Print | Builtin::Println => {
                let place = format!("argument to built-in {name}");
                let mut types = Vec::with_capacity(args.len());
                for arg in &mut args {
                    self.assignment(arg, None, Place::Words(&place));
                    if !arg.is_valid() {
                        return false;
                    }
                    types.push(arg.typ);
                }
                self.builtin_statement(x, call, id, &types)
            }
            Builtin::Recover => {
                let any = self.empty_interface();
                self.builtin_value(x, call, id, any, &[])
            }
            _ => self.unsafe_builtin(x, call, args, id),
        }
    }

    /// The call has no result.
    fn builtin_statement(
        &mut self,
        x: &mut Operand,
        call: Call,
        id: Builtin,
        args: &[TypeId],
    ) -> bool {
        x.mode = Mode::NoValue;
        x.value = None;
        let signature = self.make_signature(None, args, false);
        self.record_builtin_type(call.fun, Mode::Builtin(id), signature);
        true
    }

    /// The call has a result that is not constant.
    pub(crate) fn builtin_value(
        &mut self,
        x: &mut Operand,
        call: Call,
        id: Builtin,
        result: TypeId,
        args: &[TypeId],
    ) -> bool {
        x.set_value();
        x.typ = result;
        let signature = self.make_signature(Some(result), args, false);
        self.record_builtin_type(call.fun, Mode::Builtin(id), signature);
        true
    }

    /// The element type that all slices of the operand's type set share; an error says what it is instead.
    fn slice_elem(&mut self, x: &Operand) -> Result<TypeId, String> {
        let mut common = None;
        let pairs = self.type_pairs(x.typ);
        for &(_, under) in &pairs {
            let &Type::Slice(elem) = self.typ(under) else {
                common = None;
                break;
            };
            if let Some(before) = common
                && !self.identical(before, elem)
            {
                let (first, second) = (self.type_text(before), self.type_text(elem));
                let text = self.operand_string(x);
                return Err(format!(
                    "mismatched slice element types {first} and {second} in {text}"
                ));
            }
            common = common.or(Some(elem));
        }
        if let Some(elem) = common {
            return Ok(elem);
        }
        let have = if x.is_nil() { "untyped nil".into() } else { self.operand_string(x) };
        Err(format!("argument must be a slice; have {have}"))
    }

    /// Whether the types of a type set are strings and byte slices only; and whether there is a string.
    fn bytes_or_string(&mut self, t: TypeId) -> (bool, bool) {
        let byte = self.byte_type();
        let pairs = self.type_pairs(t);
        let mut has_string = false;
        for &(_, under) in &pairs {
            if self.is_string(under) {
                has_string = true;
                continue;
            }
            let &Type::Slice(elem) = self.typ(under) else { return (false, has_string) };
            if !self.identical(elem, byte) {
                return (false, has_string);
            }
        }
        (!pairs.is_empty(), has_string)
    }

    /// `append(s, values...)`
    fn builtin_append<'a>(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        args: Vec<Operand<'a>>,
    ) -> bool {
        let elem = match self.slice_elem(x) {
            Ok(elem) => elem,
            Err(cause) => {
                self.error(&*x, "InvalidAppend", format!("invalid append: {cause}"));
                return false;
            }
        };
        let s = x.typ;
        let bytes = self.slice_of(self.byte_type());
        let mut signature = None;
        // append(bytes, string...)
        if let [_, y] = &args[..]
            && call.ellipsis.is_some()
            && self.assignable_to(x, bytes).is_ok()
            && self.bytes_or_string(y.typ) == (true, true)
        {
            let y = y.clone();
            signature = Some(self.make_signature(Some(s), &[s, y.typ], true));
            if let Some(expr) = y.node() {
                let typ = self.default_type(y.typ);
                self.update_expr_type(expr, typ, true);
            }
        }
        let signature = match signature {
            Some(signature) => signature,
            None => {
                let rest = self.slice_of(elem);
                let signature = self.make_signature(Some(s), &[s, rest], true);
                self.arguments(
                    call,
                    signature,
                    Vec::new(),
                    &[],
                    Arguments { values: args, targs: Vec::new() },
                );
                signature
            }
        };
        self.record_builtin_type(call.fun, Mode::Builtin(Builtin::Append), signature);
        x.set_value();
        x.typ = s;
        true
    }

    /// What a pointer to an array points to; any other type is itself. Underlying types in and out.
    pub(crate) fn array_behind(&mut self, under: TypeId) -> TypeId {
        if let &Type::Pointer(base) = self.typ(under) {
            let base = self.underlying(base);
            if matches!(self.typ(base), Type::Array(..)) {
                return base;
            }
        }
        under
    }

    fn builtin_len<'a>(&mut self, x: &mut Operand<'a>, call: Call<'a>, id: Builtin) -> bool {
        let len = id == Builtin::Len;
        let int = self.universe(Basic::Int);
        let outer = self.underlying(x.typ);
        let under = self.array_behind(outer);
        let mut constant = None;
        let fits = match *self.typ(under) {
            Type::Basic(Basic::String | Basic::UntypedString) if len => {
                if x.is_constant() {
                    constant = Some(Constant::Int(x.constant().as_bytes().len() as i64));
                }
                true
            }
            Type::Array(length, _) => {
                if !self.cx.has_call_or_recv {
                    constant =
                        Some(if length >= 0 { Constant::Int(length) } else { Constant::Unknown });
                }
                true
            }
            Type::Slice(_) | Type::Chan(..) => true,
            Type::Map(..) => len,
            Type::Interface(_) if self.is_type_param(x.typ) => {
                let pairs = self.type_pairs(x.typ);
                !pairs.is_empty()
                    && pairs.iter().all(|&(_, under)| {
                        let under = self.array_behind(under);
                        match self.typ(under) {
                            Type::Array(..) | Type::Slice(_) | Type::Chan(..) => true,
                            Type::Basic(Basic::String) | Type::Map(..) => len,
                            _ => false,
                        }
                    })
            }
            _ => false,
        };
        if !fits {
            if outer != Program::INVALID {
                let (name, code) = if len { ("len", "InvalidLen") } else { ("cap", "InvalidCap") };
                let text = self.operand_string(x);
                self.error(&*x, code, format!("invalid argument: {text} for built-in {name}"));
            }
            return false;
        }
        match constant {
            Some(value) => {
                x.mode = Mode::Constant;
                x.typ = int;
                x.value = Some(value);
                true
            }
            None => self.builtin_value(x, call, id, int, &[x.typ]),
        }
    }

    fn builtin_clear<'a>(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
        self.verify_version(call.fun, 21, "clear");
        let pairs = self.type_pairs(x.typ);
        if pairs.is_empty()
            || !pairs
                .iter()
                .all(|&(_, under)| matches!(self.typ(under), Type::Map(..) | Type::Slice(_)))
        {
            let text = self.operand_string(x);
            let message = format!(
                "invalid argument: cannot clear {text}: argument must be (or constrained by) map or slice"
            );
            self.error(&*x, "InvalidClear", message);
            return false;
        }
        self.builtin_statement(x, call, Builtin::Clear, &[x.typ])
    }

    fn builtin_close<'a>(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
        let pairs = self.type_pairs(x.typ);
        let mut wrong = pairs.is_empty().then_some("non-channel");
        for &(_, under) in &pairs {
            match self.typ(under) {
                Type::Chan(ChanDir::Recv, _) => wrong = wrong.or(Some("receive-only channel")),
                Type::Chan(..) => {}
                _ => wrong = wrong.or(Some("non-channel")),
            }
        }
        if let Some(wrong) = wrong {
            let text = self.operand_string(x);
            self.error(
                &*x,
                "InvalidClose",
                format!("invalid operation: cannot close {wrong} {text}"),
            );
            return false;
        }
        self.builtin_statement(x, call, Builtin::Close, &[x.typ])
    }

    fn builtin_copy<'a>(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        args: Vec<Operand<'a>>,
    ) -> bool {
        let code = "InvalidCopy";
        let Some(y) = args.get(1) else { return false };
        let elem = match self.slice_elem(x) {
            Ok(elem) => elem,
            Err(cause) => {
                self.error(&*x, code, format!("invalid copy: {cause}"));
                return false;
            }
        };
        let bytes = self.slice_of(self.byte_type());
        let special = self.assignable_to(x, bytes).is_ok() && self.bytes_or_string(y.typ).0;
        if !special {
            let source = match self.slice_elem(y) {
                Ok(source) => source,
                Err(_) if self.all_string(y.typ) => self.byte_type(),
                Err(cause) => {
                    self.error(y, code, format!("invalid copy: {cause}"));
                    return false;
                }
            };
            if !self.identical(elem, source) {
                let (x_text, y_text) = (self.operand_string(x), self.operand_string(y));
                let (to, from) = (self.type_text(elem), self.type_text(source));
                let message = format!(
                    "invalid copy: arguments {x_text} and {y_text} have different element types {to} and {from}"
                );
                self.error(&*x, code, message);
                return false;
            }
        }
        if let Some(expr) = y.node() {
            let typ = self.default_type(y.typ);
            self.update_expr_type(expr, typ, true);
        }
        let int = self.universe(Basic::Int);
        let types = [x.typ, y.typ];
        self.builtin_value(x, call, Builtin::Copy, int, &types)
    }

    fn builtin_delete<'a>(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        args: Vec<Operand<'a>>,
    ) -> bool {
        let code = "InvalidDelete";
        let map = x.typ;
        let mut common: Option<TypeId> = None;
        let pairs = self.type_pairs(map);
        for &(_, under) in &pairs {
            let &Type::Map(key, _) = self.typ(under) else {
                common = None;
                break;
            };
            if let Some(before) = common
                && !self.identical(before, key)
            {
                let text = self.operand_string(x);
                let message =
                    format!("invalid argument: maps of {text} must have identical key types");
                self.error(&*x, code, message);
                return false;
            }
            common = Some(key);
        }
        let Some(key) = common else {
            let text = self.operand_string(x);
            self.error(&*x, code, format!("invalid argument: {text} is not a map"));
            return false;
        };
        let Some(second) = args.into_iter().nth(1) else { return false };
        *x = second;
        self.assignment(x, Some(key), Place::Words("argument to delete"));
        x.is_valid() && self.builtin_statement(x, call, Builtin::Delete, &[map, key])
    }

    fn builtin_make<'a>(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
        let Some((first, sizes)) = call.args.split_first() else { return false };
        let t = self.var_type(first);
        if !self.is_valid_type(t) {
            return false;
        }
        let found = self.common_under_cond(t, &mut |program, pair| match pair
            .map(|(_, under)| program.typ(under))
        {
            Some(Type::Slice(_) | Type::Map(..) | Type::Chan(..)) => Ok(()),
            None => Err("no specific type".into()),
            Some(_) => Err("type must be slice, map, or channel".into()),
        });
        let under = match found {
            Ok(under) => under,
            Err(cause) => {
                let message =
                    format!("invalid argument: cannot make {}: {cause}", expr_string(first));
                self.error(first, "InvalidMake", message);
                return false;
            }
        };
        let least = if matches!(self.typ(under), Type::Slice(_)) { 2 } else { 1 };
        let count = call.args.len();
        if count < least || least + 1 < count {
            let text = expr_string(call.expr);
            let message = format!(
                "invalid operation: {text} expects {least} or {} arguments; found {count}",
                least + 1
            );
            self.error(call.expr, "WrongArgCount", message);
            return false;
        }
        let mut types = vec![t];
        let mut values = Vec::new();
        for size in sizes {
            match self.index_type(size, -1) {
                Some((typ, value)) => {
                    types.push(typ);
                    values.extend(value);
                }
                None => types.push(Program::INVALID),
            }
        }
        if let [length, capacity] = values[..]
            && length > capacity
        {
            self.error(
                &sizes[0],
                "SwappedMakeArgs",
                "invalid argument: length and capacity swapped",
            );
        }
        self.builtin_value(x, call, Builtin::Make, t, &types)
    }

    fn builtin_min_max<'a>(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        args: Vec<Operand<'a>>,
        id: Builtin,
    ) -> bool {
        let (name, op) =
            if id == Builtin::Max { ("max", BinaryOp::Gt) } else { ("min", BinaryOp::Lt) };
        self.verify_version(call.fun, 21, &format!("built-in {name}"));
        let nodes: Vec<_> = args.iter().filter_map(Operand::node).collect();
        let count = args.len();
        for (at, arg) in args.into_iter().enumerate() {
            let mut arg = arg;
            if !self.all_ordered(arg.typ) {
                let text = self.operand_string(&arg);
                let message = format!("invalid argument: {text} cannot be ordered");
                self.error(&arg, "InvalidMinMaxOperand", message);
                return false;
            }
            if at == 0 {
                continue;
            }
            self.match_types(x, &mut arg);
            if !x.is_valid() {
                return false;
            }
            if !self.identical(x.typ, arg.typ) {
                let (before, now) = (self.type_text(x.typ), self.type_text(arg.typ));
                let message = format!(
                    "invalid argument: mismatched types {before} (previous argument) and {now} (type of {})",
                    arg.text()
                );
                self.error(&arg, "MismatchedTypes", message);
                return false;
            }
            if x.is_constant() && arg.is_constant() {
                if arg.constant().compare(op, x.constant()) {
                    *x = arg;
                }
            } else {
                x.set_value();
            }
        }
        if !x.is_constant() {
            x.set_value();
            let any = self.empty_interface();
            let place = format!("argument to built-in {name}");
            // A value must not stay untyped.
            self.assignment(x, Some(any), Place::Words(&place));
            if !x.is_valid() {
                return false;
            }
        }
        for node in nodes {
            self.update_expr_type(node, x.typ, true);
        }
        if x.is_constant() {
            return true;
        }
        let types = vec![x.typ; count];
        self.builtin_value(x, call, id, x.typ, &types)
    }

    fn builtin_new<'a>(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
        let Some(arg) = call.args.first() else { return false };
        self.expr_or_type(x, arg, false);
        if let Mode::Builtin(_) = x.mode {
            self.operand_error(x, "UncalledBuiltin", |text| format!("{text} must be called"));
        }
        match x.mode {
            Mode::Invalid => return false,
            Mode::Type => self.valid_var_type(arg, x.typ),
            _ => {
                if self.is_untyped(x.typ) {
                    self.assignment(x, None, Place::Words("argument to new"));
                    if !x.is_valid() {
                        return false;
                    }
                }
                self.verify_version(call.fun, 26, &format!("new({})", expr_string(arg)));
            }
        }
        let t = x.typ;
        let pointer = self.pointer_to(t);
        self.builtin_value(x, call, Builtin::New, pointer, &[t])
    }
}
