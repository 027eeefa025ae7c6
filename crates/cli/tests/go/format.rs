//! `burrow go fmt`.

use std::fs;

use crate::{burrow, folder, has_library};

const MODULE: &str = "
-- x/x.go --
package x
import (\"os\";\"fmt\")
-- x/good.go --
package x
-- x/testdata/t.go --
package   x
-- y_windows_test.go --
package   y
-- bad/b.go --
package bad
func f( {
";

#[test]
fn files_that_change_are_named() {
    if !has_library() {
        return;
    }
    let folder = folder(MODULE);
    let errors = "bad/b.go:2:9: expected ')', found '{'\nexit status 2\n";
    let (text, code) = burrow(folder.path(), "fmt -l ./...");
    assert_eq!((text, code), (format!("y_windows_test.go\nx/x.go\n{errors}"), 1));
    assert_eq!(burrow(folder.path(), "fmt x"), ("x/x.go\n".into(), 0));
    let text = fs::read_to_string(folder.path().join("x/x.go")).unwrap();
    assert_eq!(text, "package x\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n");
    assert_eq!(burrow(folder.path(), "fmt x/x.go"), (String::new(), 0));
    assert_eq!(burrow(folder.path(), "fmt"), ("y_windows_test.go\n".into(), 0));
}
