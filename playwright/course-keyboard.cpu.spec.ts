// Whole lessons by keyboard alone.
import { Keys } from "./support/hands";
import { test } from "./support/test";
import { GO, seeDone, walk } from "./support/walk";

// One with each way to answer between them, and with goroutines.
for (const id of ["pointers", "concurrency"]) {
  const lesson = GO.filter((lesson) => lesson.id === id)[0];
  test(`${lesson.title}: from the first screen to the certificate`, async ({ page }) => {
    test.setTimeout(300_000);
    await walk(page, new Keys(page), lesson);
    await seeDone(page, [lesson]);
  });
}
