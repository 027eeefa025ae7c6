// The test that all specs use: a lab to open, and a guard over everything the page does.
import { test as base, type BrowserContext, type Page } from "@playwright/test";
import { Guard } from "./guard";
import { Lab } from "./lab";

export { expect } from "@playwright/test";
export { alive, drawn, Lab, SPIRAL } from "./lab";

interface Fixtures {
  guard: Guard;
  /** The playground, on the lab and the run that a link names. */
  open: (link?: string, page?: Page) => Promise<Lab>;
}

export const test = base.extend<Fixtures>({
  guard: async ({ baseURL }, use) => {
    const guard = new Guard(new URL(baseURL ?? "").origin);
    await use(guard);
    base.expect(guard.found(), "what no page may do").toEqual([]);
  },
  context: async ({ context, guard }, use) => {
    await guard.watch(context);
    await use(context as BrowserContext);
  },
  open: async ({ page }, use) => {
    await use((link = "", other = page) => Lab.open(other, link));
  },
});
