//! Library functions that are instructions: of `math` and `math/bits`, and those of `sync/atomic`, which are plain reads and writes
//! because goroutines take turns only between instructions. In code that is made to be stepped through, calls around them tell the
//! detector of data races, and the program's own code keeps them as calls.

use burrow_go_types::objects::{ObjectId, ObjectKind};

use crate::code::{Base, BinOp, Callee, Inst, LocalId, Operand, UnOp};
use crate::func::FuncLowering;
use crate::layout::Kind;

impl FuncLowering<'_> {
    /// Whether a function belongs to a package that has intrinsics.
    pub fn may_be_intrinsic(&self, object: ObjectId) -> bool {
        let package = self.lower.program.object(object).package;
        package.is_some_and(|package| match self.lower.program.package(package).path.as_str() {
            "math" | "math/bits" => true,
            "sync/atomic" => !self.lower.keep_calls,
            _ => false,
        })
    }

    /// Emits a call of a function that is an instruction or few. Says whether it is one.
    pub fn intrinsic(&mut self, object: ObjectId, args: &[Operand], results: &[LocalId]) -> bool {
        let found = self.lower.program.object(object);
        let (Some(package), ObjectKind::Func(func)) = (found.package, &found.kind) else {
            return false;
        };
        if func.recv_type.is_some() {
            return false;
        }
        let name = found.name.as_str();
        match (self.lower.program.package(package).path.as_str(), args, results) {
            ("math", &[a], &[dst]) => self.math(name, a, dst),
            ("math/bits", &[a], &[dst]) => self.bits(name, a, dst),
            ("sync/atomic", &[Operand::Local(pointer), ..], _) => {
                self.atomic(name, Operand::Local(pointer), &args[1..], results.first().copied())
            }
            _ => false,
        }
    }

    fn math(&mut self, name: &str, a: Operand, dst: LocalId) -> bool {
        let (op, kind) = match name {
            "Sqrt" | "sqrt" => (UnOp::Sqrt, Kind::F64),
            "Abs" => (UnOp::Abs, Kind::F64),
            "Floor" => (UnOp::Floor, Kind::F64),
            "Ceil" => (UnOp::Ceil, Kind::F64),
            "Trunc" => (UnOp::Trunc, Kind::F64),
            "Float64bits" => (UnOp::Bits, Kind::F64),
            "Float64frombits" => (UnOp::Bits, Kind::U64),
            "Float32bits" => (UnOp::Bits, Kind::F32),
            "Float32frombits" => (UnOp::Bits, Kind::U32),
            _ => return false,
        };
        self.unary_into(op, kind, a, dst);
        true
    }

    fn unary_into(&mut self, op: UnOp, kind: Kind, a: Operand, dst: LocalId) {
        let a = Operand::Local(self.in_local(a, kind));
        self.emit(Inst::Unary { op, kind, dst, a });
    }

    fn bits(&mut self, name: &str, a: Operand, dst: LocalId) -> bool {
        let digits = name.trim_start_matches(|c: char| !c.is_ascii_digit());
        let kind = match digits {
            "8" => Kind::U8,
            "16" => Kind::U16,
            "32" => Kind::U32,
            "64" | "" => Kind::U64,
            _ => return false,
        };
        match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "LeadingZeros" => self.unary_into(UnOp::LeadingZeros, kind, a, dst),
            "TrailingZeros" => self.unary_into(UnOp::TrailingZeros, kind, a, dst),
            "OnesCount" => self.unary_into(UnOp::OnesCount, kind, a, dst),
            "ReverseBytes" => self.unary_into(UnOp::ReverseBytes, kind, a, dst),
            "Len" => {
                self.unary_into(UnOp::LeadingZeros, kind, a, dst);
                let width = Operand::Const(8 * kind.scalar_size().unwrap_or(8));
                self.emit(Inst::Binary {
                    op: BinOp::Sub,
                    kind: Kind::I64,
                    dst,
                    a: width,
                    b: Operand::Local(dst),
                });
            }
            _ => return false,
        }
        true
    }

    fn atomic(
        &mut self,
        name: &str,
        pointer: Operand,
        args: &[Operand],
        dst: Option<LocalId>,
    ) -> bool {
        let (action, kind) = if let Some(action) = name.strip_suffix("Int32") {
            (action, Kind::I32)
        } else if let Some(action) = name.strip_suffix("Uint32") {
            (action, Kind::U32)
        } else if let Some(action) = name.strip_suffix("Int64") {
            (action, Kind::I64)
        } else if let Some(action) =
            name.strip_suffix("Uint64").or_else(|| name.strip_suffix("Uintptr"))
        {
            (action, Kind::U64)
        } else if let Some(action) = name.strip_suffix("Pointer") {
            (action, Kind::Ptr)
        } else {
            return false;
        };
        let known = matches!(
            (action, args.len(), dst),
            ("Load", 0, Some(_))
                | ("Store", 1, _)
                | ("Add" | "Swap" | "And" | "Or", 1, Some(_))
                | ("CompareAndSwap", 2, Some(_))
        );
        if !known {
            return false;
        }
        let size = Operand::Const(kind.scalar_size().unwrap_or(8));
        let writes = Operand::Const(u64::from(action != "Load"));
        self.tell_detector("runtime.atomicbegins", vec![pointer, size, writes]);
        self.atomic_action(action, kind, pointer, args, dst);
        if action != "Store" {
            self.tell_detector("runtime.atomicends", vec![pointer]);
        }
        true
    }

    /// Calls a function that tells the detector of data races something, where there is a detector.
    fn tell_detector(&mut self, name: &str, args: Vec<Operand>) {
        if self.lower.keep_calls
            && let Some(func) = self.lower.function_named(name)
        {
            self.emit(Inst::Call { callee: Callee::Static(func), args, results: Vec::new() });
        }
    }

    fn atomic_action(
        &mut self,
        action: &str,
        kind: Kind,
        pointer: Operand,
        args: &[Operand],
        dst: Option<LocalId>,
    ) {
        let base = Base::Pointer(pointer);
        let offset = 0;
        match (action, args, dst) {
            ("Load", [], Some(dst)) => self.emit(Inst::Load { dst, base, offset, kind }),
            ("Store", &[src], _) => self.emit(Inst::Store { base, offset, src, kind }),
            ("Add", &[delta], Some(dst)) => {
                let old = self.temp(kind);
                self.emit(Inst::Load { dst: old, base, offset, kind });
                let sum = self.binary(BinOp::Add, kind, Operand::Local(old), delta, None);
                self.emit(Inst::Store { base, offset, src: sum, kind });
                self.copy(dst, sum);
            }
            ("Swap", &[new], Some(dst)) => {
                let old = self.temp(kind);
                self.emit(Inst::Load { dst: old, base, offset, kind });
                self.emit(Inst::Store { base, offset, src: new, kind });
                self.copy(dst, Operand::Local(old));
            }
            ("And" | "Or", &[mask], Some(dst)) => {
                let op = if action == "And" { BinOp::And } else { BinOp::Or };
                let old = self.temp(kind);
                self.emit(Inst::Load { dst: old, base, offset, kind });
                let new = self.binary(op, kind, Operand::Local(old), mask, None);
                self.emit(Inst::Store { base, offset, src: new, kind });
                self.copy(dst, Operand::Local(old));
            }
            ("CompareAndSwap", &[old, new], Some(dst)) => {
                let current = self.temp(kind);
                self.emit(Inst::Load { dst: current, base, offset, kind });
                let same = self.binary(BinOp::Eq, kind, Operand::Local(current), old, None);
                let (yes, no, done) = (self.block(), self.block(), self.block());
                self.branch(same, yes, no);
                self.start(yes);
                self.emit(Inst::Store { base, offset, src: new, kind });
                self.copy(dst, Operand::Const(1));
                self.jump(done);
                self.start(no);
                self.copy(dst, Operand::Const(0));
                self.start(done);
            }
            _ => {}
        }
    }
}
