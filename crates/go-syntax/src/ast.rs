//! The syntax tree. It holds what the source says and nothing of what it means: names are not yet
//! resolved, types are not yet known.
//!
//! Every expression, identifier and scope-bearing statement has a [`NodeId`], given by the parser from a
//! counter that the whole program shares, so that the type checker and the lowering can keep what they
//! find in plain tables beside the tree.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::{Name, Pos, Span};

/// The number of a node, unique in a program.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NodeId(pub u32);

/// Gives every node of a program its number.
#[derive(Default, Debug)]
pub struct NodeIds(u32);

impl NodeIds {
    /// A number that no node has yet.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> NodeId {
        let id = NodeId(self.0);
        self.0 += 1;
        id
    }
}

/// An identifier where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Ident {
    /// The word.
    pub name: Name,
    /// Its first byte.
    pub pos: Pos,
    /// Its number.
    pub id: NodeId,
}

/// One source file.
#[derive(Debug)]
pub struct File {
    /// Where the file starts.
    pub base: Pos,
    /// The name in the package clause.
    pub package: Ident,
    /// The position of the word `package`.
    pub package_pos: Pos,
    /// The imports, in order.
    pub imports: Vec<Import>,
    /// All declarations but the imports, in order.
    pub decls: Vec<Decl>,
    /// All `//go:` lines outside skipped bodies, in order. The parser has reported those that may not stand where they do.
    pub directives: Vec<Directive>,
    /// The language version of a `//go:build go1.N` line, as N.
    pub go_version: Option<u32>,
    /// Behind the last byte.
    pub end: Pos,
}

/// A `//go:name arguments` line.
#[derive(Debug, Clone)]
pub struct Directive {
    /// Where the comment starts.
    pub pos: Pos,
    /// Such as `linkname`.
    pub name: String,
    /// What stands behind it.
    pub args: String,
    /// Whether nothing else stands on the line.
    pub alone: bool,
}

/// One import.
#[derive(Debug, Clone)]
pub struct Import {
    /// From the name or the path to behind the path.
    pub span: Span,
    /// `.`, `_` or a name of its own.
    pub name: Option<Ident>,
    /// The path, unquoted.
    pub path: Name,
    /// Where the path stands.
    pub path_pos: Pos,
    /// The number of the import.
    pub id: NodeId,
}

/// A declaration at the top of a file or in a block.
#[derive(Debug)]
pub enum Decl {
    /// One line of a `const` group; `iota` and the implicit repetition are resolved by the parser.
    Const(Rc<ConstSpec>),
    /// One line of a `var` group.
    Var(Rc<VarSpec>),
    /// One line of a `type` group.
    Type(Rc<TypeSpec>),
    /// A function or a method.
    Func(Rc<FuncDecl>),
    /// What could not be read.
    Bad(Span),
}

/// One line of a `const` group.
#[derive(Debug)]
pub struct ConstSpec {
    /// The whole line.
    pub span: Span,
    /// The names.
    pub names: Vec<Ident>,
    /// The type and the values as they hold here: those of the line above where this line has none.
    pub init: Rc<ConstInit>,
    /// Whether type and values are taken from a line above.
    pub inherited: bool,
    /// The line's number in its group.
    pub iota: u32,
    /// The comment before it.
    pub doc: Doc,
}

/// What the names of a constant line are set to.
#[derive(Debug)]
pub struct ConstInit {
    /// The type, if one is given.
    pub typ: Option<Expr>,
    /// The values.
    pub values: Vec<Expr>,
}

/// One line of a `var` group.
#[derive(Debug)]
pub struct VarSpec {
    /// The whole line.
    pub span: Span,
    /// The names.
    pub names: Vec<Ident>,
    /// The type, if one is given.
    pub typ: Option<Expr>,
    /// The values, if any.
    pub values: Vec<Expr>,
    /// The comment before it.
    pub doc: Doc,
}

