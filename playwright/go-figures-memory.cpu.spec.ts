// Figures of what lies in memory, of hashed bytes, and of the way from a file to a program, in real lessons.
import AxeBuilder from "@axe-core/playwright";
import { type Locator, type Page } from "@playwright/test";
import { alive, expect, test } from "./support/test";

/** Opens the lesson, answers the figure's question, and comes near it. */
async function open(page: Page, topic: string, id: string): Promise<Locator> {
  await page.goto(`learn/${topic}/`);
  await alive(page, "reader");
  const figure = page.locator(`#figure-${id}`);
  const ask = await figure.getAttribute("data-ask");
  if (ask) await page.locator(`#question-${ask} input`).first().check();
  await figure.scrollIntoViewIfNeeded();
  await figure.hover();
  await alive(page, "figures");
  await figure.hover();
  return figure;
}

const now = (figure: Locator) => figure.locator(".machine__now");
const goal = (figure: Locator) => figure.locator(".figure-lab__goal [role=status]");
const block = (figure: Locator, name: string) => figure.locator(`.memory__block[data-anchor="m${name}"]`);

async function forward(figure: Locator) {
  const at = figure.locator(".machine__at");
  const before = (await at.textContent()) ?? "";
  await figure.getByRole("button", { name: "Forward", exact: true }).click();
  await expect(at).not.toHaveText(before);
}

/** The lab's own part of a figure. */
async function clean(page: Page, figure: Locator) {
  const id = await figure.getAttribute("id");
  const lab = [".memory", ".bytes", ".stages"].map((part) => `#${id} ${part}`).join(", ");
  const found = await new AxeBuilder({ page }).include(lab).analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
}

test("two structs to scale: the padding is where gc puts it", async ({ page }) => {
  const figure = await open(page, "structs", "padding");
  await expect(block(figure, "loose")).toHaveAttribute("aria-label", "loose, 24 bytes, 10 of them padding", { timeout: 60_000 });
  await expect(block(figure, "tight")).toHaveAttribute("aria-label", "tight, 16 bytes, 2 of them padding");
  // To scale: a byte is an eighth of a row.
  const width = async (title: RegExp) => (await block(figure, "loose").locator(".memory__cell", { hasText: title }).boundingBox())!.width;
  const [whole, gap, rooms] = [await width(/Price/), await width(/padding, 7 bytes/), await width(/Rooms/)];
  expect(gap / whole).toBeCloseTo(7 / 8, 1);
  expect(rooms / whole).toBeCloseTo(4 / 8, 1);
  await figure.getByText("Memory as a table").click();
  const rows = figure.locator(".memory table tbody tr");
  await expect(rows.nth(0)).toHaveText(/loose\s*0\s*1\s*Sold\s*true/);
  await expect(rows.nth(1)).toHaveText(/loose\s*1\s*7\s*padding/);
  await clean(page, figure);
  while (!(await figure.locator(".written").textContent())?.includes("tight: 16 bytes")) await forward(figure);
  await forward(figure);
  await expect(goal(figure)).toHaveText("Reached.");
  // A program that has ended has no memory; what was there last is still shown.
  await expect(block(figure, "loose")).toBeVisible();
});

test("an interface value is two words, and nil is in one of them", async ({ page }) => {
  const figure = await open(page, "interfaces", "nil-inside");
  await expect(block(figure, "found")).toContainText("nil", { timeout: 60_000 });
  await expect(block(figure, "err")).toContainText("does not exist yet");
  const words = block(figure, "err").locator(".memory__value");
  while ((await words.count()) === 0) await forward(figure);
  await expect(words).toHaveText(["nil", "nil"]);
  while ((await words.first().textContent()) === "nil") await forward(figure);
  await expect(words).toHaveText(["*RowError", "nil"]);
  await expect(block(figure, "err").locator(".is-changed")).toHaveCount(1);
  await figure.getByRole("button", { name: "Back", exact: true }).click();
  await expect(words).toHaveText(["nil", "nil"]);
});

test("what an interface value holds lies elsewhere, and an arrow leads there", async ({ page }) => {
  const figure = await open(page, "interfaces", "three-learners");
  await expect(block(figure, "c")).toContainText("nil", { timeout: 60_000 });
  const type = block(figure, "c").locator(".memory__value").first();
  while ((await type.textContent()) !== "Always") await forward(figure);
  await expect(figure.locator(".memory__block")).toHaveCount(3);
  await expect(figure.locator(".machine__arrows .arrow")).toHaveCount(2);
  await expect(figure.locator(".memory__block").nth(2).locator(".memory__value")).toHaveText([..."setosa"]);
  await clean(page, figure);
});

