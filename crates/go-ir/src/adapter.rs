//! Functions between a `func` type and calls whose arguments lie anywhere in memory: what `reflect` calls through.
//!
//! A caller is a `func(fn unsafe.Pointer, args, results *unsafe.Pointer)`: it calls `fn` with the values that `args` points to one
//! by one, and stores the results where `results` points. A maker is the code of a func value that `reflect.MakeFunc` made: it puts
//! its arguments into memory of their own and gives all to `reflect.callReflect`, with the closure.

use burrow_go_types::types::Basic;

use crate::code::{Base, Callee, Function, Inst, LocalId, Operand, Terminator};
use crate::func::FuncLowering;
use crate::layout::Kind;
use crate::lower::Lower;
use crate::rtype::RTypeId;
use crate::types::Key;

/// Which of the two, for a `func` type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Adapter {
    /// Calls a func value.
    Caller {
        typ: RTypeId,
        /// Whether one more word comes first: the receiver, as interfaces hold it.
        receiver: bool,
    },
    /// Is a func value.
    Maker(RTypeId),
}

impl Adapter {
    /// As traces show it.
    pub fn name(self) -> &'static str {
        match self {
            Adapter::Caller { .. } => "reflect.call",
            Adapter::Maker(_) => "reflect.makeFuncStub",
        }
    }
}

impl Lower {
    /// The code of an adapter.
    pub fn lower_adapter(&mut self, adapter: Adapter) -> Function {
        let env = self.no_env.clone();
        let mut func = FuncLowering::new(self, adapter.name().into(), env);
        match adapter {
            Adapter::Caller { typ, receiver } => func.caller(typ, receiver),
            Adapter::Maker(typ) => func.maker(typ),
        }
        func.finish(burrow_go_syntax::Pos::NONE, true)
    }
}

impl FuncLowering<'_> {
    fn caller(&mut self, typ: RTypeId, receiver: bool) {
        let signature = self.lower.func_type(typ);
        let [callee, args, results] = [(); 3].map(|()| self.local(Kind::Ptr));
        self.params = vec![callee, args, results];
        let mut kinds: Vec<Kind> =
            signature.params.iter().map(|&param| self.lower.kind(param)).collect();
        if receiver {
            kinds.insert(0, Kind::Ptr);
        }
        let mut values = Vec::with_capacity(kinds.len());
        for (index, kind) in kinds.into_iter().enumerate() {
            let cell = self.cell(args, index);
            let dst = self.local(kind);
            self.emit(Inst::Load { dst, base: cell, offset: 0, kind });
            values.push(Operand::Local(dst));
        }
        let kinds: Vec<Kind> =
            signature.results.iter().map(|&result| self.lower.kind(result)).collect();
        let got: Vec<LocalId> = kinds.iter().map(|&kind| self.local(kind)).collect();
        let callee = Callee::Closure(callee);
        self.emit(Inst::Call { callee, args: values, results: got.clone() });
        for (index, (kind, local)) in kinds.into_iter().zip(got).enumerate() {
            let cell = self.cell(results, index);
            self.emit(Inst::Store { base: cell, offset: 0, src: Operand::Local(local), kind });
        }
        self.end(Terminator::Return);
    }

    /// What entry `index` of a list of pointers points to.
    fn cell(&mut self, list: LocalId, index: usize) -> Base {
        let cell = self.local(Kind::Ptr);
        let base = Base::Pointer(Operand::Local(list));
        self.emit(Inst::Load { dst: cell, base, offset: 8 * index as u32, kind: Kind::Ptr });
        Base::Pointer(Operand::Local(cell))
    }

    fn maker(&mut self, typ: RTypeId) {
        let signature = self.lower.func_type(typ);
        let closure = self.local(Kind::Ptr);
        self.closure = Some(closure);
        for &param in signature.params.iter() {
            let kind = self.lower.kind(param);
            let local = self.local(kind);
            self.params.push(local);
        }
        self.plain_results(&signature.results);
        let params: Vec<LocalId> = self.params.clone();
        let (args, cells) = self.cells(&signature.params);
        for (&cell, &param) in cells.iter().zip(&params) {
            let kind = self.kind_of(param);
            let base = Base::Pointer(Operand::Local(cell));
            self.emit(Inst::Store { base, offset: 0, src: Operand::Local(param), kind });
        }
        let (results, cells) = self.cells(&signature.results);
        if let Some(function) = self.lower.function_named("reflect.callReflect") {
            let args = vec![Operand::Local(closure), args, results];
            self.emit(Inst::Call { callee: Callee::Static(function), args, results: Vec::new() });
        }
        for (index, cell) in cells.into_iter().enumerate() {
            let dst = self.results[index].local;
            let kind = self.kind_of(dst);
            self.emit(Inst::Load {
                dst,
                base: Base::Pointer(Operand::Local(cell)),
                offset: 0,
                kind,
            });
        }
        self.end(Terminator::Return);
    }

    /// A new variable of each type, and a list of pointers to them.
    fn cells(&mut self, types: &[RTypeId]) -> (Operand, Vec<LocalId>) {
        if types.is_empty() {
            return (Operand::Const(0), Vec::new());
        }
        let pointer = self.lower.basic(Basic::UnsafePointer);
        let list = self.lower.types.intern(Key::Array(types.len() as u64, pointer));
        let kind = self.lower.kind(list);
        let dst = self.local(Kind::Ptr);
        self.emit(Inst::New { dst, kind });
        let list = Operand::Local(dst);
        let mut cells = Vec::with_capacity(types.len());
        for (index, &typ) in types.iter().enumerate() {
            let kind = self.lower.kind(typ);
            let cell = self.local(Kind::Ptr);
            self.emit(Inst::New { dst: cell, kind });
            let (base, src) = (Base::Pointer(list), Operand::Local(cell));
            self.emit(Inst::Store { base, offset: 8 * index as u32, src, kind: Kind::Ptr });
            cells.push(cell);
        }
        (list, cells)
    }
}
