// Go programs stepped through, forwards and back, with what is shown of them checked.
import { Go, program } from "./support/go";
import { expect, test } from "./support/test";

/** Opens the page, writes a program and halts before its first statement. */
async function begin(go: Go, source: string) {
  await go.write(source);
  await go.button("Step through").click();
  await go.halted(60);
  await expect(go.status()).toContainText("Nothing has run yet.");
}

/** Goes back, a few steps at most, until the output lacks what was written. */
async function backUntilUnsaid(go: Go, words: string) {
  for (let steps = 0; steps < 12 && (await go.output().textContent())?.includes(words); steps++) await go.step("Step back");
  await expect(go.output()).not.toContainText(words);
}

test("a closure keeps its variable, forwards and back", async ({ page }) => {
  const go = await Go.open(page);
  const body = "\tcount := 0\n\tnext := func() int {\n\t\tcount++\n\t\treturn count\n\t}\n\tnext()\n\tfmt.Println(next(), count)";
  await begin(go, program(body));
  await expect(go.line()).toHaveText("\tcount := 0");
  await go.step("Step over");
  await expect(go.variable("count")).toContainText("0");
  await go.step("Step over");
  await expect(go.line()).toHaveText("\tnext()");
  await go.step("Step into");
  await expect(go.line()).toHaveText("\t\tcount++");
  await expect(go.status()).toContainText("main.main.func1");
  await go.step("Step over");
  await expect(go.variable("count")).toContainText("1");
  await expect(go.variable("count")).toContainText("changed");
  await go.step("Step back");
  await expect(go.line()).toHaveText("\t\tcount++");
  await expect(go.variable("count")).toContainText("0");
  await go.step("Step out");
  await expect(go.line()).toContainText("fmt.Println");
  await go.button("Continue").click();
  await go.halted();
  await expect(go.status()).toContainText("The program has ended with 0");
  await expect(go.output()).toContainText("2 2");
  // The last stop is the end of main.
  await go.step("Step back");
  await expect(go.line()).toHaveText("}");
  await expect(go.output()).toContainText("2 2");
  await go.step("Step back");
  await expect(go.line()).toContainText("fmt.Println");
  await expect(go.output()).not.toContainText("2 2");
  await go.button("Stop").click();
  await expect(go.status()).toContainText("Stopped");
  await expect(go.line()).toHaveCount(0);
});

test("a deferred call recovers, and what is deferred is listed", async ({ page }) => {
  const go = await Go.open(page);
  const source = program("\tfmt.Println(safe())").concat(
    "\nfunc safe() (err error) {\n\tdefer func() {\n\t\terr = fmt.Errorf(\"caught %v\", recover())\n\t}()\n\tpanic(\"boom\")\n}\n",
  );
  await begin(go, source);
  await go.step("Step into");
  await go.step("Step over");
  await expect(go.line()).toHaveText('\tpanic("boom")');
  await expect(page.getByRole("list", { name: "Deferred, the next to run first" })).toContainText("main.safe.func1");
  await go.step("Continue");
  await expect(go.status()).toContainText("A panic begins: ");
  await expect(go.status()).toContainText("boom");
  await go.step("Step into");
  await expect(go.line()).toContainText("recover()");
  await expect(page.locator(".step__panic")).toContainText("boom");
  await go.button("Continue").click();
  await go.halted();
  await expect(go.output()).toContainText("caught boom");
  await backUntilUnsaid(go, "caught boom");
});

test("two goroutines and a channel, to a breakpoint and back", async ({ page }) => {
  const go = await Go.open(page);
  const body = "\tnumbers := make(chan int, 1)\n\tgo func() {\n\t\tnumbers <- 1\n\t\tnumbers <- 2\n\t\tnumbers <- 3\n\t\tclose(numbers)\n\t}()\n\tfor n := range numbers {\n\t\tfmt.Println(n)\n\t}";
  await go.write(program(body));
  // The breakpoint of the line with Println, by key.
  await page.keyboard.press("ControlOrMeta+End");
  for (let lines = 0; lines < 3; lines++) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("F9");
  await expect(page.locator(".cm-breakpoint")).toHaveCount(2);
  await go.button("Step through").click();
  await go.halted(60);
  await go.step("Continue");
  await expect(go.line()).toHaveText("\t\tfmt.Println(n)");
  await expect(go.variable("n")).toContainText("1");
  const goroutines = page.locator(".step__part summary", { hasText: "Goroutine" });
  await expect(goroutines.filter({ hasText: "started by 1 in main.main" })).toHaveCount(1);
  await expect(page.locator(".step__object", { hasText: "chan int" })).toContainText("buffer");
  await go.step("Continue");
  await expect(go.variable("n")).toContainText("2");
  await expect(go.output()).toContainText("1");
  await backUntilUnsaid(go, "1");
});

test("goes on to each change of a goroutine, and to a data race, where that is wished for", async ({ page }) => {
  const go = await Go.open(page);
  const body = "\tshared := 0\n\tdone := make(chan bool)\n\tgo func() {\n\t\tshared++\n\t\tdone <- true\n\t}()\n\tshared++\n\t<-done\n\tfmt.Println(shared)";
  await begin(go, program(body));
  const also = page.getByRole("group", { name: "“Continue” halts also" });
  const changes = also.getByRole("checkbox", { name: "when a goroutine starts, waits, wakes or ends" });
  await changes.check();
  await go.step("Continue");
  await expect(go.status()).toContainText("Goroutine 2 can go on.");
  await expect(page.locator(".step__part", { hasText: "Goroutine 2" })).toContainText("It will begin with main.main.func1(");
  await go.step("Continue");
  await expect(go.status()).toContainText("Goroutine 1 begins to wait.");
  await changes.uncheck();
  await also.getByRole("checkbox", { name: "at a data race" }).check();
  await go.step("Continue");
  await expect(go.status()).toContainText("Two goroutines have touched the same memory in no order.");
  await go.step("Continue");
  await expect(go.status()).toContainText("The program has ended with 0");
  await expect(go.output()).toContainText("2");
});

test("steps are single keys outside of the editor", async ({ page }) => {
  const go = await Go.open(page);
  await go.write(program("\tx := 1\n\tx++\n\tfmt.Println(x)"));
  await page.keyboard.press("Shift+Alt+D");
  await go.halted(60);
  await expect(go.line()).toHaveText("\tx := 1");
  await page.keyboard.press("n");
  await expect(go.line()).toHaveText("\tx++");
  await page.keyboard.press("n");
  await expect(go.line()).toContainText("Println");
  await page.keyboard.press("b");
  await expect(go.line()).toHaveText("\tx++");
  await page.keyboard.press("c");
  await expect(go.status()).toContainText("The program has ended");
  await page.keyboard.press("Shift+Alt+S");
  await expect(go.status()).toContainText("Stopped");
});
