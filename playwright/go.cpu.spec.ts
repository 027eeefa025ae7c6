// The Go playground: write, err, mend, run; input; formatting and tests; what has no end; sharing and keeping.
import { type Page } from "@playwright/test";
import { Go, program } from "./support/go";
import { expect, test } from "./support/test";

const HELLO = program('\tfmt.Println("hello")');

test("a program is written, told its mistakes at their places, mended and run", async ({ page }) => {
  const go = await Go.open(page);
  await go.write(program("\tcount := 3\n\tfmt.Println(cuont)"));
  await expect(go.problems()).toHaveCount(2);
  await expect(go.problems().first()).toContainText("main.go:8:2: declared and not used: count".replace(": ", " "));
  await expect(go.problems().nth(1)).toContainText("undefined: cuont");
  await expect(go.problems().nth(1)).toContainText("Check its spelling");
  await expect(page.locator(".cm-lintRange-error")).toHaveCount(2);

  // The list leads to the place.
  await go.problems().nth(1).getByRole("button").click();
  await expect(go.editor()).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Delete");
  await page.keyboard.type("count");
  await expect(go.problems()).toHaveCount(0);
  expect(await go.run()).toBe("3\n");
  await expect(go.status()).toHaveText(/^Exited with 0 after [\d.]+ m?s\.$/);
});

test("what does not compile does not run, and says so", async ({ page }) => {
  const go = await Go.open(page);
  await go.write("package main\n\nfunc main() {\n\tx := \n}\n");
  await go.button("Run").click();
  await expect(go.status()).toContainText("does not compile yet");
  await expect(go.problems().first()).toContainText("syntax error");
});

test("output and errors are told apart, and the exit code is told", async ({ page }) => {
  const go = await Go.open(page);
  await go.write(program('\tfmt.Println("out")\n\tfmt.Fprintln(os.Stderr, "err")\n\tos.Exit(3)', "os"));
  await go.run();
  await expect(go.output().getByRole("group", { name: "Standard error" })).toHaveText("err\n");
  await expect(go.status()).toContainText("Exited with 3");
});

test("a panic prints its trace and exits with 2", async ({ page }) => {
  const go = await Go.open(page);
  await go.write(program('\tvar none []int\n\tfmt.Println(none[len(os.Args)])', "os"));
  const text = await go.run();
  expect(text).toContain("panic: runtime error: index out of range [1] with length 0");
  expect(text).toContain("goroutine 1 [running]:");
  expect(text).toContain("main.go:10");
  await expect(go.status()).toContainText("Exited with 2");
});

test("arguments reach the program", async ({ page }) => {
  const go = await Go.open(page);
  await go.write(program("\tfmt.Printf(\"%q\\n\", os.Args[1:])", "os"));
  await page.getByLabel("Arguments").fill("-v 'two words'");
  await page.getByLabel("Arguments").blur();
  expect(await go.run()).toBe('["-v" "two words"]\n');
});

test("input is asked for line by line, until its end", async ({ page }) => {
  const go = await Go.open(page);
  await page.getByLabel("Example").selectOption({ label: "Reading input" });
  await go.button("Run").click();
  const field = page.getByLabel("Standard input");
  await expect(field).toBeFocused({ timeout: 60_000 });
  await expect(go.status()).toHaveText("The program waits for a line of input.");
  await field.fill("4");
  await field.press("Enter");
  await expect(go.output()).toContainText("the mean so far is 4");
  await field.fill("x");
  await go.button("Send line").click();
  await expect(go.output().getByRole("group", { name: "Standard error" })).toContainText("this is no number");
  await go.button("End of input").click();
  await expect(go.status()).toContainText("Exited with 0");
  await expect(go.output()).toContainText("end: 1 numbers");
  await expect(field).toBeHidden();
});

test("formatting is gofmt's, and can be undone", async ({ page }) => {
  const go = await Go.open(page);
  const crooked = "package main\nimport \"fmt\"\nfunc main(){\nfmt.Println( 1+2 )}\n";
  await go.write(crooked);
  await go.button("Format").click();
  await expect(go.status()).toHaveText("Formatted as gofmt does it.", { timeout: 60_000 });
  expect(await go.text()).toBe('package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println(1 + 2)\n}\n');
  await page.keyboard.press("Shift+Alt+F");
  await expect(go.status()).toHaveText("It was formatted already.");
  await go.editor().focus();
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => go.text()).toBe(crooked);
});

