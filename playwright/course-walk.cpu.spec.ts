// Through the Go chapters as a new learner, lesson by lesson, until the certificate says so.
import { Mouse } from "./support/hands";
import { test } from "./support/test";
import { GO, seeDone, walk } from "./support/walk";

for (const lesson of GO) {
  test(`${lesson.title}: read, answered, operated, failed and solved`, async ({ page }) => {
    test.setTimeout(300_000);
    await walk(page, new Mouse(page), lesson);
    await seeDone(page, [lesson]);
  });
}
