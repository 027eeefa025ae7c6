// After one visit the site works without a network; a new version is offered and never forced.
import type { Page } from "@playwright/test";
import { drawByMouse, ONE } from "./support/digits";
import { cached, expect, Lab, openPanel, SPIRAL, test, untilKept, visit } from "./support/offline";

/** The lessons that the course lists as ready. */
async function lessons(page: Page): Promise<string[]> {
  await page.goto("course/");
  const links = page.locator(".course__topic a");
  return links.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
}

test.describe("after one visit", () => {
  test("all pages, lessons and labs work without a network", async ({ page, context, open }) => {
    await visit(page);
    await context.setOffline(true);
    await page.reload();
    await expect(page).toHaveTitle(/machine learning/);

    const ready = await lessons(page);
    expect(ready.length).toBeGreaterThan(0);
    for (const lesson of ready) {
      await page.goto(lesson);
      await expect(page.getByRole("article")).toBeVisible();
    }
    const lab = await open(SPIRAL);
    await lab.playTo(50);
    await open("lab=digits&processor=cpu");
    await drawByMouse(page, ONE);
    await expect(page.getByRole("region", { name: "Answer" })).toContainText("This looks like a 1,");
    await expect(page.getByRole("region", { name: "Answer" })).toContainText("The pretrained model answers");
  });

  test("a page is found by each of its names", async ({ page, context, baseURL }) => {
    await visit(page);
    await context.setOffline(true);
    for (const place of ["course/", "course", "course/index.html", "course/?from=mail", "course?from=mail#main"]) {
      await page.goto("about:blank");
      const response = await page.goto(place);
      expect(response?.fromServiceWorker(), place).toBe(true);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(new URL(page.url()).pathname, place).toBe(new URL("course/", baseURL).pathname);
    }
  });

  test("it can be installed", async ({ page, context }) => {
    await visit(page);
    const tools = await context.newCDPSession(page);
    const manifest = await tools.send("Page.getAppManifest");
    expect(manifest.errors).toEqual([]);
    expect(JSON.parse(manifest.data ?? "{}")).toMatchObject({ short_name: "Burrow", display: "standalone" });
    const { installabilityErrors } = await tools.send("Page.getInstallabilityErrors");
    // A private window, which the tests use, installs nothing.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
  });
});

