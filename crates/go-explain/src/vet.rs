//! What vet finds: the program runs, and most likely does not do what it should.

use crate::{Entry, entry};

pub(crate) static TABLE: &[Entry] = &[
    entry(
        "printf",
        "wrong type",
        "This verb does not fit the type of the value behind it, so Go will print %!… in its place. %d is for whole numbers, %f for floats, %s and %q for strings, %t for bool; %v fits everything.",
        "Dieses Verb passt nicht zum Typ des Werts dahinter, also schreibt Go %!… an seine Stelle. %d ist für ganze Zahlen, %f für Fließkommazahlen, %s und %q für Texte, %t für bool; %v passt immer.",
    ),
    entry(
        "printf",
        "reads arg",
        "There are more verbs in the format than values behind it. Each verb, such as %d, takes the next value: add what is missing, or remove the verb. A percent sign itself is written %%.",
        "Im Format stehen mehr Verben als Werte dahinter. Jedes Verb, etwa %d, nimmt den nächsten Wert: Ergänz, was fehlt, oder entfern das Verb. Ein Prozentzeichen selbst schreibt man %%.",
    ),
    entry(
        "printf",
        "needs",
        "There are more values than verbs in the format: what has no verb is printed as %!(EXTRA …). Add a verb for it, or remove the value.",
        "Es sind mehr Werte da als Verben im Format: Was kein Verb hat, wird als %!(EXTRA …) ausgegeben. Ergänz ein Verb, oder entfern den Wert.",
    ),
    entry(
        "printf",
        "possible",
        "This function prints its arguments as they are and knows no verbs. The function of the same name with f at its end does: Printf instead of Println.",
        "Diese Funktion gibt ihre Argumente aus, wie sie sind, und kennt keine Verben. Die gleichen Namens mit f am Ende kennt sie: Printf statt Println.",
    ),
    entry(
        "printf",
        "newline",
        "Println ends the line by itself. With \\n at the end of its last argument there is an empty line more.",
        "Println beendet die Zeile von selbst. Mit \\n am Ende des letzten Arguments gibt es eine Leerzeile mehr.",
    ),
    entry(
        "printf",
        "",
        "What is printed here and how it is to be printed do not fit. The program runs, and its output will not be what it should.",
        "Was hier ausgegeben wird und wie es ausgegeben werden soll, passt nicht zusammen. Das Programm läuft, aber seine Ausgabe wird nicht sein, was sie soll.",
    ),
    entry(
        "unreachable",
        "",
        "The program never comes here: before it stands a return, a panic, a jump or a loop without end. Remove this, or put it where it is reached.",
        "Hierher kommt das Programm nie: Davor steht ein return, ein panic, ein Sprung oder eine Endlosschleife. Entfern das, oder setz es dahin, wo es erreicht wird.",
    ),
    entry(
        "copylocks",
        "",
        "A lock is copied here together with the value that holds it, and the copy protects nothing: who locks it does not hold up who locks the other. Hand on a pointer, such as *sync.Mutex, or a pointer to the struct.",
        "Hier wird mit dem Wert auch sein Schloss kopiert, und die Kopie schützt nichts: Wer sie sperrt, hält niemanden auf, der das andere sperrt. Gib einen Zeiger weiter, etwa *sync.Mutex, oder einen Zeiger auf die Struktur.",
    ),
    entry(
        "lostcancel",
        "",
        "Whoever makes a context has to call its cancel function, or what belongs to it is never let go. Write defer cancel() right behind it.",
        "Wer einen Kontext macht, muss dessen Funktion cancel aufrufen, sonst wird nie losgelassen, was dazu gehört. Schreib gleich dahinter defer cancel().",
    ),
    entry(
        "shadow",
        "",
        "This declares a second variable with the name of a result, which hides it in these braces: the result does not change. Use = instead of := if the result is meant.",
        "Das deklariert eine zweite Variable mit dem Namen eines Ergebnisses und verdeckt es in diesen Klammern: Das Ergebnis ändert sich nicht. Nimm = statt :=, wenn das Ergebnis gemeint ist.",
    ),
];