test("a flipped bit of a text changes about half of its hash, and its signature no longer fits", async ({ page }) => {
  const figure = await open(page, "hashes-and-cryptography", "avalanche");
  await expect(now(figure)).toContainText("its hash is the same", { timeout: 60_000 });
  const hash = (at: number) => figure.locator(".bytes__digits").nth(at);
  // As sha256sum says, and as the lesson's table does.
  await expect(hash(0)).toHaveText(/^a30a043314fa8929/);
  await expect(hash(1)).toHaveText(/^a30a043314fa8929/);
  await expect(figure.locator(".bytes__signature")).toContainText("fits your text");
  await expect(goal(figure)).toHaveText("");
  await figure.getByRole("textbox").fill("0.26");
  await expect(hash(1)).toHaveText(/^5552c3489bf697c3/, { timeout: 30_000 });
  const told = await now(figure).textContent();
  const [, input, flipped] = /^(\d+) of the text's bits changed, and (\d+) of the 256/.exec(told ?? "")!;
  expect(Number(input)).toBe(2);
  await expect(figure.locator(".bytes__cell--differs")).toHaveCount(Number(flipped));
  expect(Number(flipped)).toBeGreaterThan(90);
  await expect(figure.locator(".bytes__signature")).toContainText("does not fit");
  await expect(goal(figure)).toHaveText("Reached.");
  await clean(page, figure);
});

test("bits are flipped by keyboard", async ({ page }) => {
  const figure = await open(page, "hashes-and-cryptography", "avalanche");
  await expect(now(figure)).toContainText("its hash is the same", { timeout: 60_000 });
  await figure.getByRole("textbox").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(figure.getByRole("button", { name: /^Byte 1, bit 1:/ })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(figure.getByRole("button", { name: /^Byte 2, bit 2: 0/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(figure.getByRole("button", { name: /^Byte 2, bit 2: 1/ })).toBeFocused();
  await expect(now(figure)).toContainText("1 of the text's bits changed", { timeout: 30_000 });
  await figure.getByRole("button", { name: "Back to the first text" }).click();
  await expect(now(figure)).toContainText("its hash is the same");
});

test("a file as words, types and instructions, and the stage that refuses it", async ({ page }) => {
  const figure = await open(page, "overview-of-go", "file-to-program");
  await expect(now(figure)).toContainText("The file passes", { timeout: 60_000 });
  const source = figure.getByRole("textbox");
  const original = await source.inputValue();
  const tab = (name: RegExp) => figure.getByRole("tab", { name });
  await expect(figure.locator(".token", { hasText: "258000.0" })).toContainText("number");
  await tab(/^Types/).click();
  await expect(figure.locator(".typed", { hasText: "price / area" }).first()).toContainText("float64");
  await tab(/^Instructions/).click();
  await expect(figure.getByRole("tabpanel")).toContainText("div f64 price, area");
  // The line at hand is marked where the source becomes something else.
  await figure.getByRole("tabpanel").getByRole("button", { name: "line 8", exact: true }).first().click();
  await expect(figure.getByRole("tabpanel").locator(".stages__line.is-linked").first()).toContainText("div f64");
  await clean(page, figure);
  await source.fill(original.replace("107.4", '"107.4"'));
  await expect(now(figure)).toContainText("the types do not fit", { timeout: 30_000 });
  await expect(tab(/^Types/)).toHaveAccessibleName(/refuses the file/);
  await expect(figure.locator(".problems__message").first()).toContainText("mismatched types");
  await source.fill(original.replace("107.4", '"107.4'));
  await expect(now(figure)).toContainText("do not make sentences");
  await expect(tab(/^Tokens/)).toHaveAccessibleName(/refuses the file/);
  await expect(goal(figure)).toHaveText("");
  await source.fill(original.replace("107.4", "100.0"));
  await expect(now(figure)).toContainText("The file passes");
  await figure.getByRole("button", { name: "Run", exact: true }).click();
  await expect(figure.getByRole("tabpanel")).toContainText("2580 euros a square metre", { timeout: 30_000 });
  await expect(goal(figure)).toHaveText("Reached.");
});

test("nothing is wider than a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const [topic, id, ready] of [
    ["structs", "padding", /10 of them padding/],
    ["hashes-and-cryptography", "avalanche", /its hash is the same/],
    ["overview-of-go", "file-to-program", /The file passes/],
  ] as const) {
    const figure = await open(page, topic, id);
    await expect(figure).toContainText(ready, { timeout: 60_000 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, id).toBeLessThanOrEqual(360);
    await clean(page, figure);
  }
});
