// Every word that embed.js and the frame say themselves, in both languages.

const WORDS = {
  en: {
    start: (name) => `Start: ${name}`,
    loading: (name) => `${name}: loading …`,
    lab: "Lab",
    nothing: "This lesson has no address: set topic=\"…\" or lab=\"…\".",
    absent: "The lesson is not in the page.",
    removed: "The lesson was taken out of the page.",
    slow: "The lesson did not answer within 15 seconds: its site may be out of reach, or this page may forbid the frame.",
    barred: "The lesson's figures cannot run in this frame: its site does not allow that (it sends no Access-Control-Allow-Origin).",
    broken: "The lesson's program did not load.",
    silent: "The figure did not answer.",
    badParameters: "setParams takes an object such as { rate: 0.1 }.",
    page: "Open it as a page",
    link: "The lesson points to:",
    end: "You have left the lesson. Tab goes on in the page, Shift and Tab go back in.",
    screens: "Screens",
    previous: "Previous",
    next: "Next",
    place: (number, all) => `${number} of ${all}`,
  },
  de: {
    start: (name) => `Starten: ${name}`,
    loading: (name) => `${name}: wird geladen …`,
    lab: "Labor",
    nothing: "Dieser Lektion fehlt die Adresse: topic=\"…\" oder lab=\"…\" setzen.",
    absent: "Die Lektion steht nicht auf der Seite.",
    removed: "Die Lektion wurde von der Seite genommen.",
    slow: "Die Lektion hat 15 Sekunden lang nicht geantwortet: Vielleicht ist ihre Website nicht erreichbar, oder diese Seite verbietet den Rahmen.",
    barred: "Die Abbildungen der Lektion können in diesem Rahmen nicht laufen, weil ihre Website das nicht erlaubt (sie sendet kein Access-Control-Allow-Origin).",
    broken: "Das Programm der Lektion wurde nicht geladen.",
    silent: "Die Abbildung hat nicht geantwortet.",
    badParameters: "setParams nimmt ein Objekt wie { rate: 0.1 }.",
    page: "Als eigene Seite öffnen",
    link: "Die Lektion verweist auf:",
    end: "Du hast die Lektion verlassen. Tab führt weiter durch die Seite, Umschalt und Tab führen zurück.",
    screens: "Abschnitte",
    previous: "Zurück",
    next: "Weiter",
    place: (number, all) => `${number} von ${all}`,
  },
};

/** The words for a language tag such as `de-AT`. */
export function words(tag) {
  return WORDS[language(tag)];
}

export function language(tag) {
  return /^de\b/i.test(tag ?? "") ? "de" : "en";
}
