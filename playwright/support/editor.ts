// CodeMirror, as somebody writes into it.
import { type Locator, type Page } from "@playwright/test";

/** Puts a text in place of what stands in an editor, as by pasting. */
export async function write(page: Page, editor: Locator, text: string) {
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await editor.evaluate((content, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}
