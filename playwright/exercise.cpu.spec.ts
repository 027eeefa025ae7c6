// Exercises in a lesson: each kind fails with the sentence that names the mistake, helps, is solved and kept.
import { readFileSync } from "node:fs";
import { findings } from "./support/axe";
import { Exercise } from "./support/exercise";
import { expect, test } from "./support/test";

const FIRST = "overview-of-go";
const file = (topic: string, id: string, name: string) => readFileSync(`lessons/${topic}/exercises/${id}/${name}`, "utf8");

for (const { kind, id, told } of [
  { kind: "write", id: "mean-of-prices", told: "You divided 0 by 0, which gives NaN" },
  { kind: "fix", id: "count-species", told: "This sets the count to 1 each time" },
  { kind: "fill", id: "raise-prices", told: "This changes price, a copy that is thrown away" },
]) {
  test(`${kind}: fails with its sentence, a hint, the solution, solved, kept over a reload`, async ({ page }) => {
    const exercise = await Exercise.open(page, FIRST, id);
    const mistake = { write: "mistake-2.go", fix: "mistake-3.go", fill: "mistake-1.go" }[kind] ?? "";
    await expect(exercise.place.getByText("The solution opens here")).toBeVisible();
    await exercise.write(file(FIRST, id, mistake));
    await exercise.check(told);
    await expect(exercise.place.getByText("Hint 2 of 3")).toBeHidden();
    await exercise.place.getByText("Hint 1 of 3").click();
    await expect(exercise.place.getByText("Hint 2 of 3")).toBeVisible();
    await exercise.place.locator("summary", { hasText: "Solution" }).last().click();
    await expect(exercise.place.locator(".exercise-lab__side")).toHaveCount(2);

    await exercise.write(file(FIRST, id, "solution.go"));
    await exercise.check("Solved");
    await expect(exercise.solved()).toBeVisible();
    await page.waitForTimeout(3500); // A save is followed by a pause.

    await page.reload();
    const again = await Exercise.near(page, id);
    await expect(again.solved()).toBeVisible();
    await expect(again.place.getByText("Hint 2 of 3")).toBeVisible();
    await again.check("Solved");
  });
}

test("a failed test shows its sentence, the input, what was expected and what came", async ({ page }) => {
  const exercise = await Exercise.open(page, FIRST, "mean-of-prices");
  await exercise.write(file(FIRST, "mean-of-prices", "starter.go"));
  await exercise.check(/Tests that pass: \d of \d/);
  const failure = exercise.place.locator(".exercise-lab__failure").first();
  await expect(failure.locator("p")).toHaveText(/\.$/);
  await expect(failure).toContainText("Expected");
  await expect(failure).toContainText("Got");
  // What nobody has changed is no attempt.
  await expect(exercise.place.getByText("The solution opens here")).toBeVisible();
});

test("predict: the lines that differ are shown, and then the program can be run", async ({ page }) => {
  const exercise = await Exercise.open(page, FIRST, "pixel-overflow");
  await expect(exercise.button("Run")).toHaveCount(0);
  const field = exercise.place.getByLabel("What does it print?");
  await field.fill(file(FIRST, "pixel-overflow", "mistake-1.txt"));
  await exercise.check("a uint8 has room for 0 to 255 only");
  await expect(exercise.place.locator(".exercise-lab__line--wrong")).toHaveCount(1);
  await exercise.button("Run").click();
  await expect(exercise.place.locator(".output")).toContainText("4\n3\n3.5", { timeout: 60_000 });
  await field.fill("4\n3\n3.5");
  await exercise.check("Right: that is what the program prints.");
  await expect(exercise.solved()).toBeVisible();
});

