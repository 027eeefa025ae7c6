// No finding of axe-core for WCAG 2.2 A and AA in the lessons of Go, with their figures and exercises at work and
// all that unfolds unfolded: light and wide, then dark at 400 % zoom.
import { findings } from "./support/axe";
import { GO } from "./support/lessons";
import { openAtWork, unfold } from "./support/pages";
import { expect, test } from "./support/test";

for (const lesson of GO) {
  test(lesson.title, async ({ page }) => {
    await openAtWork(page, lesson);
    await unfold(page);
    expect.soft(await findings(page), "light").toEqual([]);
    // One pass more is enough for both: axe takes seconds for a long lesson.
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 320, height: 256 });
    expect.soft(await findings(page), "dark, at 400 % zoom").toEqual([]);
  });
}
