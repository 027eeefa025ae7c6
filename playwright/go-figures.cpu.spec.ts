// Figures of Go programs in real lessons: gone through by mouse and keyboard, with what they show checked.
import { type Locator, type Page } from "@playwright/test";
import { findings } from "./support/axe";
import { alive, expect, test } from "./support/test";

/** A figure of a lesson, and what a learner does with it. */
class Figure {
  private constructor(readonly page: Page, readonly root: Locator) {}

  /** Opens the lesson, comes near the figure, and answers its question first. */
  static async open(page: Page, topic: string, id: string): Promise<Figure> {
    await page.goto(`learn/${topic}/`);
    await alive(page, "reader");
    const figure = new Figure(page, page.locator(`#figure-${id}`));
    const ask = await figure.root.getAttribute("data-ask");
    if (ask) await page.locator(`#question-${ask} input`).first().check();
    await figure.root.scrollIntoViewIfNeeded();
    await figure.root.hover();
    await alive(page, "figures");
    await figure.root.hover();
    await expect(figure.now()).toContainText("Next: line", { timeout: 60_000 });
    return figure;
  }

  button(name: string) {
    return this.root.getByRole("button", { name, exact: true });
  }

  now() {
    return this.root.locator(".machine__now");
  }

  /** The line that comes next, without its number. */
  line() {
    return this.root.locator(".code__line--current .code__text");
  }

  slider() {
    return this.root.getByRole("slider");
  }

  panel(name: string) {
    return this.root.locator(`.machine__panel--${name}`);
  }

  /** The value of a variable in the newest call that has one. */
  variable(name: string) {
    const names = this.page.locator(":scope > dt code", { hasText: new RegExp(`^${name}$`) });
    return this.panel("stack").locator(".frame > .boxes > .boxes__row", { has: names }).last();
  }

  goal() {
    return this.root.locator(".figure-lab__goal [role=status]");
  }

  async press(name: string, times = 1) {
    for (let i = 0; i < times; i++) {
      const before = await this.root.locator(".machine__at").textContent();
      await this.button(name).click();
      await expect(this.root.locator(".machine__at")).not.toHaveText(before ?? "");
    }
  }
}

test("a pointer: copied and raised, forward, back and by the slider", async ({ page }) => {
  const figure = await Figure.open(page, "pointers", "copied-house");
  await expect(figure.line()).toHaveText("\traiseCopy(house)");
  await expect(figure.variable("house")).toContainText("258");
  await expect(figure.goal()).toHaveText("");
  // Into the copy.
  await figure.press("Forward");
  await expect(figure.line()).toHaveText("\th.Price += 10");
  await expect(figure.variable("h")).toContainText("258");
  // Into the one with the address: it says where the arrow leads.
  await figure.press("Out");
  while (!(await figure.now().textContent())?.includes("line 15")) await figure.press("Forward");
  await expect(figure.variable("h")).toContainText("→ house");
  await expect(figure.root.locator(".machine__arrows .arrow")).toHaveCount(1);
  await figure.press("Forward");
  await expect(figure.variable("house")).toContainText("268");
  await expect(figure.variable("house")).toContainText("changed");
  await figure.press("Back");
  await expect(figure.variable("house")).toContainText("258");
  await figure.slider().fill("1");
  await expect(figure.line()).toHaveText("\traiseCopy(house)");
  await figure.press("Over");
  await expect(figure.line()).toHaveText("\tfmt.Println(house.Price)");
  while (!(await figure.panel("output").textContent())?.includes("268")) await figure.press("Forward");
  await expect(figure.goal()).toHaveText("Reached.");
  await figure.button("Reset").click();
  await expect(figure.line()).toHaveText("\traiseCopy(house)");
});

