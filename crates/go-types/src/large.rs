//! Types that no memory holds. gc finds them when it lays out what a program declares.

use crate::Program;
use crate::objects::{ObjectId, ObjectKind, PackageId};
use crate::types::{Type, TypeId};

/// No type may be larger.
const MAX_SIZE: i64 = 1 << 50;
/// Nor an element of a channel.
const MAX_ELEMENT: i64 = 1 << 16;

impl Program {
    /// Reports variables and types of a package whose types are too large. The package's objects have numbers from `first`
    /// on, but for those that it declares itself.
    pub(crate) fn large_types(&mut self, package: PackageId, first: usize) {
        let declared = self.package(package).scope;
        let mut objects: Vec<ObjectId> = self.scope(declared).names.values().copied().collect();
        objects.extend(self.package(package).var_decls.iter().flat_map(|decl| &decl.vars));
        objects.extend((first..self.objects.len()).map(|at| ObjectId(at as u32)));
        objects.sort();
        objects.dedup();
        for object in objects {
            let known = self.object(object);
            let fits = match &known.kind {
                ObjectKind::Var(var) => !var.field,
                ObjectKind::TypeName => true,
                _ => false,
            };
            if known.package != Some(package) || !fits || !known.pos.is_some() {
                continue;
            }
            if let Some(t) = known.typ
                && let Some(message) = self.too_large(t)
            {
                self.error(self.object_span(object), "TypeTooLarge", message);
            }
        }
    }

    fn too_large(&mut self, t: TypeId) -> Option<String> {
        let mut seen = Vec::new();
        let mut open = vec![t];
        while let Some(t) = open.pop() {
            let t = self.actual(t);
            if seen.contains(&t) {
                continue;
            }
            seen.push(t);
            // Its own declaration is looked at by itself.
            let under = match self.typ(t) {
                Type::Named(_) if seen.len() > 1 => continue,
                Type::Param(_) => continue,
                _ => self.underlying(t),
            };
            let open_size = self.depends_on_param(under);
            match *self.typ(under) {
                Type::Chan(_, elem) => {
                    if self.is_type_param(elem) || self.depends_on_param(elem) {
                        continue;
                    }
                    let size = self.size_of(elem);
                    if !(0..MAX_ELEMENT).contains(&size) {
                        return Some("channel element type too large (>64kB)".into());
                    }
                }
                Type::Array(..) | Type::Struct(_) if !open_size => {
                    let size = self.size_of(under);
                    if !(0..MAX_SIZE).contains(&size) {
                        return Some(format!(
                            "type {} larger than address space",
                            self.type_text(under)
                        ));
                    }
                }
                _ => {}
            }
            if !matches!(self.typ(under), Type::Interface(_)) {
                open.extend(self.components(under));
            }
        }
        None
    }

    /// Whether a type's size is known only once type arguments are.
    fn depends_on_param(&mut self, t: TypeId) -> bool {
        let mut seen = Vec::new();
        let mut open = vec![t];
        while let Some(t) = open.pop() {
            let t = self.actual(t);
            if seen.contains(&t) {
                continue;
            }
            seen.push(t);
            match self.typ(t) {
                Type::Param(_) => return true,
                Type::Named(named) => open.extend(named.targs.iter().chain(named.outer.iter())),
                Type::Array(..) | Type::Struct(_) => open.extend(self.components(t)),
                _ => {}
            }
        }
        false
    }
}
