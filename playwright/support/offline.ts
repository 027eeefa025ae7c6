// Pages that are kept offline, on a host of their own.
import type { Locator, Page } from "@playwright/test";
import { ChangingHost } from "./changing-host";
import { test as guarded } from "./test";

export { expect, Lab, SPIRAL } from "./test";
export { ChangingHost } from "./changing-host";

/** Service workers are allowed, and the site lies in a `folder` of the host. */
export const test = guarded.extend<{ folder: string; host: ChangingHost }>({
  folder: ["/some/where/", { option: true }],
  host: async ({ folder }, use) => {
    const host = await ChangingHost.start(folder);
    await use(host);
    await host.close();
  },
  baseURL: async ({ host }, use) => use(host.url),
  serviceWorkers: "allow",
});

/** Waits until the site is kept and this page is served from what is kept. */
export async function untilKept(page: Page, seconds = 60) {
  const isKept = () => navigator.serviceWorker.controller?.state === "activated";
  await page.waitForFunction(isKept, undefined, { timeout: seconds * 1000 });
}

/** A first visit, as long as it takes until the site is kept. */
export async function visit(page: Page, place = "") {
  await page.goto(place);
  await untilKept(page);
}

/** What is kept on this device: a panel of the page for that, opened here. */
export async function openPanel(page: Page, name: "Offline and storage" | "Your work"): Promise<Locator> {
  await page.goto("offline/");
  const panel = page.getByRole("region", { name });
  await panel.waitFor();
  return panel;
}

/** The address of a script that the page loads when it needs it. */
export async function moduleOf(page: Page, baseURL: string, name: "store" | "offline"): Promise<string> {
  const list = await (await page.request.get(`${baseURL}sw.js`)).text();
  const path = new RegExp(`assets/${name}-[^"]+\\.js`).exec(list)?.[0];
  if (!path) throw new Error(`The service worker knows no script ${name}.`);
  return baseURL + path;
}

/** Everything in all caches of the origin. */
export function cached(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) urls.push(url);
    }
    return urls;
  });
}
