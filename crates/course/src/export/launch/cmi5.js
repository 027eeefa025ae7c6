// What a cmi5 platform is told of the lesson, as xAPI statements to the endpoint that it launched
// the lesson with, and to nobody else.
import { openLesson, say } from "./lesson.js";

const VERBS = "http://adlnet.gov/expapi/verbs/";
const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
/** Where we keep the learner's progress, beside the platform's own documents. */
const OURS = "burrow";

class Session {
  /** `launch`: what the platform wrote into the launch address. */
  constructor(launch) {
    this.endpoint = launch.endpoint.replace(/\/?$/, "/");
    this.actor = JSON.parse(launch.actor);
    this.launch = launch;
    /** What is sent goes one after the other. */
    this.sending = Promise.resolve();
    /** Statements that are not on their way yet. */
    this.waiting = [];
    this.isOver = false;
  }

  async begin() {
    narrow([this.endpoint, this.launch.fetch]);
    const answer = await fetch(this.launch.fetch, { method: "POST" });
    const { "auth-token": token, "error-text": why } = await answer.json();
    if (!token) throw new Error(why || "The learning platform gave no token.");
    this.headers = { Authorization: `Basic ${token}`, "X-Experience-API-Version": "1.0.3" };
    this.data = await this.read(this.document("LMS.LaunchData"));
    if (!this.data) throw new Error("The learning platform keeps no launch data.");
    const agent = JSON.stringify(this.actor);
    const preferences = new URLSearchParams({ agent, profileId: "cmi5LearnerPreferences" });
    this.preferences = (await this.read(`agents/profile?${preferences}`)) ?? {};
    this.kept = (await this.read(this.document(OURS))) ?? {};
  }

  get languages() {
    return String(this.preferences.languagePreference ?? "").split(",");
  }

  /** Whether what the learner does is to be judged. */
  get counts() {
    return (this.data.launchMode ?? "Normal") === "Normal";
  }

  document(stateId) {
    const { activityId, registration } = this.launch;
    const agent = JSON.stringify(this.actor);
    return `activities/state?${new URLSearchParams({ activityId, agent, registration, stateId })}`;
  }

  /** A document, or nothing where there is none. */
  async read(path) {
    const answer = await fetch(this.endpoint + path, { headers: this.headers });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Error(`The learning platform answered ${answer.status}.`);
    const text = await answer.text();
    return text ? JSON.parse(text) : undefined;
  }

  async write(method, path, value) {
    const headers = { ...this.headers, "Content-Type": "application/json" };
    const body = JSON.stringify(value);
    // It arrives though the page goes meanwhile.
    const answer = await fetch(this.endpoint + path, { method, headers, body, keepalive: true });
    if (!answer.ok) throw new Error(`The learning platform answered ${answer.status}.`);
  }

  initialized() {
    this.begun = Date.now();
    return this.send("initialized");
  }

  /** Keeps what `restore` takes, and what has been told. */
  keep(state) {
    this.kept = { ...this.kept, state };
    return this.store();
  }

  store() {
    return this.queue(() => this.write("PUT", this.document(OURS), this.kept));
  }

  /** Tells that the lesson is done, and how well; each at most once for a registration. */
  async finish(score) {
    if (!this.counts) return;
    if (!this.kept.completed) {
      await this.send("completed", { completion: true, duration: this.duration });
      this.kept.completed = true;
    }
    const mastery = this.data.masteryScore;
    if (score !== null && typeof mastery === "number" && !this.kept.passed && !this.judged) {
      this.judged = true;
      const scaled = Number(score.toFixed(4));
      const success = scaled >= mastery;
      const result = { success, score: { scaled }, duration: this.duration };
      await this.send(success ? "passed" : "failed", result, { [MASTERY]: mastery });
      this.kept.passed = success;
    }
    await this.store();
  }

  /** The last word, with whatever was still to be said before it. */
  terminate() {
    if (this.isOver || this.begun === undefined) return Promise.resolve();
    this.isOver = true;
    const last = this.statement("terminated", { duration: this.duration }, {});
    return this.write("POST", "statements", [...this.waiting.splice(0), last]);
  }

  /** ISO 8601, to a hundredth of a second. */
  get duration() {
    return `PT${((Date.now() - this.begun) / 1000).toFixed(2)}S`;
  }

  send(verb, result, extensions = {}) {
    this.waiting.push(this.statement(verb, result, extensions));
    return this.queue(async () => {
      const batch = this.waiting.splice(0);
      if (batch.length > 0) await this.write("POST", "statements", batch);
    });
  }

  queue(step) {
    const done = this.sending.then(() => (this.isOver ? undefined : step()));
    this.sending = done.catch(() => undefined);
    return done;
  }

  statement(verb, result, extensions) {
    return {
      id: uuid(),
      timestamp: new Date().toISOString(),
      actor: this.actor,
      verb: { id: VERBS + verb, display: { en: verb } },
      object: { objectType: "Activity", id: this.launch.activityId },
      ...(result && { result }),
      context: this.context(result, extensions),
    };
  }

  /** The platform's own context, with what cmi5 asks for added and nothing overwritten. */
  context(result, extensions) {
    const template = structuredClone(this.data.contextTemplate ?? {});
    const activities = template.contextActivities ?? {};
    const judges = result && ("success" in result || "completion" in result);
    const ours = [`${CATEGORIES}cmi5`, ...(judges ? [`${CATEGORIES}moveon`] : [])];
    const category = [...(activities.category ?? [])];
    for (const id of ours) if (!category.some((each) => each.id === id)) category.push({ id });
    return {
      registration: this.launch.registration,
      ...template,
      contextActivities: { ...activities, category },
      extensions: { ...extensions, ...template.extensions },
    };
  }
}

/**
 * The page's own policy lets it talk to any platform, since it cannot know which one will launch
 * it. From here on it is this one alone.
 */
function narrow(addresses) {
  const origins = addresses.map((address) => new URL(address, location.href).origin);
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `connect-src ${[...new Set(origins)].join(" ")}`;
  document.head.append(policy);
}

/** A random UUID; `crypto.randomUUID` is not there on a platform without TLS. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Nothing where the lesson was not launched, or the platform does not answer as it should. */
async function launched() {
  const launch = Object.fromEntries(new URLSearchParams(location.search));
  const asked = ["endpoint", "fetch", "actor", "registration", "activityId"];
  if (!asked.every((name) => launch[name])) return { why: "" };
  try {
    const session = new Session(launch);
    await session.begin();
    return { session };
  } catch (error) {
    return { why: error.message };
  }
}

const { session, why } = await launched();
const trouble = (error) => say(`${lesson.words.refused} ${error.message}`);
const lesson = openLesson(session?.languages ?? [], {
  ready() {
    if (!session || session.begun !== undefined) return;
    session.initialized().catch(trouble);
    if (session.kept.state) lesson.restore(session.kept.state);
  },
  progress: ({ state }) => session?.begun !== undefined && session.keep(state).catch(trouble),
  complete: ({ score }) => session?.finish(score).catch(trouble),
});

if (session) {
  addEventListener("pagehide", () => session.terminate());
  if (/^https?:/.test(session.data.returnURL ?? "")) offerToLeave(session.data.returnURL);
} else {
  say([lesson.words.alone, why].filter(Boolean).join(" "));
}

function offerToLeave(address) {
  const button = document.createElement("button");
  button.textContent = lesson.words.leave;
  button.onclick = async () => {
    await session.sending;
    await session.terminate().catch(() => undefined);
    location.assign(address);
  };
  document.body.prepend(button);
}
