// Digits drawn on the sheet, by mouse, finger and keys.
import type { Locator, Page } from "@playwright/test";

type Place = [number, number];

/** From 0 to 1 across the sheet and down. */
export const ONE: Place[] = Array.from({ length: 12 }, (_, i) => [0.52, 0.12 + (0.76 * i) / 11]);
export const ZERO: Place[] = Array.from({ length: 33 }, (_, i) => {
  const angle = (2 * Math.PI * i) / 32;
  return [0.5 + 0.24 * Math.sin(angle), 0.5 - 0.36 * Math.cos(angle)];
});

export function sheet(page: Page): Locator {
  return page.getByRole("img", { name: /^Drawing sheet/ });
}

async function onSheet(page: Page, stroke: Place[]): Promise<Place[]> {
  await sheet(page).scrollIntoViewIfNeeded();
  const box = await sheet(page).boundingBox();
  if (!box) throw new Error("The drawing sheet is not on the page.");
  return stroke.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height]);
}

export async function drawByMouse(page: Page, stroke: Place[]) {
  const [first, ...rest] = await onSheet(page, stroke);
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const place of rest) await page.mouse.move(...place);
  await page.mouse.up();
}

export async function drawByFinger(page: Page, stroke: Place[]) {
  const [first, ...rest] = await onSheet(page, stroke);
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", places: Place[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: places.map(([x, y]) => ({ x, y })) });
  await touch("touchStart", [first]);
  for (const place of rest) await touch("touchMove", [place]);
  await touch("touchEnd", []);
  await session.detach();
}

/** Sets a column of pixels from top to bottom: the plainest 1. */
export async function drawOneByKeys(page: Page) {
  await page.locator("[role=gridcell][tabindex='0']").focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
  for (let row = 0; row < 8; row++) {
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
  }
}