test("order: lines are carried and moved by keys, and those not needed are left out", async ({ page }) => {
  const topic = "variadic-functions";
  const exercise = await Exercise.open(page, topic, "settings");
  const lines = () => exercise.place.locator('[data-zone="used"] .order__code').allTextContents();
  const found = await lines();
  // One is carried by the pointer.
  await exercise.place.locator(".order__handle").first().hover();
  await page.mouse.down();
  await exercise.place.locator(".order__line").nth(2).hover();
  await page.mouse.up();
  expect(await lines()).not.toEqual(found);
  await exercise.check(/Tests that pass|does not compile/);

  const wanted = file(topic, "settings", "solution.go").split("// order:begin\n")[1].split("\t// order:end")[0].split("\n").slice(0, -1);
  const press = async (line: string, way: string) => {
    const item = exercise.place.locator(".order__line").filter({ has: page.getByText(line, { exact: true }) });
    const button = item.locator(`[data-way="${way}"]`);
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(button).toBeFocused();
  };
  for (const line of found.filter((line) => !wanted.includes(line))) {
    while ((await lines()).includes(line)) await press(line, "down");
  }
  for (const [place, line] of wanted.entries()) {
    while ((await lines()).indexOf(line) > place) await press(line, "up");
  }
  expect(await lines()).toEqual(wanted);
  await exercise.check("Solved");
});

test("by keyboard alone", async ({ page }) => {
  await page.goto(`learn/${FIRST}/`);
  await expect(page.locator("html[data-alive]")).toBeAttached();
  const id = "raise-prices";
  await page.locator(`#exercise-${id} summary`).first().focus();
  const exercise = new Exercise(page, page.locator(`#exercise-${id}`));
  await expect(exercise.editor()).toBeVisible({ timeout: 60_000 });
  await exercise.write(file(FIRST, id, "solution.go"));
  await page.keyboard.press("Control+Enter");
  await expect(exercise.status()).toContainText("Solved", { timeout: 60_000 });
  await page.keyboard.press("Control+Shift+Enter");
  await expect(exercise.place.locator(".output")).toContainText("[387 213 295.5]", { timeout: 60_000 });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(exercise.button("Check")).toBeFocused();
});

test("what has no end is stopped, or told in words; another exercise takes the engine and says so", async ({ page }) => {
  const exercise = await Exercise.open(page, FIRST, "count-species");
  const endless = file(FIRST, "count-species", "solution.go").replace("fmt.Println(", "for {\n\t}\n\tfmt.Println(");
  await exercise.write(endless);
  await exercise.button("Run").click();
  await expect(exercise.status()).toContainText("Running", { timeout: 60_000 });
  await exercise.button("Stop").click();
  await expect(exercise.status()).toContainText("Stopped");

  await exercise.button("Run").click();
  await expect(exercise.status()).toContainText("Is there a loop", { timeout: 60_000 });

  await exercise.button("Run").click();
  await expect(exercise.status()).toContainText("Running");
  const other = await Exercise.near(page, "mean-of-prices");
  await other.check(/Tests that pass/);
  await expect(exercise.status()).toContainText("Another program of this page was started");
});

test("begin again can be taken back", async ({ page }) => {
  const exercise = await Exercise.open(page, FIRST, "count-species");
  await exercise.write("package main\n\n// mine\nfunc main() {}\n");
  await exercise.button("Begin again").click();
  await expect(exercise.editor()).toContainText("CountSpecies");
  await exercise.button("Bring my answer back").click();
  await expect(exercise.editor()).toContainText("// mine");
});

test("in a German page the words around the lesson are German", async ({ page }) => {
  const exercise = await Exercise.open(page, FIRST, "count-species", "de/");
  await expect(exercise.button("Prüfen")).toBeVisible();
  await expect(exercise.place.getByText("Hinweis 1 von 3")).toBeVisible();
  await expect(exercise.place.getByText("Finde den Fehler")).toBeVisible();
});

test("no finding of axe-core, before an attempt and after it", async ({ page }) => {
  const exercise = await Exercise.open(page, FIRST, "count-species");
  await exercise.check(/nil/);
  expect(await findings(page, { inside: "#exercise-count-species", advice: true })).toEqual([]);
});
