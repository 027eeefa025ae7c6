//! Bytecode as text: `BURROW_DUMP=main.f cargo test dump_of_a_program` shows that of the program in `BURROW_SOURCE`.

use super::machine;
use crate::asm::op::{NAMES, a, b, c};
use crate::machine::Options;

/// The bytecode of a function.
fn dump(source: &str, name: &str) -> String {
    let (mut machine, _) = machine(source, &Options::default());
    let number = machine.world.named(name).expect("such a function");
    let made = machine.world.make(number).expect("code");
    let mut text = format!("{}\nslots {:?}\n", burrow_go_ir::Dump(&made.function), made.slots);
    let mut behind = 0;
    for (index, &word) in made.code.iter().enumerate() {
        let origin = made.origins[made.origin(index as u32)];
        if index < behind {
            text += &format!("{index:5}          {word:#x}\n");
            continue;
        }
        let op = (word & 0xffff) as usize;
        let name = NAMES.get(op).copied().unwrap_or("?");
        text += &format!(
            "{index:5} b{}.{:<3} {name} {} {} {}\n",
            origin.block,
            origin.inst,
            a(word),
            b(word),
            c(word)
        );
        behind = index + 1 + extra(name);
    }
    text
}

/// How many words follow the instruction, roughly.
fn extra(name: &str) -> usize {
    match name {
        "Word" | "FarSet" | "FarGet" | "FarMov" | "LoopLtS" | "LoopLeS" | "LoopGtS" | "LoopGeS"
        | "MulAddFrom" | "MulSubFrom" | "MemMulAddF" | "MemMulSubF" | "LoadAddF" | "LoadSubF"
        | "LoadMulF" | "Elem64At" | "SetElem64At" | "MulAddElemF" | "LoadN" | "StoreN"
        | "Address" | "Elem64Of64" | "ElemAddress" | "FrameElem64" | "SetFrameElem64"
        | "Interface" | "IsType" | "IsItabType" | "SliceString" | "Append64" | "Append8"
        | "NextRune" | "Call" | "CallClosure" | "CallMethod" | "New" => 1,
        "ArrayAddress" | "Assert" | "FrameElem" | "SetFrameElem" | "String" | "SliceSlice" => 2,
        "GlobalArrayAddress" | "ArrayElem" | "SetArrayElem" => 3,
        "GlobalArrayElem" | "SetGlobalArrayElem" => 4,
        _ => 0,
    }
}

#[test]
fn dump_of_a_program() {
    let (Ok(path), Ok(name)) = (std::env::var("BURROW_SOURCE"), std::env::var("BURROW_DUMP"))
    else {
        return;
    };
    let source = std::fs::read_to_string(path).expect("a source");
    println!("{}", dump(&source, &name));
}
