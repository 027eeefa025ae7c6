// A static host as plain as can be: files from dist/ in a folder of the site, no header but the
// type, no rewriting, nothing packed.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { close, DIST, fileOf, listen, send } from "./local-server";

export interface Host {
  url: string;
  close: () => Promise<void>;
}

/** `folder`: where the site lies on the host, `/some/where/`. */
export async function plainHost(folder: string): Promise<Host> {
  const { server, url } = await listen(async (_request, response, { pathname }) => {
    const inner = pathname.startsWith(folder) ? pathname.slice(folder.length) : undefined;
    const name = inner === undefined || inner.includes("..") ? "" : fileOf(inner);
    send(response, name, name ? await readFile(path.join(DIST, name)).catch(() => undefined) : undefined);
  });
  return { url: new URL(folder, url).href, close: () => close(server) };
}
