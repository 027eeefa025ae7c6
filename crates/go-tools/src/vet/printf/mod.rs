//! `printf`: formats and their arguments.

mod format;
mod types;
mod wrappers;

use std::rc::Rc;

use burrow_go_syntax::Span;
use burrow_go_syntax::ast::{Expr, ExprKind, File, LiteralKind};
use burrow_go_syntax::walk::Node;
use burrow_go_types::objects::{ObjectId, ObjectKind};
use burrow_go_types::types::{Basic, Signature, Type, TypeId};
use burrow_go_types::{Program, Qualifier};

use super::{Pass, walk_files};
use format::Operation;
use types::accepts::*;
use types::{is_formatter, matches, recursion};
use wrappers::{Kind, Printers, takes_anything};

const CODE: &str = "printf";

/// What `fmt` knows of a verb: its flags and the arguments that it accepts.
const VERBS: [(char, &str, u16); 22] = [
    ('%', "", 0),
    ('b', " -+.0#", INT | FLOAT | COMPLEX | POINTER),
    ('c', "-", RUNE | INT),
    ('d', " -+.0", INT | POINTER),
    ('e', " -+.0#", FLOAT | COMPLEX),
    ('E', " -+.0#", FLOAT | COMPLEX),
    ('f', " -+.0#", FLOAT | COMPLEX),
    ('F', " -+.0#", FLOAT | COMPLEX),
    ('g', " -+.0#", FLOAT | COMPLEX),
    ('G', " -+.0#", FLOAT | COMPLEX),
    ('o', " -+.0#", INT | POINTER),
    ('O', " -+.0#", INT | POINTER),
    ('p', "-#", POINTER),
    ('q', " -+.0#", RUNE | BYTE | STRING),
    ('s', " -+.0", STRING),
    ('t', "-", BOOL),
    ('T', "-", ANY),
    ('U', "-#", RUNE | INT),
    ('v', " -+.0#", ANY),
    ('w', " -+.0#", ERROR),
    ('x', " -+.0#", RUNE | INT | STRING | POINTER | FLOAT | COMPLEX),
    ('X', " -+.0#", RUNE | INT | STRING | POINTER | FLOAT | COMPLEX),
];

pub fn check(pass: &mut Pass, files: &[Rc<File>]) {
    let mut printers = Printers::default();
    // Packages of the program that this one imports may have functions that print.
    let here = pass.package;
    let own = |program: &Program, id| !program.package(id).lazy && id != here;
    for id in pass.program.import_order() {
        if own(pass.program, id) {
            let files = pass.program.package(id).files.clone();
            let before = pass.found.len();
            printers.find(pass, &files);
            pass.found.truncate(before);
        }
    }
    printers.find(pass, files);
    let mut calls = Vec::new();
    walk_files(files, &mut |node| {
        if let Node::Expr(expr @ Expr { kind: ExprKind::Call { fun, args, ellipsis, .. }, .. }) =
            node
        {
            let name = String::new();
            calls.push(Call { name, expr, fun, args, spread: ellipsis.is_some() });
        }
        true
    });
    for mut call in calls {
        let Some(callee) = pass.callee(call.fun) else { continue };
        let Some(kind) = printers.kind(pass, callee) else { continue };
        call.name = full_name(pass, callee);
        match kind {
            Kind::Print => print(pass, &call),
            Kind::Printf | Kind::Errorf => printf(pass, &call, kind),
        }
    }
}

struct Call<'a> {
    /// The function's whole name.
    name: String,
    expr: &'a Expr,
    fun: &'a Expr,
    args: &'a [Expr],
    /// Whether `...` stands behind the last argument.
    spread: bool,
}

/// A function's name with its package's path, and its receiver's: `(*log.Logger).Printf`. A variable's alone.
fn full_name(pass: &mut Pass, object: ObjectId) -> String {
    let found = pass.program.object(object).clone();
    let name = found.name.as_str();
    if !matches!(found.kind, ObjectKind::Func(_)) {
        return name.to_owned();
    }
    let typ = pass.program.object_type(object);
    let recv = match pass.program.typ(typ) {
        Type::Signature(signature) => signature.recv,
        _ => None,
    };
    if let Some(recv) = recv {
        let recv = pass.program.object_type(recv);
        return format!("({}).{name}", pass.type_name(recv));
    }
    match found.package {
        Some(package) => format!("{}.{name}", pass.program.package(package).path),
        None => name.to_owned(),
    }
}

