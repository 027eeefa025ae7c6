// Links that nobody made in good faith.
import { expect, test } from "./support/test";

test("unknown and out-of-range parameters give the nearest state and one line about it", async ({ open, page }) => {
  const lab = await open("seeed=4&data=spiral&noise=900&layers=99-0&rate=1e9&batch=0&processor=cpu");
  await expect(lab.messages().getByRole("listitem")).toHaveCount(1);
  const line = lab.messages().getByRole("listitem");
  await expect(line).toContainText("This link was adjusted");
  for (const word of ["seeed", "Noise cannot be 900: using 50", "Hidden layers", "Learning rate", "Batch size"]) {
    await expect(line).toContainText(word);
  }
  await expect(page.getByRole("textbox", { name: "Noise, typed" })).toHaveValue("50");
  await expect(page.getByRole("textbox", { name: "Units in layer 1" })).toHaveValue("64");
  await expect(page.getByRole("textbox", { name: "Units in layer 2" })).toHaveValue("1");
  await expect(page.getByRole("textbox", { name: "Batch size, typed" })).toHaveValue("1");
  await expect(page.getByRole("radio", { name: "Spiral" })).toBeChecked();
  await lab.step();
  expect(await lab.link()).toMatch(/^lab=boundary&data=spiral&noise=50&layers=64-1&/);
});

test("a step past the last one is cut to what can be replayed", async ({ open }) => {
  const lab = await open("processor=cpu&step=99999999999999999999&log=5:w9999:1,x,7:rate:2");
  await expect(lab.messages()).toContainText("This link was adjusted");
  await expect(lab.messages()).toContainText("5:w9999:1");
});

const HOSTILE = [
  "lab=<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>=1",
  "lab=boundary&data=%00%E0%A4%A&%ff=%",
  "__proto__=1&constructor=2&toString=3",
  "lab=digits&layers=999999999999-1e99--1-NaN&model=mlp",
  "lab=boundary&rate=NaN&noise=Infinity&l1=-0&l2=1e-400&batch=1e400",
  "step=-1&log=::::,-1:w-1:NaN,0:w0:1e39,0:w0:Infinity",
  `lab=boundary&log=${"0:w0:1,".repeat(3000)}`,
  `lab=${"a".repeat(100_000)}`,
  "lab=boundary&data=\u202Espiral\u200B&\u{1F980}=\u0301",
  "=&=&==&&&features=&layers=&seed=",
];

test("hostile texts neither break the page nor get into it as markup", async ({ open, page }) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  for (const [number, text] of HOSTILE.entries()) {
    await test.step(`text ${number}`, async () => {
      const lab = await open(text);
      await expect(page.locator("main img, main script")).toHaveCount(0);
      expect((await lab.messages().innerText()).length).toBeLessThan(1000);
      const before = await lab.wake();
      expect((await lab.step()).step).toBe(before.step + 1);
    });
  }
  expect(dialogs).toEqual([]);
});

test("a link that is followed on the open page begins its run", async ({ open, page }) => {
  const lab = await open("processor=cpu&seed=1");
  await lab.losses(2);
  await page.evaluate(() => { location.hash = "lab=digits&processor=cpu&seed=5"; });
  await expect(page.getByRole("tab", { name: "Digit reader" })).toHaveAttribute("aria-selected", "true");
  expect((await lab.step()).step).toBe(1);
});
