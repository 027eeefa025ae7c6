// A static host as plain as can be: files from dist/ in a folder of the site, no header but the
// type, no rewriting, nothing packed.
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const DIST = path.resolve(import.meta.dirname, "../../dist");
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};

export interface Host {
  url: string;
  close: () => Promise<void>;
}

/** `folder`: where the site lies on the host, `/some/where/`. */
export async function plainHost(folder: string): Promise<Host> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const inner = pathname.startsWith(folder) ? pathname.slice(folder.length) : undefined;
    const name = inner === undefined || inner.includes("..") ? undefined : inner.replace(/(^|\/)$/, "$1index.html");
    const bytes = name && (await readFile(path.join(DIST, name)).catch(() => undefined));
    if (!bytes) return void response.writeHead(404).end("There is no such file.");
    response.writeHead(200, { "Content-Type": TYPES[path.extname(name)] ?? "application/octet-stream" }).end(bytes);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${folder}`, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
