// Somebody else's page with lessons in it: on an origin of its own, under a strict policy.
import type { Server } from "node:http";
import { type FrameLocator, type Locator, type Page } from "@playwright/test";
import { close, listen } from "./local-server";
import { expect, test as base } from "./test";

/** What a lesson told the page. */
export interface Heard {
  id: string;
  name: "ready" | "progress" | "complete";
  detail: Record<string, unknown>;
}

/** What a command is answered. */
export interface Answer {
  ok: boolean;
  why: string;
}

// The host's own script: writes down what it hears.
const SCRIPT = `
  window.heard = [];
  for (const name of ["ready", "progress", "complete"]) {
    document.addEventListener("burrow-" + name, ({ target, detail }) => heard.push({ id: target.id, name, detail }));
  }
`;

export class EmbedHost {
  private html = "";

  private constructor(
    private readonly server: Server,
    /** Where the host is. */
    readonly url: string,
    /** Where Burrow is. */
    readonly burrow: string,
  ) {}

  static async start(burrow: string): Promise<EmbedHost> {
    const { origin } = new URL(burrow);
    const policy =
      `default-src 'none'; script-src 'self' ${origin}; frame-src ${origin}; img-src ${origin}; ` +
      "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
    const { server, url } = await listen((request, response) => {
      if (request.url === "/host.js") {
        return void response.writeHead(200, { "Content-Type": "text/javascript" }).end(SCRIPT);
      }
      if (request.url !== "/") return void response.writeHead(204).end();
      const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy };
      response.writeHead(200, headers).end(host.html);
    });
    const host = new EmbedHost(server, url, burrow);
    return host;
  }

  /** A page whose body is given; `script` loads embed.js. */
  async open(page: Page, body: string, script = `<script src="${this.burrow}embed.js"></script>`) {
    this.html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
      <script src="/host.js"></script>${script}</head><body>${body}</body></html>`;
    await page.goto(this.url);
  }

  close(): Promise<void> {
    return close(this.server);
  }
}

/** A lesson in the host's page. */
export class Widget {
  readonly element: Locator;
  readonly frame: FrameLocator;

  constructor(
    readonly page: Page,
    readonly id: string,
  ) {
    this.element = page.locator(`#${id}`);
    this.frame = this.element.locator("iframe").contentFrame();
  }

  button(): Locator {
    return this.element.getByRole("button");
  }

  async start(): Promise<Heard> {
    // Where a frame above has just grown, the browser may give the first click to it.
    await expect(async () => {
      if ((await this.page.locator(`#${this.id} iframe`).count()) === 0) await this.button().click({ timeout: 2000 });
      await expect(this.page.locator(`#${this.id} iframe`)).toHaveCount(1, { timeout: 1000 });
    }).toPass();
    return this.event("ready");
  }

  /** The last event of a name, once there is one of which something holds. */
  async event(name: Heard["name"], holds: (detail: Heard["detail"]) => boolean = () => true): Promise<Heard> {
    const last = async () => (await this.heard(name)).filter(({ detail }) => holds(detail)).at(-1);
    await expect.poll(last, { message: `${this.id} says ${name}` }).toBeTruthy();
    return (await last()) as Heard;
  }

  async heard(name: Heard["name"]): Promise<Heard[]> {
    const all = await this.page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);
    return all.filter((each) => each.id === this.id && each.name === name);
  }

  /** Calls a method of the element. */
  call(method: "load" | "run" | "reset" | "setParams", argument?: unknown): Promise<Answer> {
    return this.element.evaluate(
      (node, [name, value]) => (node as unknown as Record<string, (value: unknown) => Promise<Answer>>)[name as string](value),
      [method, argument],
    );
  }

  height(): Promise<number> {
    return this.element.evaluate((node) => node.getBoundingClientRect().height);
  }

  /** Something of the frame's root element. */
  root(attribute: string): Promise<string | null> {
    return this.frame.locator("html").getAttribute(attribute);
  }
}

interface Fixtures {
  host: EmbedHost;
  /** Opens the host's page with this body; a handle on the first widget, whose id is `one`. */
  embed: (body: string, script?: string) => Promise<Widget>;
}

/** The test of specs in which Burrow is in somebody else's page. */
export const test = base.extend<Fixtures>({
  host: async ({ baseURL, guard }, use) => {
    const host = await EmbedHost.start(baseURL ?? "");
    guard.allow(new RegExp(`^left the origin ${host.url}`));
    await use(host);
    await host.close();
  },
  embed: async ({ host, page }, use) => {
    await use(async (body, script) => {
      await host.open(page, body, script);
      return new Widget(page, "one");
    });
  },
});

/** A screen of a lesson, as its page holds it. */
export interface Screen {
  id: string;
  questions: { id: string; right: number }[];
  /** Figures with a goal. */
  goals: string[];
  exercises: string[];
  figures: number;
}

/** The screens of a lesson, read from its embedded page. */
export async function screensOf(burrow: string, topic: string): Promise<Screen[]> {
  const html = await (await fetch(`${burrow}embed/${topic}/`)).text();
  return html.split('<section class="screen"').slice(1).map((section) => ({
    id: /id="([^"]+)"/.exec(section)?.[1] ?? "",
    questions: section.split('<div class="question"').slice(1).map((question) => ({
      id: /data-question="([^"]+)"/.exec(question)?.[1] ?? "",
      right: Number(/data-option="(\d+)" data-right="true"/.exec(question)?.[1]),
    })),
    goals: [...section.matchAll(/<figure [^>]*data-figure="([^"]+)"[^>]*data-goal=/g)].map((goal) => goal[1]),
    exercises: [...section.matchAll(/data-exercise="([^"]+)"/g)].map((exercise) => exercise[1]),
    figures: section.split("<figure ").length - 1,
  }));
}

/** Goals and exercises take training and programs; here the app is said to have seen them done. */
export async function carriedOut(frame: FrameLocator, { goals, exercises }: Pick<Screen, "goals" | "exercises">) {
  const goal = goals.map((figure) => ["burrow:goal", { figure }] as const);
  const solved = exercises.map((exercise) => ["burrow:exercise", { exercise }] as const);
  await frame.locator("html").evaluate((_, told) => {
    for (const [name, detail] of told) document.dispatchEvent(new CustomEvent(name, { detail }));
  }, [...goal, ...solved]);
}