/// One line of a `type` group.
#[derive(Debug)]
pub struct TypeSpec {
    /// The whole line.
    pub span: Span,
    /// The name.
    pub name: Ident,
    /// Type parameters, if it is generic.
    pub tparams: Vec<Field>,
    /// Whether it is `type A = B`.
    pub alias: bool,
    /// What it is declared as.
    pub typ: Expr,
    /// The comment before it.
    pub doc: Doc,
}

/// A comment before a declaration: its place in the source, or nothing.
pub type Doc = Option<Span>;

/// A function or a method.
#[derive(Debug)]
pub struct FuncDecl {
    /// From `func` to behind the body.
    pub span: Span,
    /// The receiver, for a method. More or fewer than one has been reported.
    pub recv: Option<Field>,
    /// The name.
    pub name: Ident,
    /// Type parameters, if it is generic.
    pub tparams: Vec<Field>,
    /// Parameters and results.
    pub typ: FuncType,
    /// The body.
    pub body: FuncBody,
    /// The comment before it.
    pub doc: Doc,
}

/// The body of a declared function.
#[derive(Debug)]
pub enum FuncBody {
    /// There is none: it is implemented outside Go.
    None,
    /// Read with the file.
    Parsed(Block),
    /// Skipped at first (library code), and read when first needed with [`crate::parse_body`].
    Lazy {
        /// From `{` to behind `}`.
        span: Span,
        /// The body once it has been read.
        block: OnceCell<Block>,
    },
}

/// Parameters and results of a function type.
#[derive(Debug)]
pub struct FuncType {
    /// From `func` or `(` to the end of the results.
    pub span: Span,
    /// The parameters, one entry a name (a group `a, b int` gives two that share the type).
    pub params: Vec<Field>,
    /// The results, likewise.
    pub results: Vec<Field>,
}

/// A parameter, result, receiver, type parameter or struct field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name, if it has one.
    pub name: Option<Ident>,
    /// Its type; shared by the names of one group. A variadic parameter's is [`ExprKind::Ellipsis`].
    pub typ: Rc<Expr>,
    /// A struct field's tag, unquoted.
    pub tag: Option<Rc<str>>,
    /// Whether it is an embedded field (or an embedded element of an interface).
    pub embedded: bool,
    /// Where it starts.
    pub pos: Pos,
}

/// `{ … }`.
#[derive(Debug)]
pub struct Block {
    /// From `{` to behind `}`.
    pub span: Span,
    /// What stands in it.
    pub stmts: Vec<Stmt>,
}

/// An expression or a type.
#[derive(Debug)]
pub struct Expr {
    /// Its number.
    pub id: NodeId,
    /// From its first byte to behind its last.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

impl Expr {
    /// Its first byte: where gc reports errors.
    pub fn pos(&self) -> Pos {
        self.span.start
    }

