// What no page of Burrow may do: ask another origin for anything, break its own content
// security policy, fail to load a file, throw, or log an error.
import type { BrowserContext, Page } from "@playwright/test";

export class Guard {
  private readonly allowed: RegExp[] = [];
  private readonly problems: string[] = [];

  constructor(private readonly origin: string) {}

  /** A problem that the test itself brings about. */
  allow(...patterns: RegExp[]) {
    this.allowed.push(...patterns);
  }

  /** What was found and not allowed. */
  found(): string[] {
    return this.problems.filter((problem) => !this.allowed.some((pattern) => pattern.test(problem)));
  }

  async watch(context: BrowserContext) {
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    context.on("console", (message) => {
      if (message.type() === "error") this.note("console", message.text(), message.location().url);
    });
    context.on("weberror", (error) => this.note("uncaught", error.error().message));
    context.on("request", (request) => this.look(request.url()));
    context.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      // A page that is left breaks off what it was loading.
      if (reason !== "net::ERR_ABORTED") this.note("failed", request.url(), reason);
    });
    context.on("response", (response) => {
      if (response.status() >= 400) this.note("refused", response.url(), String(response.status()));
    });
    context.on("page", (page: Page) => page.on("websocket", (socket) => this.look(socket.url())));
  }

  private look(address: string) {
    const url = new URL(address);
    if (url.protocol !== "data:" && url.origin !== this.origin) this.note("left the origin", address);
  }

  private note(...words: string[]) {
    this.problems.push(words.join(" "));
  }
}
