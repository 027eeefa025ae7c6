//! Maps, strings, slices and comparisons; what is expected is what Go 1.27 prints.

use super::check;

#[test]
fn maps_of_all_kinds_of_keys() {
    check(
        include_str!("maps.go"),
        "\
3 6 3 0
yes no
7 0
3 2 false
3
0
3 0
50 49 true
2 3
7 1 2 3 4 5 6 7 0
20 190 2 0
3 5 2 k2
0 0
true true
0
20",
    );
}

#[test]
fn strings_slices_and_interfaces() {
    check(
        include_str!("data.go"),
        "\
0:104 1:233 3:108 4:108 5:111 6:44 7:32 8:19990 11:30028 14:65533 15:33 16
11 16 世 世\u{fffd}A
abc zbc true true true
abcdefghijklmnopqrstuvwxyzabcd yzab 30
205 198 2
8 0 4
6 0 2
zbcdef
6 xyz123
2 3
77 0 4
0 8
true false false true
true false
true false true 9
true true
4 bcd 0
1e+100 0.1 -0 +Inf (1-2i) true -3 200 120",
    );
}