    /// Without parentheses around it.
    pub fn unparen(&self) -> &Expr {
        match &self.kind {
            ExprKind::Paren(inner) => inner.unparen(),
            _ => self,
        }
    }
}

/// The kinds of expressions and types.
#[derive(Debug)]
pub enum ExprKind {
    /// What could not be read; the error has been reported.
    Bad,
    /// A name.
    Name(Name),
    /// A literal as it stands in the source.
    Literal {
        /// Which kind.
        kind: LiteralKind,
        /// Its text, with quotes and underscores.
        text: Rc<str>,
    },
    /// `T{…}`, or `{…}` inside another one.
    Composite {
        /// The type, unless it is left out.
        typ: Option<Box<Expr>>,
        /// The elements.
        elements: Vec<Element>,
        /// The position of `}`.
        rbrace: Pos,
    },
    /// A function literal.
    Func {
        /// Its type.
        typ: Box<FuncType>,
        /// Its body.
        body: Rc<Block>,
    },
    /// `(x)`.
    Paren(Box<Expr>),
    /// `x.sel`.
    Selector {
        /// Before the dot.
        x: Box<Expr>,
        /// Behind it.
        sel: Ident,
    },
    /// `x[i]`, or an instantiation `x[T1, T2]`.
    Index {
        /// What is indexed.
        x: Box<Expr>,
        /// At least one.
        indices: Vec<Expr>,
    },
    /// `x[lo:hi:max]`.
    Slice {
        /// What is sliced.
        x: Box<Expr>,
        /// The lower bound.
        lo: Option<Box<Expr>>,
        /// The upper bound.
        hi: Option<Box<Expr>>,
        /// The bound of the capacity.
        max: Option<Box<Expr>>,
        /// Whether two colons stand there.
        three: bool,
    },
    /// `x.(T)`, or `x.(type)` without a type.
    Assert {
        /// What is asserted.
        x: Box<Expr>,
        /// The type; none for `.(type)`.
        typ: Option<Box<Expr>>,
    },
    /// `f(args…)`; also conversions.
    Call {
        /// What is called.
        fun: Box<Expr>,
        /// The arguments.
        args: Vec<Expr>,
        /// The position of `...` behind the last argument.
        ellipsis: Option<Pos>,
        /// The position of `)`.
        rparen: Pos,
    },
    /// `*x`: an indirection or a pointer type.
    Star(Box<Expr>),
    /// `op x`.
    Unary {
        /// One of `+ - ! ^ & <- ~`.
        op: UnaryOp,
        /// Its operand.
        x: Box<Expr>,
    },
    /// `x op y`.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Where the operator stands.
        op_pos: Pos,
        /// Left.
        x: Box<Expr>,
        /// Right.
        y: Box<Expr>,
    },
    /// `[n]T`, or `[...]T` with a length that is [`ExprKind::Ellipsis`] without a type.
    ArrayType {
        /// The length.
        len: Box<Expr>,
        /// The element type.
        elem: Box<Expr>,
    },
    /// `[]T`.
    SliceType(Box<Expr>),
    /// `struct{…}`.
    StructType(Vec<Field>),
    /// `func(…) …`.
    FuncType(Box<FuncType>),
    /// `interface{…}`: methods are fields with a name and a function type, all else is embedded.
    InterfaceType(Vec<Field>),
    /// `map[K]V`.
    MapType {
        /// The key type.
        key: Box<Expr>,
        /// The element type.
        value: Box<Expr>,
    },
    /// `chan T`, `<-chan T`, `chan<- T`.
    ChanType {
        /// What may be done with it.
        dir: ChanDir,
        /// The element type.
        elem: Box<Expr>,
    },
    /// `...T` of a parameter, `...` of an array's length.
    Ellipsis(Option<Box<Expr>>),
}

/// One element of a composite literal.
#[derive(Debug)]
pub struct Element {
    /// Before the colon, if there is one.
    pub key: Option<Expr>,
    /// The value.
    pub value: Expr,
}

/// The kinds of literals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LiteralKind {
    /// `42`.
    Int,
    /// `4.2`.
    Float,
    /// `4.2i`.
    Imag,
    /// `'x'`.
    Rune,
    /// `"x"` or a raw string.
    String,
}

/// What may be done with a channel.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ChanDir {
    /// Send and receive.
    Both,
    /// `chan<-`.
    Send,
    /// `<-chan`.
    Recv,
}

/// Operators with one operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum UnaryOp {
    /// `+`
    Plus,
    /// `-`
    Neg,
    /// `!`
    Not,
    /// `^`
    Complement,
    /// `&`
    Address,
    /// `<-`
    Receive,
    /// `~`, in constraints only.
    Tilde,
}

/// Operators with two operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum BinaryOp {
    /// `||`
    LOr,
    /// `&&`
    LAnd,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `&`
    And,
    /// `&^`
    AndNot,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
}

/// A statement.
#[derive(Debug)]
pub struct Stmt {
    /// Its number.
    pub id: NodeId,
    /// From its first byte to behind its last.
    pub span: Span,
    /// What it is.
    pub kind: StmtKind,
}

