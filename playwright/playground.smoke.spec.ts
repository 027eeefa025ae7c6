// Burrow in the Firefox of the system: it opens, trains, and asks nobody else for anything.
import { expect, test } from "./firefox";

test("the playground trains in Firefox", async ({ firefox, baseURL }) => {
  const problems: string[] = [];
  firefox.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  firefox.on("pageerror", (error) => problems.push(String(error)));
  firefox.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== new URL(baseURL ?? "").origin) problems.push(request.url());
  });
  const step = () => firefox.$eval("output[data-run]", (node) => Number((node as HTMLElement).dataset.step));

  await firefox.goto(new URL("playground/#data=spiral&processor=cpu", baseURL).href);
  await firefox.locator("::-p-aria([name='Play'][role='button'])").click();
  await expect.poll(step, { timeout: 60_000 }).toBeGreaterThan(100);
  await firefox.locator("::-p-aria([name='Pause'][role='button'])").click();
  const status = () => firefox.$eval("output[data-run]", (node) => (node as HTMLElement).dataset.status);
  await expect.poll(status).toBe("paused");
  expect(problems).toEqual([]);
});