test("tests are run, and what fails is told in go test's words", async ({ page }) => {
  const go = await Go.open(page);
  await page.getByLabel("Example").selectOption({ label: "A test that fails" });
  await expect(page.getByRole("tab")).toHaveText(["reverse.go", "reverse_test.go"]);
  await go.button("Test").click();
  await expect(go.status()).toContainText("Exited with 1", { timeout: 60_000 });
  await expect(go.output()).toContainText("--- FAIL: TestReverse/Größe");
  await expect(go.output()).toContainText("--- PASS: TestReverse/go");
});

test("files are added, named, shown and removed", async ({ page }) => {
  const go = await Go.open(page);
  await go.write('package main\n\nfunc main() {\n\tgreet("there")\n}\n');
  await go.button("New file").click();
  const name = page.getByLabel("Name of the file");
  await expect(name).toHaveValue("file1.go");
  await name.fill("main.go");
  await name.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("There is a file of this name already.");
  await name.fill("greet.go");
  await name.press("Enter");
  await expect(page.getByRole("tab", { selected: true })).toHaveText("greet.go");
  expect(await go.text()).toBe("package main\n");
  await go.write('package main\n\nimport "fmt"\n\nfunc greet(name string) {\n\tfmt.Println("hi", name)\n}\n');
  expect(await go.run()).toBe("hi there\n");
  await page.getByRole("tab", { name: "main.go" }).click();
  expect(await go.text()).toContain("greet(");
  await page.getByRole("tab", { name: "greet.go" }).click();
  await page.getByRole("button", { name: "Remove greet.go" }).click();
  await expect(go.problems()).toHaveText(/undefined: greet/);
});

/** Frames that the page draws while something goes on, a second. */
function frames(page: Page, seconds: number): Promise<number> {
  return page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        let count = 0;
        const begin = performance.now();
        const next = (now: number) => (now - begin < ms ? (count++, requestAnimationFrame(next)) : resolve((count * 1000) / ms));
        requestAnimationFrame(next);
      }),
    seconds * 1000,
  );
}

test.describe("what has no end", () => {
  /** Starts, looks whether the page stays alive, stops, and runs another program. */
  async function stopped(page: Page, source: string, beside?: (go: Go) => Promise<void>) {
    const go = await Go.open(page);
    expect((await go.write(HELLO), await go.run())).toBe("hello\n");
    await go.write(source);
    await go.button("Run").click();
    await expect(go.status()).toHaveText("Running …");
    await beside?.(go);
    expect(await frames(page, 1)).toBeGreaterThan(20);
    await go.button("Stop").click();
    await expect(go.status()).toContainText("Stopped after", { timeout: 1000 });
    await go.write(HELLO);
    expect(await go.run()).toBe("hello\n");
  }

  test("a loop", async ({ page }) => {
    await stopped(page, "package main\n\nfunc main() {\n\tfor {\n\t}\n}\n");
  });

  test("a flood", async ({ page }) => {
    await stopped(page, program('\tfor i := 0; ; i++ {\n\t\tfmt.Println("line", i)\n\t}'), async (go) => {
      await expect(go.output()).toContainText("The beginning was let go", { timeout: 30_000 });
    });
  });

  test("a memory hog meets its limit", async ({ page }) => {
    const go = await Go.open(page);
    await go.write(program("\tvar all [][]byte\n\tfor {\n\t\tall = append(all, make([]byte, 1<<20))\n\t\tfmt.Print(len(all)%1000/999)\n\t}"));
    await go.button("Run").click();
    await expect(go.status()).toContainText("256 MB of memory", { timeout: 60_000 });
    await go.write(HELLO);
    expect(await go.run()).toBe("hello\n");
  });

  test("a recursion meets its limit", async ({ page }) => {
    const go = await Go.open(page);
    await go.write(program("\tfmt.Println(deeper(0))").concat("\nfunc deeper(n int) int {\n\treturn deeper(n+1) + 1\n}\n"));
    await go.button("Run").click();
    await expect(go.status()).toContainText("too deep for the stack", { timeout: 60_000 });
    await expect(go.output()).toContainText("goroutine stack exceeds");
  });

  test("a deadlock is found", async ({ page }) => {
    const go = await Go.open(page);
    await page.getByLabel("Example").selectOption({ label: "A deadlock" });
    expect(await go.run()).toContain("fatal error: all goroutines are asleep - deadlock!");
    await expect(go.status()).toContainText("Exited with 2");
  });

  test("10,000 goroutines come to an end", async ({ page }) => {
    const go = await Go.open(page);
    const body = "\tsum := make(chan int)\n\tfor i := range 10000 {\n\t\tgo func() { sum <- i }()\n\t}\n\ttotal := 0\n\tfor range 10000 {\n\t\ttotal += <-sum\n\t}\n\tfmt.Println(total)";
    await go.write(program(body));
    expect(await go.run()).toBe("49995000\n");
  });
});

