// CodeMirror, as somebody writes into it.
import { expect, type Locator, type Page } from "@playwright/test";

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

/** What an editor holds, also what is scrolled out of sight, and how many characters of the line are behind the cursor. */
export function look(editor: Locator): Promise<{ text: string; behind: number }> {
  return editor.evaluate((content) => {
    interface State {
      doc: { lineAt(place: number): { to: number } };
      selection: { main: { head: number } };
    }
    // CodeMirror's own handle on what it shows.
    const { doc, selection } = (content as unknown as { cmTile: { view: { state: State } } }).cmTile.view.state;
    const { head } = selection.main;
    return { text: String(doc), behind: doc.lineAt(head).to - head };
  });
}

/** Makes a text of what stands in the editor that has the focus, by keys alone: only lines that differ are typed. */
export async function typeOver({ keyboard }: Page, editor: Locator, text: string) {
  const [old, wanted] = [(await look(editor)).text.split("\n"), text.split("\n")];
  const most = Math.min(old.length, wanted.length) - 1;
  let head = 0;
  while (head < most && old[head] === wanted[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === wanted.at(-1 - tail)) tail++;
  const gone = old.slice(head, old.length - tail);
  await keyboard.press("ControlOrMeta+Home");
  for (let line = 0; line < head; line++) await keyboard.press("ArrowDown");
  for (let line = 1; line < gone.length; line++) await keyboard.press("Shift+ArrowDown");
  await keyboard.press("Shift+End");
  if (gone.join("\n") !== "") await keyboard.press("Delete");
  for (const [at, line] of wanted.slice(head, wanted.length - tail).entries()) {
    if (at > 0) await keyboard.press("Enter");
    await keyboard.type(line.trim());
    // The list of completions would take the next Enter, and brackets that the editor has closed the next line.
    await keyboard.press("Escape");
    for (let { behind } = await look(editor); behind > 0; behind--) await keyboard.press("Delete");
  }
  const bare = (text: string) => text.split("\n").map((line) => line.trim());
  expect(bare((await look(editor)).text)).toEqual(bare(text));
}