fn signature(pass: &Pass, fun: &Expr) -> Option<Rc<Signature>> {
    match pass.program.typ(pass.type_of(fun)?) {
        Type::Signature(signature) => Some(signature.clone()),
        _ => None,
    }
}

/// The value of a constant string.
fn constant(pass: &Pass, expr: &Expr) -> Option<String> {
    let known = pass.program.info.types.get(expr.id)?;
    let value = known.value.as_ref()?;
    let is_string = value.kind() == burrow_go_types::constant::Kind::String;
    is_string.then(|| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// `1 arg`, `2 args`.
fn count(n: usize) -> String {
    if n == 1 { "1 arg".into() } else { format!("{n} args") }
}

fn printf(pass: &mut Pass, call: &Call, kind: Kind) {
    let name = &call.name;
    let Some(signature) = signature(pass, call.fun).filter(|found| found.variadic) else { return };
    let Some(at) = signature.params.len().checked_sub(2) else { return };
    let Some(arg) = call.args.get(at) else { return };
    let first = at + 1;
    let Some(text) = constant(pass, arg) else {
        if first == call.args.len() {
            let message = format!("non-constant format string in call to {name}");
            pass.report(arg.span, CODE, message);
        }
        return;
    };
    if !text.contains('%') {
        if let Some(arg) = call.args.get(first) {
            let message = format!("{name} call has arguments but no formatting directives");
            pass.report(arg.span, CODE, message);
        }
        return;
    }
    let operations = match format::parse(&text, first) {
        Ok(operations) => operations,
        Err(why) => return pass.report(arg.span, CODE, format!("{name} {why}")),
    };
    // Behind the last argument that is read.
    let mut read = first;
    for operation in &operations {
        let span = place(pass, arg, operation);
        // One error for each format is enough.
        if let Err(problem) = fits(pass, call, first, &mut read, kind, operation) {
            if let Some(problem) = problem {
                pass.report(span, CODE, problem);
            }
            return;
        }
    }
    let hidden = call.spread && read + 1 >= call.args.len();
    if !hidden && !operations.iter().any(|operation| operation.indexed) && read < call.args.len() {
        let (wanted, given) = (count(read - first), count(call.args.len() - first));
        pass.report(call.expr.span, CODE, format!("{name} call needs {wanted} but has {given}"));
    }
}

/// Where an operation stands: inside a literal, if the format is one.
fn place(pass: &Pass, format: &Expr, operation: &Operation) -> Span {
    let ExprKind::Literal { kind: LiteralKind::String, .. } = format.kind else {
        return format.span;
    };
    let text = pass.program.sources.text(format.span);
    let at = |offset| in_literal(text, offset).map(|at| format.span.start.plus(at));
    match (at(operation.range.start), at(operation.range.end)) {
        (Some(start), Some(end)) => Span::new(start, end),
        _ => format.span,
    }
}

/// Which byte of a string literal's text gives this byte of its value.
fn in_literal(text: &str, offset: usize) -> Option<usize> {
    let raw = text.starts_with('`');
    let mut value = 0;
    let mut at = 1;
    while value < offset {
        let rest = text.get(at..)?;
        let escape = if raw { 0 } else { escape_len(rest) };
        let len = if escape > 0 { escape } else { rest.chars().next()?.len_utf8() };
        value += match rest.as_bytes().get(1) {
            _ if raw && rest.starts_with('\r') => 0,
            _ if escape == 0 => len,
            // A letter by its number.
            Some(b'u' | b'U') => {
                let code = u32::from_str_radix(rest.get(2..escape)?, 16).ok()?;
                char::from_u32(code)?.len_utf8()
            }
            _ => 1,
        };
        at += len;
    }
    (value == offset).then_some(at)
}

/// The bytes of the escape that a text begins with; 0 for none.
fn escape_len(text: &str) -> usize {
    if !text.starts_with('\\') {
        return 0;
    }
    match text.as_bytes().get(1) {
        Some(b'x' | b'0'..=b'7') => 4,
        Some(b'u') => 6,
        Some(b'U') => 10,
        _ => 2,
    }
}

/// What is wrong with an operation; none where what it reads cannot be seen.
type Problem = Result<(), Option<String>>;

fn fits(
    pass: &mut Pass,
    call: &Call,
    first: usize,
    read: &mut usize,
    kind: Kind,
    operation: &Operation,
) -> Problem {
    let (name, text, verb) = (&call.name, &operation.text, operation.verb);
    if verb == 'w' && kind != Kind::Errorf {
        return Err(Some(format!("{name} does not support error-wrapping directive %w")));
    }
    let known = VERBS.iter().find(|(letter, ..)| *letter == verb);
    let accepted = known.map_or(0, |(.., accepted)| *accepted);
    let typ = call.args.get(operation.arg).map(|arg| arg_type(pass, arg));
    let formatter = accepted != ERROR && typ.is_some_and(|typ| is_formatter(pass, typ));
    if !formatter {
        let Some((_, flags, _)) = known else {
            return Err(Some(format!("{name} format {text} has unknown verb {verb}")));
        };
        if let Some(flag) =
            operation.flags.chars().find(|&flag| flag != '0' && !flags.contains(flag))
        {
            return Err(Some(format!("{name} format {text} has unrecognized flag {flag}")));
        }
    }
    for &star in &operation.stars {
        let arg = argument(call, first, star, text)?;
        let typ = arg_type(pass, arg);
        if let Err(reason) = matches(pass, INT, typ) {
            let (arg, why) = (pass.text(arg), details(&reason));
            return Err(Some(format!(
                "{name} format {text} uses non-int {arg}{why} as argument of *"
            )));
        }
    }
    let stars = operation.stars.iter().copied();
    let last = stars.chain((verb != '%').then_some(operation.arg)).max();
    *read = last.map_or(*read, |last| (last + 1).max(*read));
    if verb == '%' || formatter {
        return Ok(());
    }
    let arg = argument(call, first, operation.arg, text)?;
    accepts_arg(pass, name, arg, operation, accepted)
}

fn details(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!(" ({reason})") }
}

/// The argument that an operation reads, if it can be seen.
fn argument<'a>(
    call: &Call<'a>,
    first: usize,
    index: usize,
    text: &str,
) -> Result<&'a Expr, Option<String>> {
    let name = &call.name;
    if call.spread && index + 1 >= call.args.len() {
        return Err(None);
    }
    call.args.get(index).ok_or_else(|| {
        let has = count(call.args.len() - first);
        Some(format!("{name} format {text} reads arg #{}, but call has {has}", index - first + 1))
    })
}

