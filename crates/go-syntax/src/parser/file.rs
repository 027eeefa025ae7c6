//! A whole file: package clause, imports, declarations.

use super::directives::Target;
use super::{ParseOptions, Parser};
use crate::ast::{Decl, Directive, File, FuncBody, Ident, Import, NodeIds};
use crate::build;
use crate::lexer::Lexer;
use crate::report::Reports;
use crate::token::{Token, set};
use crate::unquote::unquote_string;
use crate::{Diagnostic, Name, Pos, Sources, Span};

/// Where reading goes on after an error between declarations.
const DECLARATION_STARTS: u64 =
    set(&[Token::Import, Token::Const, Token::Type, Token::Var, Token::Func]);

/// Reads the file at `base`. Problems are added to `errors`; the tree then holds what could be read.
pub fn parse_file(
    sources: &mut Sources,
    base: Pos,
    ids: &mut NodeIds,
    options: ParseOptions,
    errors: &mut Vec<Diagnostic>,
) -> File {
    let Some(source) = sources.file(base) else {
        let package = Ident { name: Name::BLANK, pos: base, id: ids.next() };
        return empty(base, base, package);
    };
    let (text, base) = (source.text.clone(), source.base);
    let reports = Reports::new(errors, &text, base);
    let lexer = Lexer::new(&text, base, 0, &source.invalid, reports);
    let mut parser = Parser::new(lexer, ids, options);
    parser.next();
    let file = parser.file(base);
    let lines = std::mem::take(&mut parser.lexer.lines);
    for directive in lines {
        sources.add_directive(base, directive);
    }
    file
}

fn empty(base: Pos, end: Pos, package: Ident) -> File {
    File {
        base,
        package,
        package_pos: base,
        imports: Vec::new(),
        decls: Vec::new(),
        directives: Vec::new(),
        go_version: None,
        end,
    }
}

impl Parser<'_> {
    fn file(&mut self, base: Pos) -> File {
        let go_version = go_version(&self.lexer.directives);
        let package_pos = self.pos();
        let end = base.plus(self.lexer.size());
        if !self.got(Token::Package) {
            self.syntax_error("package statement must be first");
            let package = Ident { name: Name::BLANK, pos: package_pos, id: self.node() };
            return File { package_pos, go_version, ..empty(base, end, package) };
        }
        self.directives_before(Target::Package);
        let package = self.ident();
        self.want(Token::Semi);
        let mut file = File { package_pos, go_version, ..empty(base, end, package) };
        if self.lexer.errors.count > 0 {
            return file;
        }
        self.declarations(&mut file);
        file.directives = std::mem::take(&mut self.lexer.directives);
        file
    }

    fn declarations(&mut self, file: &mut File) {
        let mut last = Token::Import;
        while self.token() != Token::Eof {
            if self.token() == Token::Import && last != Token::Import {
                self.syntax_error("imports must appear before other declarations");
            }
            last = self.token();
            self.height = 0;
            let doc = self.doc();
            match last {
                Token::Import => {
                    self.next();
                    self.group(None, |parser, _| file.imports.extend(parser.import()));
                }
                Token::Const | Token::Type | Token::Var => self.decl_group(&mut file.decls),
                Token::Func => {
                    let decl = self.func_decl(doc);
                    file.decls.push(Decl::Func(decl.into()));
                }
                _ => {
                    let bodyless = matches!(file.decls.last(),
                        Some(Decl::Func(decl)) if matches!(decl.body, FuncBody::None));
                    if last == Token::Lbrace && bodyless {
                        self.syntax_error("unexpected semicolon or newline before {");
                    } else {
                        self.syntax_error("non-declaration statement outside function body");
                    }
                    self.advance(DECLARATION_STARTS);
                    continue;
                }
            }
            self.directives_before(Target::Nothing);
            if self.token() != Token::Eof && !self.got(Token::Semi) {
                self.syntax_error("after top level declaration");
                self.advance(DECLARATION_STARTS);
            }
        }
        self.directives_before(Target::Nothing);
    }

    fn import(&mut self) -> Option<Import> {
        let start = self.pos();
        self.directives_before(Target::Decl);
        let id = self.node();
        let name = match self.token() {
            Token::Name => Some(self.ident()),
            Token::Dot => {
                self.next();
                Some(Ident { name: Name::new("."), pos: start, id: self.node() })
            }
            _ => None,
        };
        let path_pos = self.pos();
        if self.token() != Token::Literal {
            self.syntax_error("missing import path");
            self.advance(set(&[Token::Semi, Token::Rparen]));
            return None;
        }
        let (kind, bad, word) = (self.lexer.kind, self.lexer.bad, self.lexer.word());
        self.next();
        if bad {
            return None;
        }
        if kind != crate::ast::LiteralKind::String {
            self.syntax_error_at(self.since(path_pos), "import path must be a string");
            return None;
        }
        let path = Name::new(&String::from_utf8_lossy(&unquote_string(word)));
        Some(Import { span: self.since(start), name, path, path_pos, id })
    }

    /// The comment before the current token.
    pub(super) fn doc(&self) -> Option<Span> {
        self.lexer.doc.map(|(start, end)| self.lexer.span(start, end))
    }
}

/// The version that a `//go:build` line before the package clause asks for.
fn go_version(directives: &[Directive]) -> Option<u32> {
    let line = directives.iter().rev().find(|directive| directive.name == "build")?;
    build::go_version(&line.args)
}
