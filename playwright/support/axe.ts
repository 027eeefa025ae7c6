// What axe-core finds of WCAG 2.2 A and AA.
import AxeBuilder from "@axe-core/playwright";
import { type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

interface Question {
  /** A part of the page. */
  inside?: string;
  /** Rules that mean nothing where the page is tested. */
  without?: string[];
  /** What axe-core advises is asked for too. */
  advice?: boolean;
}

/** Each finding with its places. */
export async function findings(page: Page, { inside, without = [], advice = false }: Question = {}) {
  const axe = new AxeBuilder({ page }).withTags(advice ? [...TAGS, "best-practice"] : TAGS).disableRules(without);
  const { violations } = await (inside === undefined ? axe : axe.include(inside)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