fn accepts_arg(
    pass: &mut Pass,
    name: &str,
    arg: &Expr,
    operation: &Operation,
    accepted: u16,
) -> Problem {
    let (text, verb) = (&operation.text, operation.verb);
    let typ = arg_type(pass, arg);
    if verb == 'w'
        && let Type::Pointer(elem) = pass.under(typ)
    {
        let error = pass.program.universe_error();
        if pass.program.implements(elem, error) {
            let here = Qualifier::RelativeTo(pass.package);
            let elem = pass.program.type_string(elem, here);
            let typ = pass.program.type_string(typ, here);
            return Err(Some(format!(
                "%w wants operand of error type {elem}, not pointer type {typ} (defeats errors.Is)"
            )));
        }
    }
    if is_function(pass, arg) && verb != 'p' && verb != 'T' {
        let arg = pass.text(arg);
        return Err(Some(format!("{name} format {text} arg {arg} is a func value, not called")));
    }
    if let Err(reason) = matches(pass, accepted, typ) {
        let (arg, typ, why) = (pass.text(arg), pass.type_name(typ), details(&reason));
        return Err(Some(format!("{name} format {text} has arg {arg} of wrong type {typ}{why}")));
    }
    let calls_methods = !operation.flags.contains('#') || "qxX".contains(verb);
    if accepted & STRING != 0
        && verb != 'T'
        && calls_methods
        && let Some(method) = recursion(pass, arg)
    {
        let (arg, method) = (pass.text(arg), full_name(pass, method));
        return Err(Some(format!(
            "{name} format {text} with arg {arg} causes recursive {method} method call"
        )));
    }
    Ok(())
}

/// The type of an argument; `nil` has one of its own.
fn arg_type(pass: &Pass, arg: &Expr) -> TypeId {
    let object = matches!(arg.kind, ExprKind::Name(_)).then(|| pass.object_of(arg.id)).flatten();
    if object.is_some_and(|object| matches!(pass.program.object(object).kind, ObjectKind::Nil)) {
        return pass.program.universe(Basic::UntypedNil);
    }
    pass.type_of(arg).unwrap_or_else(|| pass.program.universe(Basic::Invalid))
}

