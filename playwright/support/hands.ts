// The two ways in which a learner operates a page: by mouse, and by keyboard alone.
import { expect, type Locator, type Page } from "@playwright/test";
import { typeOver, write } from "./editor";

export interface Hands {
  /** Goes to the beginning of a screen. */
  read(screen: Locator): Promise<void>;
  /** Turns to a figure or an exercise, so that the page gets it ready. */
  near(place: Locator): Promise<void>;
  /** Presses a button; one that stands in a row of them can have a key of its own there. */
  press(button: Locator, key?: string): Promise<void>;
  /** Chooses the first option of a question. */
  choose(option: Locator): Promise<void>;
  /** Puts a text in place of what stands in a field. */
  fill(field: Locator, text: string): Promise<void>;
  /** Puts a program in place of what stands in an editor. */
  write(editor: Locator, text: string): Promise<void>;
}

export class Mouse implements Hands {
  constructor(private readonly page: Page) {}

  async read(screen: Locator) {
    await this.page.locator(`.lesson-nav__link[href="#${await screen.getAttribute("id")}"]`).click();
  }

  async near(place: Locator) {
    await place.scrollIntoViewIfNeeded();
    await place.hover();
  }

  async press(button: Locator) {
    await button.click();
  }

  async choose(option: Locator) {
    await option.check();
  }

  async fill(field: Locator, text: string) {
    await field.fill(text);
  }

  async write(editor: Locator, text: string) {
    await write(this.page, editor, text);
  }
}

export class Keys implements Hands {
  constructor(private readonly page: Page) {}

  async read(screen: Locator) {
    await this.press(screen.locator(".own-link").first());
  }

  async near(place: Locator) {
    await tabTo(this.page, place.locator(".own-link").first());
    await this.page.keyboard.press("Tab");
  }

  async press(button: Locator, key = "Enter") {
    await tabTo(this.page, button);
    await this.page.keyboard.press(key);
  }

  async choose(option: Locator) {
    await tabTo(this.page, option);
    await this.page.keyboard.press("Space");
    await expect(option).toBeChecked();
  }

  async fill(field: Locator, text: string) {
    await tabTo(this.page, field);
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.type(text);
  }

  async write(editor: Locator, text: string) {
    await tabTo(this.page, editor);
    await typeOver(this.page, editor, text);
  }
}

/** Which key leads from what has the focus towards something; none where that has it. */
function keyTo(goal: Locator): Promise<{ key?: "Tab" | "Shift+Tab"; isInEditor: boolean }> {
  return goal.evaluate((node) => {
    const host = document.activeElement;
    // An editor keeps its focus to itself.
    const from = host?.shadowRoot?.activeElement ?? host;
    const isInEditor = from !== host;
    if (from === node) return { isInEditor };
    const root = node.getRootNode();
    const place = root instanceof ShadowRoot ? root.host : node;
    const isBefore = host && (host.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_PRECEDING) > 0;
    return { key: isBefore && host !== document.body ? "Shift+Tab" : "Tab", isInEditor };
  });
}

/** Presses Tab, or Shift and Tab where it lies before, until something has the focus; a page has an end. */
export async function tabTo(page: Page, goal: Locator, most = 150) {
  for (let pressed = 0; pressed < most; pressed++) {
    const { key, isInEditor } = await keyTo(goal);
    if (!key) return;
    // There Tab indents, unless Escape comes first.
    if (isInEditor) await page.keyboard.press("Escape");
    await page.keyboard.press(key);
  }
  throw new Error(`${goal} is not reached by ${most} tabs.`);
}
