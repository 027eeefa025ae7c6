// After one visit, whole lessons are gone through without a network.
import { Mouse } from "./support/hands";
import { GO } from "./support/lessons";
import { expect, test, visit } from "./support/offline";
import { seeDone, walk } from "./support/walk";

test("two lessons, from their first screen to the certificate, with the network away", async ({ page, context, host }) => {
  test.setTimeout(300_000);
  await visit(page);
  await context.setOffline(true);
  const asked = host.asked.length;
  const lessons = GO.filter(({ id }) => ["structs", "concurrency"].includes(id));
  for (const lesson of lessons) await walk(page, new Mouse(page), lesson);
  await seeDone(page, lessons);
  expect(lessons).toHaveLength(2);
  // What the browser itself does for the service worker does not know that the network is away.
  expect(host.asked.slice(asked).filter((path) => path !== "sw.js")).toEqual([]);
});