test.describe("at the root of a host", () => {
  // The page for unknown addresses is made for the folder that the build was told.
  test.use({ folder: "/" });

  test("an unknown page is told as one, with the network away", async ({ page, context, guard }) => {
    guard.allow(/nowhere/);
    await visit(page);
    await context.setOffline(true);
    const response = await page.goto("no/such/nowhere/");
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});

test.describe("what is kept, and when", () => {
  test("nothing is stored while the learner moves, then all of it", async ({ page, host }) => {
    await page.goto("");
    for (let moves = 0; moves < 10; moves++) {
      await page.mouse.move(100 + 10 * moves, 100);
      await page.waitForTimeout(400);
    }
    expect(host.count(/^sw\.js$/)).toBe(0);
    await untilKept(page);
    expect(host.count(/train-gpu/)).toBe(0);
  });

  test("a learner who saves data is asked first", async ({ page, context, host }) => {
    await context.addInitScript(() => {
      Object.defineProperty(navigator, "connection", { value: { saveData: true } });
    });
    const panel = await openPanel(page, "Offline and storage");
    await expect(panel).toContainText(/You asked your browser to save data.*\d MB/);
    await page.waitForTimeout(4000);
    expect(host.count(/^sw\.js$/)).toBe(0);
    await panel.getByRole("button", { name: "Keep it on this device" }).click();
    await untilKept(page);
    await expect(panel).toContainText("work without a network");
  });

  test("a file that comes damaged is fetched once more", async ({ page, context, host, open }) => {
    host.damage(/train-cpu-[^/]*\.wasm$/);
    await visit(page);
    expect(host.count(/train-cpu-[^/]*\.wasm$/)).toBe(2);
    await context.setOffline(true);
    const lab = await open("processor=cpu");
    await lab.playTo(10);
  });

  test("what the browser dropped is fetched again on the next visit", async ({ page, context, open }) => {
    await visit(page);
    await page.evaluate(async () => {
      const name = (await caches.keys()).find((name) => name.includes("precache")) ?? "";
      const cache = await caches.open(name);
      for (const request of await cache.keys()) if (request.url.includes("train-cpu")) await cache.delete(request);
    });
    expect((await cached(page)).filter((url) => url.includes("train-cpu"))).toEqual([]);
    await page.reload();
    await expect.poll(async () => (await cached(page)).filter((url) => url.includes("train-cpu")).length).toBe(2);
    await context.setOffline(true);
    const lab = await open("processor=cpu");
    await lab.playTo(10);
  });

  test("inside another page nothing is kept", async ({ page, host, guard }) => {
    // A document of the same origin that is no page of ours, and names no icon.
    guard.allow(/favicon/);
    await page.goto("packs.json");
    await page.evaluate((src) => {
      const frame = document.createElement("iframe");
      frame.src = src;
      document.body.append(frame);
    }, `${host.url}course/`);
    await expect(page.frameLocator("iframe").getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForTimeout(5000);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    expect(host.count(/^sw\.js$/)).toBe(0);
  });
});

/** Which build a page runs. */
function build(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as { burrowBuild?: number }).burrowBuild ?? 1);
}

test.describe("a new version", () => {
  const offer = (page: Page) => page.getByRole("status").filter({ hasText: /new version/ });

  test("is offered, waits, and is taken with the work kept", async ({ page, host, open }) => {
    await visit(page);
    const lab = await open(SPIRAL);
    const told = await lab.playTo(60);
    host.deploySecondBuild();
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await expect(offer(page)).toBeVisible();
    // The lesson goes on under the code that it began with.
    expect(await build(page)).toBe(1);
    await lab.step();

    let loads = 0;
    page.on("load", () => (loads += 1));
    await offer(page).getByRole("button", { name: "Save and load it" }).click();
    await expect.poll(() => build(page).catch(() => 1)).toBe(2);
    await lab.wake();
    const kept = await lab.until("the run is back", ({ step }) => step > told.step);
    expect(kept.step).toBe(told.step + 1);
    expect(loads).toBe(1);
    await expect(offer(page)).toBeHidden();
  });

  test("does not take the code away from another tab", async ({ page, context, host }) => {
    await visit(page);
    const other = await context.newPage();
    await other.goto("");
    host.deploySecondBuild();
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await offer(page).getByRole("button", { name: "Save and load it" }).click();
    await expect.poll(() => build(page).catch(() => 1)).toBe(2);

    await expect(offer(other)).toContainText("Another tab");
    expect(await build(other)).toBe(1);
    // The old page's script is on no host any more, and still there.
    const script = await other.locator("script[src*='assets/page-']").getAttribute("src");
    expect(await other.evaluate(async (src) => (await fetch(src ?? "")).status, script)).toBe(200);
    await offer(other).getByRole("button", { name: "Save and load again" }).click();
    await expect.poll(() => build(other).catch(() => 1)).toBe(2);

    // Nobody needs it now: it is swept out.
    await other.reload();
    await expect.poll(async () => (await cached(other)).some((url) => url.endsWith(script?.split("/").at(-1) ?? "-"))).toBe(false);
  });

  test("takes over by itself once no page is open", async ({ page, context, host }) => {
    await visit(page);
    host.deploySecondBuild();
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await expect(offer(page)).toBeVisible();
    await page.close();
    const later = await context.newPage();
    await later.goto("");
    // The browser ends the old worker a moment after its last page.
    await expect.poll(async () => {
      await later.goto("about:blank");
      await later.goto("");
      return build(later);
    }).toBe(2);
  });
});

test.describe("larger parts", () => {
  const gpu = (panel: Awaited<ReturnType<typeof openPanel>>) => panel.getByRole("listitem").filter({ hasText: "GPU engine" });
  const part = /^assets\/parts\/.*\.wasm$/;

  /** The panel, with the site kept. */
  async function begin(page: Page) {
    await visit(page);
    return gpu(await openPanel(page, "Offline and storage"));
  }

  test("are downloaded with their progress, work offline, and go again", async ({ page, context, host }) => {
    const item = await begin(page);
    await expect(item).toContainText(/\d MB to download, \d+\.\d MB on this device/);
    host.delay(part, 60);
    await item.getByRole("button", { name: "Download" }).click();
    const progress = item.getByRole("progressbar");
    await expect(progress).toBeVisible();
    await expect.poll(() => progress.evaluate((bar) => (bar as HTMLProgressElement).position)).toBeGreaterThan(0.2);
    await expect(item).toContainText("Ready for use without a network");
    expect(host.count(part)).toBeGreaterThan(3);

    await page.reload();
    await expect(item).toContainText("Ready for use without a network");
    await context.setOffline(true);
    const names = (await cached(page)).filter((url) => /train-gpu-[^/]*\.(js|wasm)$/.test(url));
    expect(names).toHaveLength(2);
    for (const name of names) {
      const [status, type, bytes] = await page.evaluate(async (name) => {
        const response = await fetch(name);
        return [response.status, response.headers.get("Content-Type"), (await response.arrayBuffer()).byteLength];
      }, name);
      expect([status, type]).toEqual([200, name.endsWith(".js") ? "text/javascript" : "application/wasm"]);
      expect(bytes).toBeGreaterThan(10_000);
    }
    expect((await cached(page)).filter((url) => url.includes("/parts/"))).toEqual([]);

    await item.getByRole("button", { name: "Remove" }).click();
    await expect(item.getByRole("button", { name: "Download" })).toBeFocused();
    expect((await cached(page)).filter((url) => url.includes("train-gpu"))).toEqual([]);
  });

  test("count among what the site uses, as soon as they came or went", async ({ page }) => {
    const item = await begin(page);
    const work = page.getByRole("region", { name: "Your work" });
    const used = async () => Number(/The site uses ([\d.]+) MB/.exec(await work.innerText())?.[1]);
    await expect.poll(used).toBeGreaterThan(0);
    const without = await used();
    await item.getByRole("button", { name: "Download" }).click();
    await expect(item).toContainText("Ready for use without a network");
    await expect.poll(used).toBeGreaterThan(without + 10);
    const withIt = await used();
    await item.getByRole("button", { name: "Remove" }).click();
    // Chromium gives room back bit by bit, not all of it at once.
    await expect.poll(used).toBeLessThan(withIt - 10);
  });

  test("go on after a cancel with what has come", async ({ page, host, guard }) => {
    // The part that was on its way.
    guard.allow(/failed .*assets\/parts/);
    const item = await begin(page);
    host.delay(part, 150);
    await item.getByRole("button", { name: "Download" }).click();
    await expect.poll(() => host.count(part)).toBeGreaterThan(4);
    await item.getByRole("button", { name: "Cancel" }).click();
    await expect(item).toContainText(/\d\.\d MB of \d+\.\d MB are here/);
    host.delay();
    await page.reload();
    await item.getByRole("button", { name: "Go on" }).click();
    await expect(item).toContainText("Ready for use without a network");
    const asked = host.asked.filter((path) => part.test(path));
    // One was on its way when it was cancelled.
    expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(1);
  });

  test("a part that comes damaged is fetched again", async ({ page, host }) => {
    const item = await begin(page);
    host.damage(part);
    await item.getByRole("button", { name: "Download" }).click();
    await expect(item).toContainText("Ready for use without a network");
    const asked = host.asked.filter((path) => part.test(path));
    expect(asked.length - new Set(asked).size).toBe(1);
  });

  test("a part that comes damaged twice is told and never used", async ({ page, host }) => {
    const item = await begin(page);
    host.damage(part, 2);
    await item.getByRole("button", { name: "Download" }).click();
    await expect(item).toContainText("came damaged twice");
    await item.getByRole("button", { name: "Go on" }).click();
    await expect(item).toContainText("Ready for use without a network");
  });

  test("a network that breaks off costs only the part under way", async ({ page, context, host, guard }) => {
    guard.allow(/assets\/parts/, /Failed to load resource/);
    const item = await begin(page);
    host.delay(part, 150);
    await item.getByRole("button", { name: "Download" }).click();
    await expect.poll(() => host.count(part)).toBeGreaterThan(3);
    await context.setOffline(true);
    await expect(item).toContainText("The network broke off");
    await context.setOffline(false);
    host.delay();
    await item.getByRole("button", { name: "Go on" }).click();
    await expect(item).toContainText("Ready for use without a network");
  });

  test("of an earlier version are dropped and offered anew", async ({ page, host }) => {
    const item = await begin(page);
    await item.getByRole("button", { name: "Download" }).click();
    await expect(item).toContainText("Ready for use without a network");
    host.deploySecondBuild();
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await page.getByRole("button", { name: "Save and load it" }).first().click();
    await expect.poll(() => cached(page).then((urls) => urls.some((url) => url.includes("page-SECOND"))).catch(() => false)).toBe(true);
    await expect(item).toContainText("Of an earlier version");
    await item.getByRole("button", { name: "Renew" }).click();
    await expect(item).toContainText("Ready for use without a network");
    await page.reload();
    await expect
      .poll(async () => (await cached(page)).filter((url) => /train-gpu-[^/]*\.js$/.test(url)).map((url) => url.split("/").at(-1)))
      .toEqual(["train-gpu-SECOND.js"]);
  });
});
