// A figure of a Go program, as a learner operates it: seen to change, taken back, and led to its goal.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Hands } from "./hands";
import { alive } from "./lab";
import type { Figure as Told } from "./lessons";

/** Does something, and waits until the program of a figure stands elsewhere. */
export async function moved(figure: Locator, act: () => Promise<void>) {
  const at = figure.locator(".machine__at");
  const before = (await at.textContent()) ?? "";
  await act();
  await expect(at).not.toHaveText(before);
}

/** Lets a goroutine of a timeline run on, and waits for the statement that comes next. */
export async function run(figure: Locator, act: () => Promise<void>) {
  const at = figure.locator(".machine__at");
  const step = Number(/\d+/.exec((await at.textContent()) ?? "")?.[0]);
  await act();
  // How many steps there are changes at once, which of them is shown when it is there.
  await expect(at).toHaveText(new RegExp(`^Step ${step + 1}\\b`));
}

export class Figure {
  private constructor(
    private readonly hands: Hands,
    private readonly root: Locator,
    private readonly told: Told,
  ) {}

  /** Comes near a figure whose question is answered. */
  static async near(page: Page, hands: Hands, told: Told): Promise<Figure> {
    const figure = new Figure(hands, page.locator(`#figure-${told.id}`), told);
    await hands.near(figure.root);
    await alive(page, "figures");
    // It may not have been there yet.
    await hands.near(figure.root);
    await expect(figure.now()).toHaveText(/^Next: line|^The file passes|its hash is the same/, { timeout: 60_000 });
    await expect(figure.reached()).toHaveText("");
    return figure;
  }

  async operate() {
    if (this.told.lab === "program") await this.mendFile();
    else if (this.told.lab === "bytes") await this.flip();
    else await this.step();
    await expect(this.reached()).toHaveText("Reached.");
  }

  private now() {
    return this.root.locator(".machine__now");
  }

  private reached() {
    return this.root.locator(".figure-lab__goal [role=status]");
  }

  private button(name: string) {
    return this.root.getByRole("button", { name, exact: true });
  }

  private moved(act: () => Promise<void>) {
    return moved(this.root, act);
  }

  private async forward() {
    await this.moved(() => this.hands.press(this.button("Forward"), "ArrowRight"));
  }

  /** A program that goes forward and back. */
  private async step() {
    const panels = this.root.locator(".machine__panels");
    const [now, shown] = [(await this.now().textContent()) ?? "", await panels.innerText()];
    await this.forward();
    await expect(this.now()).not.toHaveText(now);
    await this.moved(() => this.hands.press(this.button("Back"), "ArrowLeft"));
    await expect(this.now()).toHaveText(now);
    expect(await panels.innerText()).toBe(shown);
    for (let turn = 0; (await this.reached().textContent()) === ""; turn++) await this.onwards(turn);
    expect(await panels.innerText()).not.toBe(shown);
  }

  /** A step towards the goal. */
  private async onwards(turn: number) {
    if (this.told.lab === "timeline") {
      // Each goroutine has its turn: so crossed locks come to their deadlock.
      const ready = this.root.locator(".timeline__run:not([aria-disabled])");
      await run(this.root, async () => this.hands.press(ready.nth(turn % (await ready.count()))));
    } else if (this.told.goal.startsWith("line")) await this.forward();
    else await this.moved(() => this.hands.press(this.button("Over"), "ArrowDown"));
  }

  /** A file that is refused, mended and run. */
  private async mendFile() {
    const field = this.root.getByRole("textbox");
    const [source, now] = [await field.inputValue(), (await this.now().textContent()) ?? ""];
    await this.hands.fill(field, source.replace("\n}", "\n"));
    await expect(this.now()).not.toHaveText(now);
    await this.hands.fill(field, source);
    await expect(this.now()).toHaveText(now);
    await this.hands.press(this.button("Run"));
  }

  /** A text of which a byte is changed, and changed back. */
  private async flip() {
    const field = this.root.getByRole("textbox");
    const [text, now] = [await field.inputValue(), (await this.now().textContent()) ?? ""];
    await this.hands.fill(field, `${text}1`);
    await expect(this.now()).not.toHaveText(now);
    await expect(this.reached()).toHaveText("Reached.");
    await this.hands.press(this.button("Back to the first text"));
    await expect(this.now()).toHaveText(now);
  }
}
