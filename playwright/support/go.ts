// The Go playground as a learner uses it: buttons, the editor and the output, found by their names.
import { expect, type Locator, type Page } from "@playwright/test";
import { look, write } from "./editor";
import { alive, drawn } from "./lab";

/** A program of one file. */
export const program = (body: string, ...imports: string[]) =>
  `package main\n\nimport (\n${["fmt", ...imports].map((name) => `\t"${name}"\n`).join("")})\n\nfunc main() {\n${body}\n}\n`;

export class Go {
  constructor(readonly page: Page) {}

  static async open(page: Page, fragment = ""): Promise<Go> {
    // The same page with another fragment would not be loaded again.
    await page.goto("about:blank");
    await page.goto(`go/${fragment && `#${fragment}`}`);
    await alive(page, "go");
    const go = new Go(page);
    await expect(go.editor()).toBeVisible();
    return go;
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  editor(): Locator {
    return this.page.locator(".cm-content");
  }

  /** What the editor holds, also what is scrolled out of sight. */
  async text(): Promise<string> {
    return (await look(this.editor())).text;
  }

  /** Puts a text in place of what stands in the editor, as by pasting. */
  async write(text: string) {
    await write(this.page, this.editor(), text);
  }

  output(): Locator {
    return this.page.getByRole("group", { name: "Output", exact: true });
  }

  status(): Locator {
    return this.page.locator(".go__status");
  }

  problems(): Locator {
    return this.page.getByRole("list", { name: "Problems in the source" }).getByRole("listitem");
  }

  /** Runs what stands in the editor, to its end. */
  async run(seconds = 60): Promise<string> {
    // The status of the run before may be the same as this one's.
    await this.status().evaluate((status) => {
      const said: string[] = [];
      new MutationObserver(() => said.push(status.textContent ?? "")).observe(status, { childList: true, characterData: true, subtree: true });
      Object.assign(globalThis, { said });
    });
    await this.button("Run").click();
    const ended = () => {
      const [first, ...later] = (globalThis as unknown as { said: string[] }).said;
      return first !== undefined && /^(Exited|Ended|It does not compile)/.test(later.at(-1) ?? "");
    };
    await this.page.waitForFunction(ended, undefined, { timeout: seconds * 1000 });
    await drawn(this.page);
    return this.output().innerText();
  }

  /** Steps, and waits until the program has halted again. */
  async step(name: string) {
    await this.button(name).click();
    await this.halted();
  }

  async halted(seconds = 30) {
    await expect(this.button("Step back")).toBeEnabled({ timeout: seconds * 1000 });
  }

  /** The line that the program stands at, as the editor shows it. */
  line(): Locator {
    return this.page.locator(".cm-stopped");
  }

  /** What a variable shows in the goroutine that has its turn. */
  variable(name: string): Locator {
    const row = this.page.locator(".step__part--current .step__table tr").filter({ has: this.page.getByRole("rowheader", { name, exact: true }) });
    return row.locator("td").first();
  }
}
