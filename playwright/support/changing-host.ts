// A host that changes while a learner is there: it gets a second build of the site, damages
// files, or is slow with them. It serves dist/ from memory, in a folder, with no header but the
// type.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { Server } from "node:http";
import path from "node:path";
import { close, DIST, fileOf, listen, send } from "./local-server";

type Files = Map<string, Buffer>;

export class ChangingHost {
  /** Every path that was asked for, in order, seen from the site's folder. */
  readonly asked: string[] = [];
  private readonly faults: { path: RegExp; times: number }[] = [];
  private slow: { path: RegExp; ms: number } | undefined;

  private constructor(
    private readonly server: Server,
    private files: Files,
    readonly url: string,
  ) {}

  /** `folder`: where the site lies on the host, `/some/where/`. */
  static async start(folder: string): Promise<ChangingHost> {
    const files = await readSite();
    let host: ChangingHost;
    const { server, url } = await listen(async (_request, response, { pathname }) => {
      const name = pathname.startsWith(folder) ? pathname.slice(folder.length) : undefined;
      const [file, bytes] = (name !== undefined && (await host.answer(name))) || [];
      send(response, file ?? "", bytes);
    });
    host = new ChangingHost(server, files, new URL(folder, url).href);
    return host;
  }

  close(): Promise<void> {
    return close(this.server);
  }

  /** Flips a bit in the next answers for a path. */
  damage(path: RegExp, times = 1) {
    this.faults.push({ path, times });
  }

  /** Lets everything that matches wait so long; nothing, to be quick again. */
  delay(path?: RegExp, ms = 0) {
    this.slow = path && { path, ms };
  }

  /** How often a path was asked for. */
  count(path: RegExp): number {
    return this.asked.filter((asked) => path.test(asked)).length;
  }

  /**
   * Puts a second build in place of the first: the page's script (which then sets `burrowBuild`)
   * and the GPU worker's have other contents, hence other names, and nobody serves the old ones.
   */
  deploySecondBuild() {
    this.files = secondBuild(this.files);
  }

  private async answer(name: string): Promise<[string, Buffer] | undefined> {
    this.asked.push(name);
    if (this.slow?.path.test(name)) await new Promise((done) => setTimeout(done, this.slow?.ms));
    const file = fileOf(name);
    const bytes = this.files.get(file);
    const fault = this.faults.find(({ path, times }) => times > 0 && path.test(name));
    if (!bytes || !fault) return bytes && [file, bytes];
    fault.times -= 1;
    const damaged = Buffer.from(bytes);
    damaged[damaged.length >> 1] ^= 1;
    return [file, damaged];
  }
}

async function readSite(): Promise<Files> {
  const files: Files = new Map();
  for (const entry of await readdir(DIST, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || /\.(br|gz)$/.test(file)) continue;
    files.set(path.relative(DIST, file).replaceAll(path.sep, "/"), await readFile(file));
  }
  return files;
}

function hash(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

interface Plan {
  core: number;
  packs: { bytes: number; files: { path: string; bytes: number; parts: { path: string; bytes: number; sha256: string }[] }[] }[];
}

/** The site as a later build would have made it. */
function secondBuild(first: Files): Files {
  const second = new Map(first);
  const home = first.get("index.html")?.toString() ?? "";
  const script = /src="[^"]*(assets\/page-[^"]+\.js)"/.exec(home)?.[1];
  const worker = [...first.keys()].find((file) => /^assets\/train-gpu-.*\.js$/.test(file));
  if (!script || !worker) throw new Error("dist/ is not as these tests know it: build it again.");
  // By old path and hash, the new ones.
  const renamed = new Map<string, string>();
  const change = (file: string, more: string) => {
    const name = file.replace(/-[^-]+\.js$/, "-SECOND.js");
    const [old, bytes] = [first.get(file) as Buffer, Buffer.concat([first.get(file) as Buffer, Buffer.from(more)])];
    second.delete(file);
    second.set(name, bytes);
    renamed.set(path.basename(file), path.basename(name)).set(hash(old), hash(bytes));
  };
  change(script, "\nglobalThis.burrowBuild = 2;\n");
  change(worker, "\n// Of the second build.\n");

  const plan = JSON.parse(first.get("packs.json")?.toString() ?? "") as Plan;
  const file = plan.packs.flatMap(({ files }) => files).find(({ path }) => path === worker);
  if (!file || file.parts.length !== 1) throw new Error("The GPU worker's script is no pack of one part.");
  const bytes = second.get(worker.replace(/-[^-]+\.js$/, "-SECOND.js")) as Buffer;
  const part = { path: `assets/parts/${hash(bytes).slice(0, 16)}.js`, bytes: bytes.length, sha256: hash(bytes) };
  renamed.set(file.parts[0].path, part.path);
  second.delete(file.parts[0].path);
  second.set(part.path, bytes);
  Object.assign(file, { path: worker.replace(/-[^-]+\.js$/, "-SECOND.js"), bytes: bytes.length, parts: [part] });
  second.set("packs.json", Buffer.from(JSON.stringify(plan)));

  const rename = (text: string) => [...renamed].reduce((text, [old, now]) => text.replaceAll(old, now), text);
  for (const [file, old] of first) {
    if (file.endsWith(".html")) second.set(file, Buffer.from(rename(old.toString())));
  }
  for (const [file, old] of first) {
    const now = second.get(file);
    if (now && now !== old) renamed.set(hash(old), hash(now));
  }
  second.set("sw.js", Buffer.from(rename(first.get("sw.js")?.toString() ?? "")));
  return second;
}
