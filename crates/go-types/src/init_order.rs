//! The order in which package-level variables are initialised (spec: Package initialization), and its cycles.
//!
//! A variable is ready when all variables that its initialiser refers to, directly or through functions, have been
//! initialised. Of those that are ready, the one declared first comes next.
//!
//! In a library that is checked on demand, only initialisers that may have effects are looked into; plain ones depend on
//! nothing that matters, as the machine initialises them when they are first needed.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap, HashSet};

use burrow_go_syntax::ast::{Element, Expr, ExprKind, UnaryOp};

use crate::Program;
use crate::checker::DeclKind;
use crate::objects::{ObjectId, ObjectKind, PackageId, VarDecl};

impl Program {
    /// The variables of a package that have initialisers, in the order in which they are initialised.
    pub fn init_order(&mut self, package: PackageId) -> Vec<VarDecl> {
        if let Some(known) = self.ck.init_orders.get(&package) {
            return known.clone();
        }
        let order = self.enter(|program| program.compute_init_order(package));
        self.ck.init_orders.insert(package, order.clone());
        order
    }

    fn compute_init_order(&mut self, package: PackageId) -> Vec<VarDecl> {
        let decls = self.package(package).var_decls.clone();
        let vars: Vec<ObjectId> = decls.iter().flat_map(|decl| decl.vars.iter().copied()).collect();
        if self.package(package).lazy {
            for decl in &decls {
                if decl
                    .value
                    .and_then(|at| decl.spec.values.get(at))
                    .is_some_and(|value| !is_plain(value))
                {
                    self.check_var(decl);
                }
            }
        } else {
            let consts = self.package_consts(package);
            self.order_nodes(&consts);
        }
        let mut position: HashMap<ObjectId, usize> = HashMap::new();
        for (at, decl) in decls.iter().enumerate() {
            position.extend(decl.vars.iter().map(|&var| (var, at)));
        }
        let mut emitted = HashSet::new();
        let mut order = Vec::with_capacity(decls.len());
        for var in self.order_nodes(&vars) {
            let Some(&at) = position.get(&var) else { continue };
            if decls[at].value.is_some() && emitted.insert(at) {
                order.push(decls[at].clone());
            }
        }
        order
    }

    fn package_consts(&self, package: PackageId) -> Vec<ObjectId> {
        let mut consts: Vec<ObjectId> = self
            .ck
            .decl_of
            .iter()
            .filter(|(_, decl)| {
                let decl = &self.ck.decls[decl.0 as usize];
                decl.package == package && matches!(decl.kind, DeclKind::Const(..))
            })
            .map(|(&object, _)| object)
            .collect();
        consts.sort();
        consts
    }

    /// Sorts constants or variables, given in source order, so that each comes behind those that it depends on.
    fn order_nodes(&mut self, nodes: &[ObjectId]) -> Vec<ObjectId> {
        let index: HashMap<ObjectId, usize> =
            nodes.iter().enumerate().map(|(at, &node)| (node, at)).collect();
        let mut waiting = vec![0; nodes.len()];
        let mut dependents: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
        for (at, &node) in nodes.iter().enumerate() {
            for dependency in self.values_behind(node) {
                if let Some(&dependency) = index.get(&dependency) {
                    waiting[at] += 1;
                    dependents[dependency].push(at);
                }
            }
        }
        let mut ready: BinaryHeap<Reverse<usize>> =
            (0..nodes.len()).filter(|&at| waiting[at] == 0).map(Reverse).collect();
        let mut done = vec![false; nodes.len()];
        let mut order = Vec::with_capacity(nodes.len());
        while order.len() < nodes.len() {
            let next = match ready.pop() {
                Some(Reverse(next)) => next,
                None => {
                    let rest = (0..nodes.len()).filter(|&at| !done[at]);
                    let Some(next) = rest.min_by_key(|&at| (waiting[at], at)) else { break };
                    self.report_init_cycle(nodes[next]);
                    next
                }
            };
            if std::mem::replace(&mut done[next], true) {
                continue;
            }
            order.push(nodes[next]);
            for &dependent in &dependents[next] {
                waiting[dependent] -= 1;
                if waiting[dependent] == 0 && !done[dependent] {
                    ready.push(Reverse(dependent));
                }
            }
        }
        order
    }