test("a worker that dies is told and started again, and the work is kept", async ({ page, guard }) => {
  guard.allow(/killed by the test/);
  await page.addInitScript(() => {
    const Real = Worker;
    globalThis.Worker = class extends Real {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        Object.assign(globalThis, { kill: () => this.dispatchEvent(new ErrorEvent("error", { message: "killed by the test" })) });
      }
    };
  });
  const go = await Go.open(page);
  await go.write("package main\n\nfunc main() {\n\tfor {\n\t}\n}\n");
  await go.button("Run").click();
  await expect(go.status()).toHaveText("Running …", { timeout: 60_000 });
  await page.evaluate(() => (globalThis as unknown as { kill: () => void }).kill());
  await expect(go.status()).toContainText("broke off and is started again; what you wrote is as it was. The reason: killed by the test");
  expect(await go.text()).toContain("for {");
  await go.write(HELLO);
  expect(await go.run()).toBe("hello\n");
});

test.describe("sharing and keeping", () => {
  test("a link opens the same program elsewhere, and what was written there can be brought back", async ({ page, browser, baseURL }) => {
    const go = await Go.open(page);
    const mine = program('\tfmt.Println("ß €", `-- x --`)');
    await go.write(mine);
    await page.getByLabel("Arguments").fill("a b");
    await go.button("Share").click();
    await expect(go.status()).toContainText(/link/i);
    const link = page.url();
    expect(link).toContain("#go=");

    const context = await browser.newContext({ baseURL });
    const other = await Go.open(await context.newPage());
    await other.write("// Theirs.\n");
    await other.page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
    await expect.poll(() => other.text()).toBe(mine);
    await expect(other.page.getByLabel("Arguments")).toHaveValue("a b");
    await other.button("Bring back what I wrote").click();
    await expect.poll(() => other.text()).toBe("// Theirs.\n");
    await context.close();
  });

  test("a hostile link gets words, and the program stays", async ({ page }) => {
    for (const link of ["go=", "go=%%%", "go=AAAA", `go=${"A".repeat(40_000)}`, "go=q6usBAA"]) {
      const go = await Go.open(page, link);
      await expect(go.status()).toContainText("link");
      expect(await go.text()).toContain("package main");
    }
  });

  test("what was written is there again, in this browser", async ({ page }) => {
    const go = await Go.open(page);
    await go.write("package main // mine\n");
    // A save is followed by a pause; a page that is left saves at once.
    await page.waitForTimeout(3500);
    await page.reload();
    await expect.poll(() => new Go(page).text()).toBe("package main // mine\n");
  });
});

test.describe("by keyboard alone", () => {
  test("a program is written, run, formatted, and the editor is left", async ({ page }) => {
    const go = await Go.open(page);
    await go.editor().focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Delete");
    await page.keyboard.type("package main\nfunc main() {\nprintln(7)");
    await page.keyboard.press("Control+Enter");
    await expect(go.output()).toContainText("7", { timeout: 60_000 });
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await expect(go.editor()).not.toBeFocused();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toContainText("Ctrl+Enter");
    await page.keyboard.press("Escape");
    for (let presses = 0; presses < 20 && !(await go.output().evaluate((node) => node === document.activeElement)); presses++) {
      await page.keyboard.press("Tab");
    }
    await expect(go.output()).toBeFocused();
  });

  test("completions come with their types and their documentation", async ({ page }) => {
    const go = await Go.open(page);
    await go.write('package main\n\nimport "strings"\n\nfunc main() {\n\tprintln(strings)\n}\n');
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type(".ToUp");
    const list = page.getByRole("listbox", { name: "Completions" });
    await expect(list.getByRole("option", { selected: true })).toContainText("ToUpper", { timeout: 60_000 });
    await expect(list.getByRole("option", { selected: true })).toContainText("string");
    // A screen reader is told what the name is for by the description of the option.
    await expect(list.getByRole("option", { selected: true })).toHaveAccessibleDescription(/ToUpper returns s with all Unicode letters/);
    await expect(page.locator(".cm-completionInfo [lang=en]")).toContainText("ToUpper returns s");
    // What opened just now does not take a key that was meant for the text.
    await page.waitForTimeout(200);
    await page.keyboard.press("Enter");
    await expect.poll(() => go.text()).toContain("strings.ToUpper");
  });
});

test("what is typed before the program of the page is there is not lost", async ({ page }) => {
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  await page.route(/assets\/go-[0-9a-f]{10}\.wasm$/, async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto("go/", { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "Go source" }).fill("package main // early\n");
  go();
  await expect.poll(() => new Go(page).text(), { timeout: 30_000 }).toBe("package main // early\n");
});
