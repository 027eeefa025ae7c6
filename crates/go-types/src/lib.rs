//! What a Go program means: its names resolved, its types checked, its constants computed.
//!
//! The rules are those of the Go specification (Go 1.27), the words of the errors those of gc
//! (`cmd/compile/internal/types2`).

mod assignments;
mod body;
mod builtins;
mod builtins_special;
mod call;
mod checker;
mod composite;
pub mod constant;
mod conversion;
mod cycles;
mod decl;
mod directives;
mod errors;
mod expr;
mod id_map;
mod identical;
mod implements;
mod index;
mod infer;
pub mod info;
mod init_order;
mod labels;
mod large;
mod literals;
mod load;
mod lookup;
mod mono;
pub mod objects;
mod operand;
mod operators;
mod order;
mod positions;
mod predicates;
mod probe;
mod program;
mod range;
mod record;
mod representable;
mod resolver;
mod returns;
mod scope;
mod selector;
mod signature;
mod sizes;
mod stmt;
mod subst;
mod switch;
mod type_set;
mod type_string;
pub mod types;
mod typexpr;
mod under;
mod unify;
mod universe;
mod untyped;

pub use id_map::{IdMap, IdSet};
pub use order::Linkname;
pub use probe::Looked;
pub use program::{Importer, PackageSource, Program, Qualifier};
pub use types::Found;
