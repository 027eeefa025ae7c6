//! Small programs of a given form with random types and values: what random statements hardly ever come to.
//!
//! Each is a file in `tours`. There `NAME` is the function to call, `_S` ends a name of the package, `T`, `U` and so on
//! in angle brackets are types, and `T0`, `T1`, … values of them.

use crate::generator::Generator;
use crate::types::Type;

const TOURS: [&str; 12] = [
    include_str!("tours/channels.go.txt"),
    include_str!("tours/closures.go.txt"),
    include_str!("tours/copies.go.txt"),
    include_str!("tours/defers.go.txt"),
    include_str!("tours/embedding.go.txt"),
    include_str!("tours/iterators.go.txt"),
    include_str!("tours/jumps.go.txt"),
    include_str!("tours/lists.go.txt"),
    include_str!("tours/methods.go.txt"),
    include_str!("tours/recursion.go.txt"),
    include_str!("tours/select.go.txt"),
    include_str!("tours/sorting.go.txt"),
];

impl Generator {
    /// Adds one of them.
    pub fn tour(&mut self) {
        let name = self.top("tour");
        let tail = format!("_{}", self.seed);
        let text = self.random.pick(&TOURS).replace("NAME", &name).replace("_S", &tail);
        let types =
            [('T', self.simple_type()), ('I', self.integer_type()), ('O', self.ordered_type())];
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('<') {
            out.push_str(before);
            let mark = after.split_once('>').map_or("", |(mark, _)| mark);
            let typ = types.iter().find(|(letter, _)| mark.starts_with(*letter));
            rest = match typ {
                Some((_, typ)) if mark.len() <= 2 => {
                    out += &if mark.len() == 1 { self.text(typ) } else { self.literal(typ) };
                    &after[mark.len() + 1..]
                }
                _ => {
                    out.push('<');
                    after
                }
            };
        }
        out.push_str(rest);
        let mixed = self.top("mixed");
        self.line(&out.replace("MIX", &mixed));
        self.block(&format!("func {mixed}(x any) {{"), |it| it.mix(&Type::Any, "x"));
        self.line("");
        self.checks.push(name);
    }
}
