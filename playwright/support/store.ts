// The store of the learner's work, as the page's own script offers it.
import type { Page } from "@playwright/test";
import { moduleOf } from "./offline";

export interface StoredProgress {
  answers: Record<string, { chosen: number; right: boolean; at: number }>;
  screens: Record<string, number>;
  goals: Record<string, number>;
  exercises: Record<string, number>;
  firsts: StoredProgress["answers"];
}

interface Kept {
  revision: string;
  value: { recipe: string; checkpoint: Uint8Array | null };
}

interface Module {
  condition(): Promise<string>;
  get(key: string): Promise<Kept | undefined>;
  put(key: string, value: unknown, base?: string | null): Promise<{ state: string; revision: string; record: Kept }>;
  merge(key: string, news: unknown): Promise<{ state: string; value: StoredProgress }>;
}

export const RUN = "run/playground/boundary";
export const PROGRESS = "progress/ml-key-concepts";

/** The store in one page; each page has a handle of its own. */
export class Store {
  private constructor(
    private readonly page: Page,
    private readonly address: string,
  ) {}

  static async in(page: Page, baseURL: string): Promise<Store> {
    return new Store(page, await moduleOf(page, baseURL, "store"));
  }

  /** The store of a page that has used it already, with a network or without. */
  static async of(page: Page): Promise<Store> {
    const loaded = await page.waitForFunction(() => {
      const entries = performance.getEntriesByType("resource");
      return entries.find(({ name }) => /\/assets\/store-[^/]+\.js$/.test(name))?.name;
    });
    return new Store(page, (await loaded.jsonValue()) ?? "");
  }

  condition(): Promise<string> {
    return this.page.evaluate(async (address) => ((await import(address)) as Module).condition(), this.address);
  }

  /** What is kept under the key of a run, with the first bytes of its checkpoint. */
  run(): Promise<{ recipe: string; bytes: number[] | null; revision: string } | null> {
    return this.page.evaluate(
      async ([address, key]) => {
        const record = await ((await import(address)) as Module).get(key);
        if (!record) return null;
        const { recipe, checkpoint } = record.value;
        return { recipe, bytes: checkpoint && [...checkpoint.subarray(0, 8)], revision: record.revision };
      },
      [this.address, RUN] as const,
    );
  }

  /** Saves a run: `recipe` and a checkpoint of so many bytes. */
  put(recipe: string, base: string | null = null, bytes = 4): Promise<{ state: string; revision: string; theirs?: string }> {
    return this.page.evaluate(
      async ([address, key, recipe, base, bytes]) => {
        const store = (await import(address)) as Module;
        const checkpoint = Uint8Array.from({ length: bytes }, (_, index) => index);
        const { state, revision, record } = await store.put(key, { recipe, checkpoint }, base);
        return { state, revision, theirs: record?.value.recipe };
      },
      [this.address, RUN, recipe, base, bytes] as const,
    );
  }

  merge(news: Partial<StoredProgress>): Promise<{ state: string; value: StoredProgress }> {
    return this.page.evaluate(
      async ([address, key, news]) => ((await import(address)) as Module).merge(key, news),
      [this.address, PROGRESS, { answers: {}, screens: {}, goals: {}, ...news }] as const,
    );
  }

  progress(key = PROGRESS): Promise<StoredProgress | undefined> {
    return this.page.evaluate(
      async ([address, key]) => (await ((await import(address)) as Module).get(key))?.value as unknown as StoredProgress | undefined,
      [this.address, key] as const,
    );
  }
}
