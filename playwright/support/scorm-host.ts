// Two small learning platforms: one that implements SCORM 1.2's functions beside the package, and
// one that launches a cmi5 package and keeps its statements, on another origin than the package.
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Page } from "@playwright/test";
import { close, listen, send } from "./local-server";
import type { Package } from "./package";

// The platform's side of SCORM 1.2, strict about order, names and values. What is committed
// survives a launch.
const API = `
  const MODEL = {
    "cmi.core.lesson_status": /^(passed|completed|failed|incomplete|browsed|not attempted)$/,
    "cmi.core.lesson_location": /^.{0,255}$/,
    "cmi.core.score.raw": /^(100|\\d{1,2})$/,
    "cmi.core.score.min": /^0$/,
    "cmi.core.score.max": /^100$/,
    "cmi.core.exit": /^(time-out|suspend|logout|)$/,
    "cmi.core.session_time": /^\\d{2,4}:[0-5]\\d:[0-5]\\d(\\.\\d{1,2})?$/,
    "cmi.suspend_data": /^[^]{0,4096}$/,
  };
  const data = JSON.parse(localStorage.data ?? "{}");
  const { mode = "normal", mastery = "50", language = "" } = JSON.parse(localStorage.settings ?? "{}");
  const readable = {
    "cmi.core.lesson_mode": mode, "cmi.student_data.mastery_score": mastery,
    "cmi.student_preference.language": language, "cmi.core.lesson_status": "not attempted",
    "cmi.suspend_data": "", "cmi.core.lesson_location": "",
  };
  window.calls = [];
  window.mistakes = [];
  let open = false, over = false;
  const note = (name, ...args) => { calls.push([name, ...args]); localStorage.calls = JSON.stringify(calls); };
  const wrong = (why) => { mistakes.push(why); return "false"; };
  window.API = {
    LMSInitialize(text) { note("LMSInitialize", text); if (open || over || text !== "") return wrong("initialize"); open = true; return "true"; },
    LMSGetValue(name) { note("LMSGetValue", name); if (!open) return wrong("get " + name); return data[name] ?? readable[name] ?? ""; },
    LMSSetValue(name, value) {
      note("LMSSetValue", name, value);
      if (!open || !MODEL[name]?.test(value)) return wrong("set " + name + " to " + value);
      data[name] = value;
      return "true";
    },
    LMSCommit(text) { note("LMSCommit", text); if (!open || text !== "") return wrong("commit"); localStorage.data = JSON.stringify(data); return "true"; },
    LMSFinish(text) { note("LMSFinish", text); if (!open || text !== "") return wrong("finish"); open = false; over = true; return "true"; },
    LMSGetLastError: () => "0", LMSGetErrorString: () => "", LMSGetDiagnostic: () => "",
  };
`;

/** Where the package stands on the platform. */
const CONTENT = "content/";

export type Way = "frame" | "deep" | "window" | "alone";

export class ScormHost {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(files: Package): Promise<ScormHost> {
    const page = (body: string) => `<!doctype html><title>Platform</title>${body}`;
    const frame = (address: string) => `<iframe id="lesson" src="${address}" width="900" height="700"></iframe>`;
    const pages: Record<string, string> = {
      "/frame": page(`<script>${API}</script>${frame("/content/index.html")}`),
      "/deep": page(`<script>${API}</script>${frame("/between")}`),
      "/between": page(frame("/content/index.html")),
      "/window": page(`<script>${API}</script><button onclick="window.open('/content/index.html')">Launch</button>`),
      "/empty": page(""),
    };
    const { server, url } = await listen((_, response, { pathname }) => {
      if (pathname in pages) return response.writeHead(200, { "Content-Type": "text/html" }).end(pages[pathname]);
      if (!pathname.startsWith(`/${CONTENT}`)) return response.writeHead(204).end();
      const name = pathname.slice(CONTENT.length + 1);
      // Only files that are in the package, and a folder is no page: platforms serve no more.
      send(response, name, files.get(name));
    });
    return new ScormHost(server, url);
  }

  /** Opens the platform's page; the one in which the lesson is. */
  async launch(page: Page, way: Way = "frame"): Promise<Page> {
    await page.goto(`${this.url}${way === "alone" ? `${CONTENT}index.html` : way}`);
    if (way !== "window") return page;
    const [popup] = await Promise.all([page.waitForEvent("popup"), page.getByRole("button").click()]);
    return popup;
  }

  /** What the platform is to tell: `mode`, `mastery`, `language`. */
  async settings(page: Page, settings: Record<string, string>) {
    await page.goto(`${this.url}empty`);
    await page.evaluate((values) => void (localStorage.settings = JSON.stringify(values)), settings);
  }

  /** Every call so far, and those that were wrong. */
  async calls(page: Page): Promise<{ calls: string[][]; mistakes: string[] }> {
    return page.evaluate(() => {
      const { calls, mistakes } = globalThis as unknown as { calls: string[][]; mistakes: string[] };
      return { calls, mistakes };
    });
  }

  /** What the platform keeps. */
  async data(page: Page): Promise<Record<string, string>> {
    return page.evaluate(() => JSON.parse(localStorage.data ?? "{}"));
  }

