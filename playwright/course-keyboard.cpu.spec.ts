// Whole lessons by keyboard alone.
import { Keys } from "./support/hands";
import { GO } from "./support/lessons";
import { test } from "./support/test";
import { seeDone, walk } from "./support/walk";

// Between them they have programs and goroutines to step through, and lines to put in order.
for (const lesson of GO.filter(({ id }) => ["pointers", "concurrency"].includes(id))) {
  test(`${lesson.title}: from the first screen to the certificate`, async ({ page }) => {
    test.setTimeout(300_000);
    // The guard hears of it.
    await page.addInitScript(() => {
      for (const type of ["pointermove", "pointerdown"]) addEventListener(type, () => console.error(`${type}: not by keyboard alone`));
    });
    await walk(page, new Keys(page), lesson);
    await seeDone(page, [lesson]);
  });
}