    /// The constants and variables that an initialiser refers to, directly or through functions.
    fn values_behind(&mut self, node: ObjectId) -> BTreeSet<ObjectId> {
        let mut values = BTreeSet::new();
        let mut seen = HashSet::new();
        let mut open: Vec<ObjectId> = self.dependencies(node);
        while let Some(object) = open.pop() {
            match self.object(object).kind {
                ObjectKind::Func(_) => {
                    if seen.insert(object) {
                        open.extend(self.dependencies(object));
                    }
                }
                _ => {
                    values.insert(object);
                }
            }
        }
        values
    }

    /// What the declaration of an object refers to. In a library this checks a function's body, and a variable's initialiser
    /// unless it is plain and has not been asked for.
    fn dependencies(&mut self, object: ObjectId) -> Vec<ObjectId> {
        let Some(&decl) = self.ck.decl_of.get(&object) else { return Vec::new() };
        if matches!(self.object(object).kind, ObjectKind::Func(_)) {
            self.check_body(object);
        }
        self.ck.decls[decl.0 as usize].deps.iter().copied().collect()
    }

    fn report_init_cycle(&mut self, object: ObjectId) {
        let mut seen = HashSet::new();
        let Some(mut cycle) = self.find_path(object, object, &mut seen) else { return };
        let name = self.object(object).name;
        let code = "InvalidInitCycle";
        let span = self.object_span(object);
        if cycle.len() == 1 {
            return self.error(
                span,
                code,
                format!("initialization cycle: {name} refers to itself"),
            );
        }
        let mut parts = vec![(span, format!("initialization cycle for {name}"))];
        let mut from = object;
        while let Some(next) = cycle.pop() {
            let words = format!("{} refers to {}", self.object(from).name, self.object(next).name);
            parts.push((self.object_span(from), words));
            from = next;
        }
        self.error_parts(code, false, parts);
    }

    /// The objects on a way of dependencies from one object to another, the last one first.
    fn find_path(
        &mut self,
        from: ObjectId,
        to: ObjectId,
        seen: &mut HashSet<ObjectId>,
    ) -> Option<Vec<ObjectId>> {
        if !seen.insert(from) {
            return None;
        }
        for dependency in self.dependencies(from) {
            if dependency == to {
                return Some(vec![dependency]);
            }
            if let Some(mut path) = self.find_path(dependency, to, seen) {
                path.push(dependency);
                return Some(path);
            }
        }
        None
    }
}

/// Whether evaluating an expression surely has no effect and needs no order: literals, names, and what is made of them.
fn is_plain(e: &Expr) -> bool {
    let elements = |elements: &[Element]| {
        elements
            .iter()
            .all(|element| element.key.as_ref().is_none_or(is_plain) && is_plain(&element.value))
    };
    match &e.kind {
        ExprKind::Name(_) | ExprKind::Literal { .. } | ExprKind::Func { .. } | ExprKind::Bad => {
            true
        }
        ExprKind::Composite { elements: list, .. } => elements(list),
        ExprKind::Paren(x) | ExprKind::Selector { x, .. } => is_plain(x),
        ExprKind::Unary { op, x } => *op != UnaryOp::Receive && is_plain(x),
        ExprKind::Binary { x, y, .. } => is_plain(x) && is_plain(y),
        ExprKind::Call { fun, args, .. } => is_harmless(fun) && args.iter().all(is_plain),
        ExprKind::ArrayType { .. }
        | ExprKind::SliceType(_)
        | ExprKind::MapType { .. }
        | ExprKind::ChanType { .. }
        | ExprKind::StructType(_)
        | ExprKind::InterfaceType(_)
        | ExprKind::FuncType(_) => true,
        ExprKind::Star(x) => is_plain(x),
        _ => false,
    }
}

/// Whether a call of it does nothing but make a value.
fn is_harmless(fun: &Expr) -> bool {
    match &fun.kind {
        ExprKind::Name(name) => matches!(
            name.as_str(),
            "new"
                | "make"
                | "len"
                | "cap"
                | "string"
                | "int"
                | "uint"
                | "int64"
                | "uint64"
                | "float64"
                | "byte"
                | "rune"
        ),
        ExprKind::Selector { x, sel } => {
            sel.name.as_str() == "New"
                && matches!(x.kind, ExprKind::Name(name) if name.as_str() == "errors")
        }
        ExprKind::SliceType(_) | ExprKind::MapType { .. } => true,
        ExprKind::Paren(x) => is_harmless(x),
        _ => false,
    }
}
