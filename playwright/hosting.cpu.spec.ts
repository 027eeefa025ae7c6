// The site works from any folder of any static host, and by links that lead deep into it.
import { plainHost } from "./support/plain-host";
import { expect, Lab, test } from "./support/test";

test.describe("in a folder of the plainest host", () => {
  test.use({
    baseURL: async ({}, use) => {
      const host = await plainHost("/some/where/");
      await use(host.url);
      await host.close();
    },
  });

  test("a deep link to the playground trains both labs", async ({ open, page }) => {
    const lab = await open("lab=boundary&processor=cpu");
    await lab.playTo(20);
    await page.getByRole("tab", { name: "Digit reader" }).click();
    await lab.until("the digits open", ({ step, status, trainLoss }) => step === 0 && status === "paused" && trainLoss >= 0);
    await lab.step();
  });

  test("the pages lead to each other, and back", async ({ page, baseURL }) => {
    await page.goto("");
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Course" }).click();
    await expect(page.getByRole("heading", { name: "The course" })).toBeVisible();
    expect(page.url()).toBe(`${baseURL}course/`);
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Playground" }).click();
    const lab = new Lab(page);
    await expect(lab.button("Play")).toBeVisible();
    await page.getByRole("contentinfo").getByRole("link", { name: /notices/i }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/notices/i);
    await page.goBack();
    await expect(lab.button("Play")).toBeVisible();
    // The same address, asked of the host anew.
    await page.reload();
    await expect(lab.button("Play")).toBeVisible();
  });
});

test("the site's own server works in a folder too", async ({ browser, guard }) => {
  const folder = process.env.BURROW_SUB_PATH_URL;
  test.skip(!folder, "BURROW_SUB_PATH_URL names no server");
  const context = await browser.newContext({ baseURL: folder });
  // The guard's origin is the first server's; this one has to keep to its own.
  guard.allow(new RegExp(`^left the origin ${new URL(folder ?? "").origin}/`));
  await guard.watch(context);
  const lab = await Lab.open(await context.newPage(), "processor=cpu");
  await lab.step();
  await context.close();
});

test("a page that is not there says so and leads home", async ({ page, guard }) => {
  guard.allow(/nowhere/);
  const response = await page.goto("no/such/nowhere/");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("banner").getByRole("link", { name: "Burrow" }).click();
  await expect(page).toHaveTitle(/machine learning/);
});

test("the server states the strict policy that the page states itself", async ({ page }) => {
  const response = await page.goto("");
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:/);
  expect(await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content")).toBe(policy);
});

test("the course lists seven chapters and 49 topics, each marked as what it is", async ({ page }) => {
  await page.goto("course/");
  await expect(page.locator(".course__chapter")).toHaveCount(7);
  await expect(page.locator(".course__topic")).toHaveCount(49);
  const marks = await page.locator(".course__mark").allInnerTexts();
  expect(marks).toHaveLength(49);
  expect(new Set(marks.map((mark) => /^(Ready|Not written yet)$/i.test(mark)))).toEqual(new Set([true]));
});