  close(): Promise<void> {
    return close(this.server);
  }
}

export interface Statement {
  id: string;
  timestamp: string;
  actor: unknown;
  verb: { id: string };
  object: { id: string };
  result?: Record<string, unknown>;
  context: {
    registration: string;
    contextActivities: Record<string, { id: string }[]>;
    extensions: Record<string, unknown>;
  };
}

export const ACTIVITY = "https://platform.example/activities/7";
export const REGISTRATION = "760e3480-ba55-4991-94b0-01820dbd23a2";
export const SESSION = "session-41";
export const ACTOR = { objectType: "Agent", account: { homePage: "https://platform.example", name: "1625378" } };
const TOKEN = "bGVhcm5lcjp0b2tlbg==";

/** A cmi5 platform: it launches the package, and its record store is on another origin. */
export class Cmi5Host {
  readonly statements: Statement[] = [];
  /** What was asked in a way that the specification does not allow. */
  readonly mistakes: string[] = [];
  launchData: Record<string, unknown> = {
    contextTemplate: {
      contextActivities: { grouping: [{ id: "urn:publisher" }] },
      extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": SESSION },
    },
    launchMode: "Normal",
    launchMethod: "AnyWindow",
    masteryScore: 0.5,
    moveOn: "CompletedOrPassed",
  };
  preferences: Record<string, unknown> | undefined = { languagePreference: "en-US,fr", audioPreference: "on" };
  private readonly documents = new Map<string, unknown>();
  private tokens = 0;
  private content!: { server: Server; url: string };
  private store!: { server: Server; url: string };

  static async start(files: Package): Promise<Cmi5Host> {
    const host = new Cmi5Host();
    host.content = await listen((_, response, { pathname }) => {
      if (pathname === "/favicon.ico") return response.writeHead(204).end();
      if (pathname === "/back") return response.writeHead(200, { "Content-Type": "text/html" }).end("<h1>Back</h1>");
      const name = pathname.slice(1);
      send(response, name, files.get(name));
    });
    host.store = await listen((request, response, url) => void host.answer(request, response, url));
    return host;
  }

  get origins(): string[] {
    return [this.content.url, this.store.url];
  }

  get back(): string {
    return `${this.content.url}back`;
  }

  async launch(page: Page) {
    this.tokens = 0;
    const launch = new URLSearchParams({
      endpoint: `${this.store.url}lrs/`,
      fetch: `${this.store.url}token?k=1`,
      actor: JSON.stringify(ACTOR),
      registration: REGISTRATION,
      activityId: ACTIVITY,
    });
    await page.goto(`${this.content.url}index.html?${launch}`);
  }

  verbs(): string[] {
    return this.statements.map(({ verb }) => verb.id.replace("http://adlnet.gov/expapi/verbs/", ""));
  }

  private async answer(request: IncomingMessage, response: ServerResponse, url: URL) {
    const headers = {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Experience-API-Version",
      "Access-Control-Allow-Methods": "GET, PUT, POST",
      "Content-Type": "application/json",
    };
    const reply = (status: number, value?: unknown) =>
      void response.writeHead(status, headers).end(value === undefined ? undefined : JSON.stringify(value));
    if (request.method === "OPTIONS") return reply(204);
    const body = await text(request);
    const what = `${request.method} ${url.pathname}`;
    if (what === "POST /token") {
      return this.tokens++ === 0 ? reply(200, { "auth-token": TOKEN }) : reply(200, { "error-code": "1", "error-text": "used" });
    }
    const { authorization, "x-experience-api-version": version } = request.headers;
    if (authorization !== `Basic ${TOKEN}` || version !== "1.0.3") {
      this.mistakes.push(`${what} without the right headers`);
      return reply(401);
    }
    const agent = url.searchParams.get("agent");
    if (what !== "POST /lrs/statements" && agent !== JSON.stringify(ACTOR)) this.mistakes.push(`${what} for ${agent}`);
    switch (what) {
      case "POST /lrs/statements":
        this.statements.push(...[JSON.parse(body)].flat());
        return reply(200, []);
      case "GET /lrs/agents/profile":
        return this.preferences && url.searchParams.get("profileId") === "cmi5LearnerPreferences" ? reply(200, this.preferences) : reply(404);
      case "GET /lrs/activities/state":
      case "PUT /lrs/activities/state":
        return this.state(request.method === "PUT" ? body : undefined, url.searchParams, reply);
      default:
        this.mistakes.push(what);
        return reply(404);
    }
  }

  private state(body: string | undefined, asked: URLSearchParams, reply: (status: number, value?: unknown) => void) {
    if (asked.get("activityId") !== ACTIVITY || asked.get("registration") !== REGISTRATION) {
      this.mistakes.push(`a document of ${asked}`);
    }
    const name = asked.get("stateId") ?? "";
    if (name === "LMS.LaunchData") {
      if (body !== undefined) this.mistakes.push("the launch data was written");
      return reply(200, this.launchData);
    }
    if (body !== undefined) {
      this.documents.set(name, JSON.parse(body));
      return reply(204);
    }
    return this.documents.has(name) ? reply(200, this.documents.get(name)) : reply(404);
  }

  async close() {
    await close(this.content.server);
    await close(this.store.server);
  }
}