/// The kinds of statements.
#[derive(Debug)]
pub enum StmtKind {
    /// What could not be read; the error has been reported.
    Bad,
    /// Nothing.
    Empty,
    /// Declarations in a block.
    Decl(Vec<Decl>),
    /// `label: stmt`.
    Labeled {
        /// The label.
        label: Ident,
        /// What it names.
        stmt: Box<Stmt>,
    },
    /// An expression alone.
    Expr(Expr),
    /// `chan <- value`.
    Send {
        /// The channel.
        chan: Expr,
        /// The value.
        value: Expr,
        /// Where `<-` stands.
        arrow: Pos,
    },
    /// `x++` or `x--`.
    IncDec {
        /// The operand.
        x: Expr,
        /// Whether it is `++`.
        inc: bool,
    },
    /// `lhs = rhs`, `lhs := rhs` or `lhs op= rhs`.
    Assign {
        /// Left.
        lhs: Vec<Expr>,
        /// Right.
        rhs: Vec<Expr>,
        /// How.
        op: AssignOp,
        /// Where the operator stands.
        op_pos: Pos,
    },
    /// `go call`.
    Go(Expr),
    /// `defer call`.
    Defer(Expr),
    /// `return results`.
    Return(Vec<Expr>),
    /// `break`, `continue`, `goto`, `fallthrough`.
    Branch {
        /// Which.
        kind: BranchKind,
        /// The label, if one is given.
        label: Option<Ident>,
    },
    /// `{ … }`.
    Block(Block),
    /// `if init; cond {…} else …`.
    If {
        /// The statement before the condition.
        init: Option<Box<Stmt>>,
        /// The condition.
        cond: Expr,
        /// Where it holds.
        then: Block,
        /// Another `if`, or a block.
        otherwise: Option<Box<Stmt>>,
    },
    /// `switch init; tag {…}`.
    Switch {
        /// The statement before the tag.
        init: Option<Box<Stmt>>,
        /// What is compared; `true` where none is given.
        tag: Option<Expr>,
        /// The clauses.
        clauses: Vec<CaseClause>,
        /// The position of `}`.
        rbrace: Pos,
    },
    /// `switch init; bind := x.(type) {…}`.
    TypeSwitch {
        /// The statement before the guard.
        init: Option<Box<Stmt>>,
        /// The name that each clause binds.
        bind: Option<Ident>,
        /// The interface value.
        x: Expr,
        /// The clauses; their expressions are types or `nil`.
        clauses: Vec<CaseClause>,
        /// The position of `}`.
        rbrace: Pos,
    },
    /// `select {…}`.
    Select {
        /// The clauses.
        clauses: Vec<CommClause>,
    },
    /// `for init; cond; post {…}`.
    For {
        /// Before the first round.
        init: Option<Box<Stmt>>,
        /// Whether another round follows.
        cond: Option<Expr>,
        /// After each round.
        post: Option<Box<Stmt>>,
        /// The round.
        body: Block,
    },
    /// `for key, value := range x {…}`.
    Range {
        /// The first variable or place.
        key: Option<Expr>,
        /// The second.
        value: Option<Expr>,
        /// A third, which is an error that the type checker reports.
        extra: Option<Box<Expr>>,
        /// Whether `:=` declares them.
        define: bool,
        /// What is gone through.
        x: Expr,
        /// The round.
        body: Block,
    },
}

/// How an assignment assigns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AssignOp {
    /// `=`
    Set,
    /// `:=`
    Define,
    /// `op=`
    Op(BinaryOp),
}

/// Jumps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BranchKind {
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `goto`
    Goto,
    /// `fallthrough`
    Fallthrough,
}

/// A clause of a switch.
#[derive(Debug)]
pub struct CaseClause {
    /// Its number: the scope of its body, and the variable that a type switch binds in it.
    pub id: NodeId,
    /// From `case` or `default` to the end of its body.
    pub span: Span,
    /// What it matches; none for `default`.
    pub exprs: Option<Vec<Expr>>,
    /// The position of `:`.
    pub colon: Pos,
    /// The body.
    pub body: Vec<Stmt>,
}

/// A clause of a select.
#[derive(Debug)]
pub struct CommClause {
    /// Its number.
    pub id: NodeId,
    /// From `case` or `default` to the end of its body.
    pub span: Span,
    /// A send, a receive, or an assignment from a receive; none for `default`.
    pub comm: Option<Box<Stmt>>,
    /// The position of `:`.
    pub colon: Pos,
    /// The body.
    pub body: Vec<Stmt>,
}
