// What the Go playground says besides errors, and programs as files: warnings, a missing main, download, opening.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { Go, program } from "./support/go";
import { expect, test } from "./support/test";

test("what vet finds is a note, and the program runs all the same", async ({ page }) => {
  const go = await Go.open(page);
  await go.write(program('\tfmt.Printf("%d apples\\n", "three")'));
  await expect(go.problems()).toHaveCount(1, { timeout: 60_000 });
  await expect(go.problems().first()).toContainText("Note");
  await expect(go.problems().first()).toContainText('format %d has arg "three" of wrong type string');
  await expect(go.problems().first()).toContainText("This verb does not fit");
  await expect(page.getByText("1 note. The program can run")).toBeVisible();
  await expect(page.locator(".cm-lintRange-warning")).toHaveCount(1);
  expect(await go.run()).toContain("%!d(string=three) apples");
  await expect(go.problems()).toHaveCount(1);
});

test("a program without main is told so once it is begun", async ({ page }) => {
  const go = await Go.open(page);
  await go.write("package main\n\nfunc helper() {}\n");
  await expect(go.problems()).toHaveCount(1, { timeout: 60_000 });
  await expect(go.problems().first()).toContainText("main.go:1:9 function main is undeclared in the main package");
  await go.write("package main\n");
  await expect(go.problems()).toHaveCount(0);
});

async function download(page: Page, go: Go, name: string) {
  const coming = page.waitForEvent("download");
  await go.button(name).click();
  const file = await coming;
  return { name: file.suggestedFilename(), buffer: await readFile(await file.path()) };
}

async function addCircle(page: Page, go: Go) {
  await go.button("New file").click();
  await page.getByLabel("Name of the file").fill("shapes/circle.go");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "shapes/circle.go" })).toHaveAttribute("aria-selected", "true");
  await go.write("package shapes\n\nconst Pi = 3\n");
}

test("a program of one file is saved as that file", async ({ page }) => {
  const go = await Go.open(page);
  await go.write("package main // one\n");
  const { name, buffer } = await download(page, go, "Download");
  expect(name).toBe("main.go");
  expect(buffer.toString()).toBe("package main // one\n");
});

for (const form of ["txtar", "zip"]) {
  test(`a program of several files is saved as a .${form}, opened again, and what was there is brought back`, async ({ page }) => {
    const go = await Go.open(page);
    await go.write("package main // mine\n");
    await addCircle(page, go);
    const { name, buffer } = await download(page, go, `Download as .${form}`);
    expect(name).toBe(`program.${form}`);
    await page.getByLabel("Example").selectOption({ index: 2 });
    await expect(page.getByRole("tab", { name: "shapes/circle.go" })).toHaveCount(0);
    await go.write("package main // other\n");
    await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
    await expect.poll(() => go.text()).toBe("package main // mine\n");
    await page.getByRole("tab", { name: "shapes/circle.go" }).click();
    await expect.poll(() => go.text()).toBe("package shapes\n\nconst Pi = 3\n");
    await go.button("Bring back what I wrote").click();
    await expect.poll(() => go.text()).toBe("package main // other\n");
  });
}

/** Drops a file on the editor, as from a folder of the desktop. */
async function drop(go: Go, name: string, text: string) {
  await go.editor().evaluate(
    (content, [name, text]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      for (const type of ["dragenter", "dragover", "drop"]) {
        content.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }));
      }
    },
    [name, text] as const,
  );
}

test("a file that is dropped on the editor is opened, and not put into the text", async ({ page }) => {
  const go = await Go.open(page);
  await go.write("package main // before\n");
  await drop(go, "dropped.go", "package main // dropped\n");
  await expect(page.getByRole("tab", { name: "dropped.go" })).toBeVisible();
  await expect.poll(() => go.text()).toBe("package main // dropped\n");
});

test("what is no program is refused, and nothing is lost", async ({ page }) => {
  const go = await Go.open(page);
  await go.write("package main // kept\n");
  await drop(go, "photo.jpg", "no Go at all");
  await expect(go.status()).toContainText("cannot be opened");
  await expect.poll(() => go.text()).toBe("package main // kept\n");
});