test("a closure has variables of its own, by keyboard alone", async ({ page }) => {
  const figure = await Figure.open(page, "closure", "running-mean");
  await figure.button("Forward").focus();
  await page.keyboard.press("ArrowRight");
  await expect(figure.line()).toHaveText("\t\tsum += x");
  await page.keyboard.press("ArrowRight");
  const closures = figure.panel("captured").locator(".object");
  await expect(closures).toHaveCount(2);
  await expect(closures.nth(0)).toContainText("258");
  await expect(closures.nth(1)).not.toContainText("258");
  await page.keyboard.press("ArrowLeft");
  await expect(closures.nth(0)).not.toContainText("258");
  await page.keyboard.press("ArrowUp");
  await expect(figure.line()).toHaveText("\tfmt.Println(areas(107.4))");
  await page.keyboard.press("Home");
  await expect(figure.line()).toHaveText("\tfmt.Println(prices(258))");
  await figure.slider().focus();
  await page.keyboard.press("ArrowRight");
  await expect(figure.line()).toHaveText("\t\tsum += x");
  await figure.button("Play").focus();
  await page.keyboard.press("Enter");
  await expect(figure.goal()).toHaveText("Reached.", { timeout: 30_000 });
});

test("recursion grows a tree of calls, each with its result", async ({ page }) => {
  const figure = await Figure.open(page, "recursion", "total");
  await figure.press("Forward", 6);
  const calls = figure.panel("calls").locator(".calls__call");
  await expect(calls).toHaveText([/main\(\)/, /total\(\[258, 142, 197\]\)/, /total\(\[142, 197\]\)/, /total\(\[197\]\)/]);
  await expect(figure.panel("stack").locator(".frame")).toHaveCount(4);
  await figure.press("Forward", 3);
  await expect(calls.nth(4)).toContainText("total([])");
  await expect(calls.nth(4)).toContainText("= 0");
  await expect(figure.panel("stack").locator(".frame")).toHaveCount(4);
  while (!(await figure.panel("output").textContent())?.includes("597")) await figure.press("Forward");
  await expect(figure.goal()).toHaveText("Reached.");
});

test("deferred calls lie on piles, and a panic runs them on its way out", async ({ page }) => {
  const figure = await Figure.open(page, "defer-panic-recover", "unwinding");
  await figure.press("Forward", 4);
  const piles = figure.panel("defers").locator(".piles > .frame");
  await expect(piles).toHaveCount(3);
  await expect(piles.nth(0)).toContainText('fmt.Println("price is left")');
  await figure.press("Forward");
  await expect(figure.panel("defers").locator(".piles__panic")).toContainText("index out of range [4] with length 4");
  await expect(figure.goal()).toHaveText("Reached.");
  await figure.press("Forward");
  await expect(figure.panel("defers").locator(".piles__ran li")).toHaveText([/price is left/, /load is left/, /main is left/]);
});

test("the question comes first, and a figure opens anew after a reload", async ({ page }) => {
  await page.goto("learn/defer-panic-recover/");
  await alive(page, "reader");
  const root = page.locator("#figure-clean-up");
  await root.scrollIntoViewIfNeeded();
  await root.hover();
  await alive(page, "figures");
  await expect(root.getByRole("button", { name: "Forward" })).toHaveCount(0);
  await root.getByRole("button", { name: "Show me without" }).click();
  await expect(root.getByRole("button", { name: "Forward" })).toBeVisible();
  const figure = await Figure.open(page, "defer-panic-recover", "clean-up");
  await figure.press("Forward", 3);
  await page.reload();
  const again = await Figure.open(page, "defer-panic-recover", "clean-up");
  await expect(again.line()).toHaveText("\ttrain()");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe-core finds nothing in a figure under way, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const figure = await Figure.open(page, "pointers", "copied-house");
    await figure.press("Forward", 4);
    await figure.root.getByText("All of it as a table").click();
    expect(await findings(page, { inside: "#figure-copied-house" })).toEqual([]);
  });
}

test("on a phone nothing is wider than the screen", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const figure = await Figure.open(page, "the-address-and-dereference-operators", "append-moves");
  await figure.press("Forward", 3);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
