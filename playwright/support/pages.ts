// The pages on which access is tested: each kind of page, in both languages where their words differ.
import { type Page } from "@playwright/test";
import { expect } from "./test";

export const LESSON = "learn/ml-key-concepts/";

/** Pages that need nobody to do anything. */
export const PAGES = [
  "",
  "course/",
  "search/",
  "glossary/",
  "certificate/",
  LESSON,
  "setup/",
  "offline/",
  "notices/",
  "playground/",
  "go/",
  "de/course/",
  "de/certificate/",
  `de/${LESSON}`,
  "de/playground/",
  "de/go/",
  "embed/ml-key-concepts/",
  "embed/lab/",
];

/** Opens a page, and waits until its program runs and has said what it says by itself. */
export async function openPage(page: Page, place: string) {
  await page.goto(place);
  await expect(page.locator("html[data-alive]")).toBeAttached();
  if (place === "setup/") await expect(page.getByText("This browser will do")).toBeVisible();
}