/// Whether an argument is a function that somebody forgot to call.
fn is_function(pass: &Pass, arg: &Expr) -> bool {
    pass.type_of(arg).is_some_and(|typ| matches!(pass.program.typ(typ), Type::Signature(_)))
}

fn print(pass: &mut Pass, call: &Call) {
    let name = &call.name;
    let Some(signature) = signature(pass, call.fun).filter(|found| found.variadic) else { return };
    let first = signature.params.len() - 1;
    if !takes_anything(pass, signature.params[first]) || call.args.len() <= first {
        return;
    }
    let span = call.expr.span;
    if first == 0
        && let ExprKind::Selector { x, sel } = &call.args[0].kind
        && matches!(&x.kind, ExprKind::Name(name) if name.as_str() == "os")
        && sel.name.as_str().starts_with("Std")
    {
        let arg = pass.text(&call.args[0]);
        pass.report(span, CODE, format!("{name} does not take io.Writer but has first arg {arg}"));
    }
    let args = &call.args[first..];
    if let Some(directive) = constant(pass, &args[0]).and_then(|text| directive(&text)) {
        let message = format!("{name} call has possible Printf formatting directive {directive}");
        pass.report(span, CODE, message);
    }
    let last = args.last().and_then(|arg| constant(pass, arg));
    if name.ends_with("ln") && last.is_some_and(|text| text.ends_with('\n')) {
        pass.report(span, CODE, format!("{name} arg list ends with redundant newline"));
    }
    for arg in args {
        let text = pass.text(arg);
        if is_function(pass, arg) {
            pass.report(span, CODE, format!("{name} arg {text} is a func value, not called"));
        }
        if let Some(method) = recursion(pass, arg) {
            let method = full_name(pass, method);
            let message = format!("{name} arg {text} causes recursive call to {method} method");
            pass.report(span, CODE, message);
        }
    }
}

/// The first word of a text that looks like an operation of a format. Two hexadecimal digits behind a `%` are part of an address.
fn directive(text: &str) -> Option<String> {
    // One at the end could be none.
    let text = text.strip_suffix('%').unwrap_or(text);
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        rest = &rest[at..];
        let Some(len) = directive_len(rest) else {
            rest = &rest[1..];
            continue;
        };
        let bytes = rest.as_bytes();
        let is_hex = |at: usize| bytes[at].is_ascii_hexdigit();
        if len < 3 || !is_hex(1) || !is_hex(2) {
            return Some(rest[..len].to_owned());
        }
        rest = &rest[len..];
    }
    None
}

/// The bytes of an operation without blanks among its flags: `%`, flags, width, precision, index, verb.
fn directive_len(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let index = |at: usize| match bytes.get(at) {
        Some(b'[') => {
            let end = digits(at + 1);
            if end > at + 1 && bytes.get(end) == Some(&b']') { end + 1 } else { at }
        }
        _ => at,
    };
    let number = |at: usize| {
        let star = index(at);
        if bytes.get(star) == Some(&b'*') { star + 1 } else { digits(at) }
    };
    while bytes.get(at).is_some_and(|byte| b"+-#".contains(byte)) {
        at += 1;
    }
    at = number(at);
    if bytes.get(at) == Some(&b'.') {
        at += 1;
    }
    at = index(number(at));
    bytes.get(at).is_some_and(|byte| b"bcdefgopqstvxEFGTUX".contains(byte)).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_seen_in_texts() {
        for (text, expected) in [
            ("a %d b", Some("%d")),
            ("100%", None),
            ("x % y", None),
            ("%20%2f", None),
            ("%2f", None),
            ("%[1]*.[2]*[3]v", Some("%[1]*.[2]*[3]v")),
            ("%%s", Some("%s")),
        ] {
            assert_eq!(directive(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn bytes_of_a_value_are_found_in_its_literal() {
        assert_eq!(in_literal(r#""a\n%d""#, 2), Some(4));
        assert_eq!(in_literal(r#""\u00e4%d""#, 2), Some(7));
        assert_eq!(in_literal("`ab`", 1), Some(2));
        assert_eq!(in_literal("\"ab\"", 2), Some(3));
    }
}
