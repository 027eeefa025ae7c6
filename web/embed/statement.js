// What a learner did, as xAPI 1.0.3 statements without their actor: only the host knows who it is.

const VERBS = "http://adlnet.gov/expapi/verbs/";
const LESSON = "http://adlnet.gov/expapi/activities/lesson";
/** cmi5's extension, which learning record stores know: whole percent. */
const PERCENT = "https://w3id.org/xapi/cmi5/result/extensions/progress";

/**
 * `lesson`: its canonical address, title and language. `part`: the one screen that is shown, or
 * null where it is the whole lesson.
 */
export function progressed(lesson, part, share) {
  return statement("progressed", lesson, part, {
    completion: false,
    extensions: { [PERCENT]: Math.floor(share * 100) },
  });
}

export function completed(lesson, part, score) {
  const scored = score === null ? {} : { score: { scaled: Number(score.toFixed(4)) } };
  return statement("completed", lesson, part, { completion: true, ...scored });
}

function statement(verb, { id, title, lang }, part, result) {
  const whole = activity(id, title, lang);
  return {
    timestamp: new Date().toISOString(),
    verb: { id: VERBS + verb, display: { en: verb } },
    object: part ? activity(`${id}#${part.id}`, part.title, lang) : whole,
    result,
    context: {
      platform: "Burrow",
      language: lang,
      ...(part && { contextActivities: { parent: [whole] } }),
    },
  };
}

function activity(id, title, lang) {
  return { objectType: "Activity", id, definition: { type: LESSON, name: { [lang]: title } } };
}
