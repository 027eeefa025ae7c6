// An exercise of a lesson, as a learner does it.
import { expect, type Locator, type Page } from "@playwright/test";
import { type Hands, Mouse } from "./hands";
import { alive } from "./lab";

export class Exercise {
  constructor(
    readonly page: Page,
    readonly place: Locator,
    private readonly hands: Hands = new Mouse(page),
  ) {}

  /** Opens a lesson and comes near one of its exercises. */
  static async open(page: Page, topic: string, id: string, folder = ""): Promise<Exercise> {
    await page.goto(`${folder}learn/${topic}/`);
    await expect(page.locator("html[data-alive]")).toBeAttached();
    return Exercise.near(page, id);
  }

  static async near(page: Page, id: string, hands: Hands = new Mouse(page)): Promise<Exercise> {
    const place = page.locator(`#exercise-${id}`);
    await hands.near(place);
    await alive(page, "figures");
    await expect(place.locator(".exercise-lab__inside")).toBeVisible();
    return new Exercise(page, place, hands);
  }

  button(name: string): Locator {
    return this.place.getByRole("button", { name, exact: true });
  }

  editor(): Locator {
    return this.place.locator(".cm-content");
  }

  /** Puts a text in place of what stands in the editor. */
  async write(text: string) {
    await this.hands.write(this.editor(), text);
  }

  /** Answers what the program prints. */
  async predict(text: string) {
    await this.hands.fill(this.place.getByRole("textbox"), text);
    // Nobody presses a button in the frame in which the last letter is typed.
    await this.page.waitForTimeout(200);
  }

  async press(name: string) {
    await this.hands.press(this.button(name));
  }

  async takeHint(n: number, of: number) {
    await this.hands.press(this.place.locator("summary", { hasText: `Hint ${n} of ${of}` }));
  }

  status(): Locator {
    return this.place.locator(".exercise-lab__status");
  }

  /** Checks, and waits for a sentence. */
  async check(told: string | RegExp) {
    await this.press("Check");
    await expect(this.status()).toContainText(told, { timeout: 60_000 });
  }

  solved(): Locator {
    return this.place.locator(".exercise-lab__solved");
  }

  /** Brings lines into an order, by the buttons on them, and leaves the others out. */
  async arrange(wanted: string[]) {
    const all = this.place.locator(".order__line");
    const used = this.place.locator('[data-zone="used"] .order__line');
    for (const [at, code] of wanted.entries()) {
      const codes = await all.locator(".order__code").allInnerTexts();
      const from = codes.findIndex((other, index) => index >= at && other.trim() === code);
      expect(from, `the line ${code}`).toBeGreaterThanOrEqual(at);
      const line = await all.nth(from).locator("[data-line]").first().getAttribute("data-line");
      const isThere = async () => (await used.count()) > at && (await used.nth(at).locator(`[data-line="${line}"]`).count()) > 0;
      // Into the program is a step of its own.
      while (!(await isThere())) await this.move(all.filter({ has: this.page.locator(`[data-line="${line}"]`) }), "up");
    }
    while ((await used.count()) > wanted.length) await this.move(used.last(), "down");
  }

  private async move(line: Locator, way: "up" | "down") {
    const before = await this.lines();
    await this.hands.press(line.locator(`[data-way="${way}"]`));
    await expect.poll(() => this.lines()).not.toEqual(before);
  }

  /** The lines that are used, and those that are left out. */
  private lines(): Promise<(string | null)[][]> {
    const zones = this.place.locator("[data-zone]");
    return zones.evaluateAll((zones) => zones.map((zone) => [...zone.querySelectorAll(".order__code")].map((code) => code.textContent)));
  }
}
