//! Channels and `select`.

use burrow_go_ir::code::{Inst, LocalId, Operand, SelectCase};
use burrow_go_ir::layout::Kind;

use super::At;
use crate::machine::Machine;
use crate::machine::calls::Turn;
use crate::natives::chan::make_channel;
use crate::sched::chan::{self, Case, Outcome, Place, Report};
use crate::trap::Trap;

impl Machine {
    /// Where a value lies that is sent.
    fn sent(&mut self, at: At<'_>, value: Operand, kind: Kind) -> Place {
        let addr = match value {
            Operand::Local(local) => at.addr(local),
            Operand::Const(value) if value < 256 => self.regs.small + 8 * value,
            Operand::Const(value) => self.world.constant(value),
        };
        Place { addr, kind: Some(kind) }
    }

    fn received(at: At<'_>, dst: Option<LocalId>, kind: Kind) -> Place {
        dst.map_or(Place::NOWHERE, |dst| Place { addr: at.addr(dst), kind: Some(kind) })
    }

    pub(super) fn channel_inst(&mut self, at: At<'_>, inst: &Inst) -> Result<Turn, Trap> {
        let outcome = match inst {
            Inst::MakeChan { dst, typ, size } => {
                let size = self.value(at, *size) as i64;
                let made = make_channel(&mut self.world, *typ, size)?;
                self.set(at, *dst, made);
                Outcome::Done
            }
            Inst::Send { chan, value, kind } => {
                let (chan, place) = (self.value(at, *chan), self.sent(at, *value, *kind));
                self.sched.send(&mut self.world.heap.memory, chan, place, true)
            }
            Inst::Recv { dst, ok, chan, kind } => {
                let (chan, place) = (self.value(at, *chan), Self::received(at, *dst, *kind));
                let report = Report { ok: ok.map_or(0, |ok| at.addr(ok)), ..Report::default() };
                self.sched.receive(&mut self.world.heap.memory, chan, place, report, true)
            }
            Inst::Close { chan } => {
                let chan = self.value(at, *chan);
                self.sched.close(&mut self.world.heap.memory, chan)
            }
            Inst::ChanLen { dst, chan } => {
                let len = chan::len(&self.world.heap.memory, self.value(at, *chan));
                self.set(at, *dst, len);
                Outcome::Done
            }
            Inst::ChanCap { dst, chan } => {
                let cap = chan::cap(&self.world.heap.memory, self.value(at, *chan));
                self.set(at, *dst, cap);
                Outcome::Done
            }
            Inst::Select { cases, default, chosen, ok } => {
                let mut list = Vec::with_capacity(cases.len());
                for case in cases {
                    list.push(match case {
                        SelectCase::Send { chan, value, kind } => Case {
                            chan: self.value(at, *chan),
                            send: true,
                            place: self.sent(at, *value, *kind),
                        },
                        SelectCase::Recv { chan, dst, kind } => Case {
                            chan: self.value(at, *chan),
                            send: false,
                            place: Self::received(at, *dst, *kind),
                        },
                    });
                }
                let report = Report {
                    ok: ok.map_or(0, |ok| at.addr(ok)),
                    chosen: at.addr(*chosen),
                    case: 0,
                };
                let outcome =
                    self.sched.select(&mut self.world.heap.memory, &list, report, !default);
                if outcome == Outcome::Refused {
                    self.set(at, *chosen, u64::MAX);
                }
                outcome
            }
            _ => Outcome::Done,
        };
        match outcome {
            Outcome::Done | Outcome::Refused => Ok(Turn::GoOn),
            Outcome::Waits => Ok(Turn::Switch),
            Outcome::Panic(name) => Err(Trap::Panic(name, Vec::new())),
        }
    }
}
