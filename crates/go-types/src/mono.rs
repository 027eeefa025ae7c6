//! Finds generic code that would need instances without end: `func f[T any]() { f[*T]() }`.
//!
//! Type parameters, and types declared in generic functions, are the vertices of a graph. An edge leads to a type parameter
//! from what it is instantiated with; it weighs one where that is only part of the type argument, which so grows on every
//! round. A cycle with a positive weight never ends.

use burrow_go_syntax::Span;

use crate::Program;
use crate::id_map::IdMap;
use crate::objects::ObjectId;
use crate::types::{Type, TypeId};

/// The graph of a package.
#[derive(Default)]
pub(crate) struct Graph {
    vertices: Vec<Vertex>,
    edges: Vec<Edge>,
    /// The type parameters of types, by those that methods call them.
    canonical: IdMap<TypeId, TypeId>,
    by_object: IdMap<ObjectId, usize>,
}

struct Vertex {
    /// Of the heaviest known path to it.
    weight: usize,
    before: usize,
    length: usize,
    object: ObjectId,
}

struct Edge {
    to: usize,
    from: usize,
    weight: usize,
    span: Span,
    typ: TypeId,
}

impl Program {
    /// Notes that a method calls a type parameter of its receiver's type otherwise.
    pub(crate) fn mono_record_canonical(&mut self, mine: TypeId, theirs: TypeId) {
        self.ck.mono.canonical.insert(mine, theirs);
    }

    /// Notes that type parameters are instantiated; `spans` are the places of written type arguments.
    pub(crate) fn mono_record_instance(
        &mut self,
        span: Span,
        tparams: &[TypeId],
        targs: &[TypeId],
        spans: &[Span],
    ) {
        for (at, (&tparam, &targ)) in tparams.iter().zip(targs).enumerate() {
            let Type::Param(param) = self.typ(tparam) else { continue };
            // Cycles do not leave their package.
            if self.object(param.object).package == Some(self.cx.package) {
                let span = spans.get(at).copied().unwrap_or(span);
                self.mono_assign(span, tparam, targ, targ, 0);
            }
        }
    }

    fn mono_assign(&mut self, span: Span, tparam: TypeId, targ: TypeId, part: TypeId, depth: u32) {
        // An anonymous interface may contain itself.
        if depth > 50 {
            return;
        }
        let part = self.actual(part);
        let targ_actual = self.actual(targ);
        let source = match self.typ(part) {
            Type::Param(_) => Some(self.mono_param_vertex(part)),
            Type::Named(named) => {
                let origin = named.origin;
                self.mono_local_vertex(origin)
            }
            _ => None,
        };
        if let Some(from) = source {
            let weight = usize::from(part != targ_actual);
            let to = self.mono_param_vertex(tparam);
            self.ck.mono.edges.push(Edge { to, from, weight, span, typ: targ });
        }
        for part in self.components(part) {
            self.mono_assign(span, tparam, targ, part, depth + 1);
        }
    }

    fn mono_param_vertex(&mut self, tparam: TypeId) -> usize {
        let tparam = self.ck.mono.canonical.get(&tparam).copied().unwrap_or(tparam);
        let object = match self.typ(tparam) {
            Type::Param(param) => param.object,
            _ => ObjectId(0),
        };
        self.mono_vertex(object)
    }

    fn mono_vertex(&mut self, object: ObjectId) -> usize {
        let graph = &mut self.ck.mono;
        *graph.by_object.entry(object).or_insert_with(|| {
            graph.vertices.push(Vertex { weight: 0, before: 0, length: 0, object });
            graph.vertices.len() - 1
        })
    }

    /// A type declared in a generic function is another one for each instance of the function.
    fn mono_local_vertex(&mut self, origin: TypeId) -> Option<usize> {
        let Type::Named(named) = self.typ(origin) else { return None };
        let (object, outer) = (named.object, named.outer.clone());
        if outer.is_empty() || self.object(object).package != Some(self.cx.package) {
            return None;
        }
        if let Some(&known) = self.ck.mono.by_object.get(&object) {
            return Some(known);
        }
        let to = self.mono_vertex(object);
        let span = self.object_span(object);
        for &tparam in outer.iter() {
            let from = self.mono_param_vertex(tparam);
            self.ck.mono.edges.push(Edge { to, from, weight: 1, span, typ: tparam });
        }
        Some(to)
    }

    /// Reports a cycle of instantiations that never ends.
    pub(crate) fn monomorph(&mut self) {
        let graph = &mut self.ck.mono;
        let mut again = true;
        while again {
            again = false;
            for at in 0..graph.edges.len() {
                let Edge { to, from, weight, .. } = graph.edges[at];
                let (heavy, length) =
                    (graph.vertices[from].weight + weight, graph.vertices[from].length + 1);
                let vertex = &mut graph.vertices[to];
                if heavy <= vertex.weight {
                    continue;
                }
                vertex.before = at;
                vertex.length = length;
                if length == graph.vertices.len() {
                    return self.report_instance_loop(to);
                }
                graph.vertices[to].weight = heavy;
                again = true;
            }
        }
    }

    fn report_instance_loop(&mut self, vertex: usize) {
        let graph = &self.ck.mono;
        let mut stack = Vec::new();
        let mut vertex = vertex;
        while !stack.contains(&vertex) {
            stack.push(vertex);
            vertex = graph.edges[graph.vertices[vertex].before].from;
        }
        let start = stack.iter().position(|&at| at == vertex).unwrap_or(0);
        let first = graph.vertices[vertex].object;
        let cycle: Vec<(ObjectId, Span, TypeId)> = stack[start..]
            .iter()
            .map(|&at| {
                let edge = &graph.edges[graph.vertices[at].before];
                (graph.vertices[edge.to].object, edge.span, edge.typ)
            })
            .collect();
        let mut parts = vec![(self.object_span(first), "instantiation cycle:".to_owned())];
        for (object, span, t) in cycle {
            let text = self.type_text(t);
            let object = self.object(object);
            let how = match object.typ.map(|t| self.typ(t)) {
                Some(Type::Param(_)) => "instantiated as",
                _ => "implicitly parameterized by",
            };
            parts.push((span, format!("{} {how} {text}", object.name)));
        }
        self.error_parts("InvalidInstanceCycle", false, parts);
    }
}
