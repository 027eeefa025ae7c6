//! What the parser says.

use crate::Entry;

const fn entry(says: &'static str, en: &'static str, de: &'static str) -> Entry {
    Entry { code: "Syntax", says, en, de }
}

pub(crate) static TABLE: &[Entry] = &[
    entry(
        "unexpected newline, expected comma or )",
        "A list in parentheses goes on in the next line only after a comma. Put a comma at the end of this line, also behind the last item, or close the parenthesis here.",
        "Eine Liste in runden Klammern geht nur nach einem Komma in der nächsten Zeile weiter. Setz ein Komma ans Ende dieser Zeile, auch hinter das letzte Element, oder schließ die Klammer hier.",
    ),
    entry(
        "unexpected newline in composite literal",
        "Where the closing brace stands in a line of its own, the line before needs a comma at its end, also behind the last element.",
        "Wenn die schließende Klammer in einer eigenen Zeile steht, braucht die Zeile davor ein Komma am Ende, auch hinter dem letzten Element.",
    ),
    entry(
        "unexpected semicolon or newline before {",
        "In Go the opening brace stands at the end of the line that it belongs to, not at the start of the next one: Go ends a statement at the line's end. Move the { up.",
        "In Go steht die öffnende Klammer am Ende der Zeile, zu der sie gehört, nicht am Anfang der nächsten: Go beendet eine Anweisung am Zeilenende. Hol die { nach oben.",
    ),
    entry(
        "unexpected newline, expected { after",
        "The opening brace has to stand in the same line, behind the condition: Go ends a statement at the line's end. Move the { up.",
        "Die öffnende Klammer muss in derselben Zeile stehen, hinter der Bedingung: Go beendet eine Anweisung am Zeilenende. Hol die { nach oben.",
    ),
    entry(
        "non-declaration statement outside function body",
        "Outside of functions there are only declarations: package, import, const, type, var and func. Put this statement into a function, such as main; and outside write “var x = 1” for “x := 1”. Perhaps a } too many has ended the function before.",
        "Außerhalb von Funktionen gibt es nur Deklarationen: package, import, const, type, var und func. Setz diese Anweisung in eine Funktion, etwa main; und schreib außerhalb „var x = 1“ statt „x := 1“. Vielleicht hat auch eine } zu viel die Funktion davor beendet.",
    ),
    entry(
        "unexpected else",
        "An else stands in the line of the brace that closes the if before it: “} else {”.",
        "Ein else steht in der Zeile der Klammer, die das if davor schließt: „} else {“.",
    ),
    entry(
        "else must be followed by",
        "Behind else comes a block in braces, or another if: “else {” or “else if x > 0 {”.",
        "Hinter else kommt ein Block in geschweiften Klammern oder ein weiteres if: „else {“ oder „else if x > 0 {“.",
    ),
    entry(
        "missing condition in if statement",
        "An if needs a condition that is true or false, such as “if x > 0 {”.",
        "Ein if braucht eine Bedingung, die wahr oder falsch ist, etwa „if x > 0 {“.",
    ),
    entry(
        "cannot use",
        "Here a value is needed, and this is a statement. To compare write ==; a single = assigns, which gives no value in Go.",
        "Hier wird ein Wert gebraucht, und das ist eine Anweisung. Zum Vergleichen schreib ==; ein einzelnes = weist zu, und das ergibt in Go keinen Wert.",
    ),
    entry(
        "expected for loop condition",
        "A for loop has either one condition (“for i < 10 {”) or three parts with semicolons (“for i := 0; i < 10; i++ {”). To walk over something, write “for i := range x {”.",
        "Eine for-Schleife hat entweder eine Bedingung („for i < 10 {“) oder drei Teile mit Semikolons („for i := 0; i < 10; i++ {“). Um über etwas zu laufen, schreib „for i := range x {“.",
    ),
    entry(
        "unexpected EOF",
        "The file ends too early: somewhere a brace or parenthesis was opened and never closed. Count them from the start of this function, or let the editor show you the partner of each.",
        "Die Datei endet zu früh: Irgendwo wurde eine Klammer geöffnet und nie geschlossen. Zähl sie vom Anfang dieser Funktion an, oder lass dir im Editor zu jeder ihren Partner zeigen.",
    ),
    entry(
        "newline in string",
        "A text in double quotes ends in its own line. Close it with \", write \\n for a line break in it, or put it into back quotes (`…`), where it may go over several lines.",
        "Ein Text in doppelten Anführungszeichen endet in seiner Zeile. Schließ ihn mit \", schreib \\n für einen Zeilenumbruch darin, oder setz ihn in schräge Striche (`…`), dann darf er über mehrere Zeilen gehen.",
    ),
    entry(
        "string not terminated",
        "This text in back quotes is never closed: there is no second ` after it.",
        "Dieser Text in schrägen Strichen wird nie geschlossen: Danach kommt kein zweites `.",
    ),
    entry(
        "comment not terminated",
        "This comment begins with /* and never ends: close it with */.",
        "Dieser Kommentar beginnt mit /* und endet nie: Schließ ihn mit */.",
    ),
    entry(
        "more than one character in rune literal",
        "Single quotes hold one character, such as 'a'. A text stands in double quotes: \"abc\".",
        "In einfachen Anführungszeichen steht genau ein Zeichen, etwa 'a'. Ein Text steht in doppelten: \"abc\".",
    ),
    entry(
        "newline in rune literal",
        "A single quote opens one character, such as 'a', and it is closed in the same line. A text stands in double quotes.",
        "Ein einfaches Anführungszeichen öffnet genau ein Zeichen, etwa 'a', und wird in derselben Zeile geschlossen. Ein Text steht in doppelten.",
    ),
    entry(
        "invalid character",
        "This character has no meaning in Go here. It may have come along with copied text, such as a curly quotation mark: type it anew.",
        "Dieses Zeichen bedeutet in Go hier nichts. Vielleicht kam es mit kopiertem Text, wie ein rundes Anführungszeichen: Tipp es neu ein.",
    ),
    entry(
        "unknown escape",
        "Behind a backslash in a text only certain letters may stand, such as \\n (new line), \\t (tab), \\\" and \\\\. For a backslash itself write \\\\, or use back quotes (`…`).",
        "Hinter einem Rückstrich dürfen in einem Text nur bestimmte Zeichen stehen, etwa \\n (neue Zeile), \\t (Tabulator), \\\" und \\\\. Für den Rückstrich selbst schreib \\\\, oder nimm schräge Striche (`…`).",
    ),
    entry(
        "missing import path",
        "An import names a package in quotes: import \"fmt\".",
        "Ein Import nennt ein Paket in Anführungszeichen: import \"fmt\".",
    ),
    entry(
        "imports must appear before other declarations",
        "All imports stand at the top of the file, behind the package line and before everything else. Move this one up.",
        "Alle Importe stehen oben in der Datei, hinter der package-Zeile und vor allem anderen. Hol diesen nach oben.",
    ),
    entry(
        "package statement must be first",
        "A Go file begins with its package: “package main” for a program that can be run. Only comments may stand before it.",
        "Eine Go-Datei beginnt mit ihrem Paket: „package main“ für ein Programm, das man starten kann. Davor dürfen nur Kommentare stehen.",
    ),
    entry(
        "missing return type",
        "What a function gives back stands behind its parameters: func f(x int) int { … }.",
        "Was eine Funktion zurückgibt, steht hinter ihren Parametern: func f(x int) int { … }.",
    ),
    entry(
        "mixed named and unnamed parameters",
        "Either all parameters have a name or none. The type stands behind the name: func f(a int, b string).",
        "Entweder haben alle Parameter einen Namen oder keiner. Der Typ steht hinter dem Namen: func f(a int, b string).",
    ),
    entry(
        "unexpected :=",
        "“:=” declares new variables inside of a function. Here write = to assign, or “var x = …” to declare.",
        "„:=“ deklariert neue Variablen innerhalb einer Funktion. Schreib hier = zum Zuweisen, oder „var x = …“ zum Deklarieren.",
    ),
    entry(
        "at end of statement",
        "The statement was over, and something else follows. Perhaps an operator, a comma or a parenthesis is missing before this place, or two statements stand in one line.",
        "Die Anweisung war zu Ende, und es folgt noch etwas. Vielleicht fehlt davor ein Operator, ein Komma oder eine Klammer, oder es stehen zwei Anweisungen in einer Zeile.",
    ),
    entry(
        "unexpected keyword",
        "A word of the language itself (such as func, type or range) cannot stand here, and cannot be a name. Perhaps the line before is not complete.",
        "Ein Wort der Sprache selbst (wie func, type oder range) kann hier nicht stehen und kann kein Name sein. Vielleicht ist die Zeile davor nicht vollständig.",
    ),
    entry(
        "syntax error: unexpected",
        "Go cannot go on reading here: something before this place is missing or too many. Look at the line itself and at the one before it: parentheses, commas, braces, quotes.",
        "Hier kann Go nicht weiterlesen: Davor fehlt etwas, oder es ist etwas zu viel. Sieh dir diese Zeile und die davor an: Klammern, Kommas, Anführungszeichen.",
    ),
];
