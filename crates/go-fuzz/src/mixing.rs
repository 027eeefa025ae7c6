//! What every program has: the checksum, the fuel, and helpers for expressions.

use crate::expr::mentions;
use crate::generator::Generator;
use crate::types::{Class, Type};

/// The helpers. `_S` stands for an underscore and the seed.
const SUPPORT: &str = include_str!("support.go.txt");

impl Generator {
    /// The head of the file.
    pub fn support(&mut self) {
        let text = SUPPORT.replace("_S", &format!("_{}", self.seed));
        self.out.push_str("package prog\n\nimport \"math\"\n\n");
        self.out.push_str(&text);
        self.out.push('\n');
    }

    /// A statement that adds a value to the checksum.
    pub fn mix(&mut self, typ: &Type, value: &str) {
        let statement = self.mixing(typ, value);
        self.line(&statement);
    }

    fn mixing(&mut self, typ: &Type, value: &str) -> String {
        let helper = |stem| self.helper(stem);
        match typ.class() {
            Class::Integer { .. } => format!("{}(uint64({value}))", helper("mix")),
            Class::Float => format!("{}(float64({value}))", helper("mixFloat")),
            Class::Bool => format!("{}(bool({value}))", helper("mixBool")),
            Class::String => format!("{}(string({value}))", helper("mixString")),
            Class::Generic(_) => format!("{}(any({value}))", self.mixer(&Type::Any)),
            Class::Complex | Class::Other => format!("{}({value})", self.mixer(typ)),
        }
    }

    /// The function that adds values of a type to the checksum.
    fn mixer(&mut self, typ: &Type) -> String {
        let (text, params) = (self.text(typ), self.type_params.clone());
        let generic = (0..params.len()).any(|index| mentions(typ, index));
        let head = if generic { self.type_parameters(&params) } else { String::new() };
        let key = format!("{head}{text}");
        let arguments: Vec<String> = (0..params.len()).map(|index| format!("T{index}")).collect();
        let tail = if generic { format!("[{}]", arguments.join(", ")) } else { String::new() };
        if let Some(name) = self.mixers.get(&key) {
            return format!("{name}{tail}");
        }
        let name = self.top("mix");
        self.mixers.insert(key, name.clone());
        let indent = std::mem::replace(&mut self.indent, 0);
        let declaration = self.aside(|it| {
            it.block(&format!("func {name}{head}(x {text}) {{"), |it| it.mixer_body(typ));
        });
        self.indent = indent;
        self.later.push_str(&declaration);
        format!("{name}{tail}")
    }

    fn mixer_body(&mut self, typ: &Type) {
        match typ {
            Type::Struct(id, arguments) => {
                for (field, typ) in self.fields(*id, arguments) {
                    self.mix(&typ, &format!("x.{field}"));
                }
            }
            Type::Array(_, elem) | Type::Slice(elem) => {
                self.mix(&Type::Int(0), "len(x)");
                self.block("for _, v := range x {", |it| it.mix(elem, "v"));
            }
            Type::Map(key, elem) => {
                let hash = self.helper("hash");
                self.line(&format!("before, sum := {hash}, uint64(len(x))"));
                self.block("for k, v := range x {", |it| {
                    it.line(&format!("{hash} = 1"));
                    it.mix(key, "k");
                    it.mix(elem, "v");
                    it.line(&format!("sum += {hash}"));
                });
                self.line(&format!("{hash} = before"));
                self.mix(&Type::Int(9), "sum");
            }
            Type::Pointer(elem) => self.mix(elem, "(*x)"),
            Type::Any => self.mixer_of_any(),
            _ if typ.class() == Class::Complex => {
                let mix = self.helper("mixFloat");
                self.line(&format!("{mix}(float64(real(x)))"));
                self.line(&format!("{mix}(float64(imag(x)))"));
            }
            _ => self.mix(&Type::Bool, "true"),
        }
    }

    fn mixer_of_any(&mut self) {
        let basic = (0..11).map(Type::Int).chain([
            Type::Float32,
            Type::Float64,
            Type::Complex64,
            Type::Complex128,
            Type::Bool,
            Type::String,
        ]);
        let named = (0..self.named.len()).map(|id| self.named_type(id));
        let types: Vec<Type> = basic.chain(named.collect::<Vec<_>>()).collect();
        self.line("switch x := x.(type) {");
        for typ in types {
            self.line(&format!("case {}:", self.text(&typ)));
            self.mix(&typ, "x");
        }
        self.line("}");
    }
}
