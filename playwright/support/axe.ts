// What axe-core finds of WCAG 2.2 A and AA.
import AxeBuilder from "@axe-core/playwright";
import { type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Each finding with its places. `inside`: a part of the page; `without`: rules that mean nothing where the page is tested. */
export async function findings(page: Page, { inside, without = [] }: { inside?: string; without?: string[] } = {}) {
  const axe = new AxeBuilder({ page }).withTags(TAGS).disableRules(without);
  const { violations } = await (inside === undefined ? axe : axe.include(inside)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
