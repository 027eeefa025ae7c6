// Servers of the tests' own, on this machine: started, ended, and what they say of a file.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

/** The built site. */
export const DIST = path.resolve(import.meta.dirname, "../../dist");

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

export type Handle = (request: IncomingMessage, response: ServerResponse, url: URL) => unknown;

/** A server on a free port; its `url` ends in a slash. */
export async function listen(handle: Handle): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => handle(request, response, new URL(request.url ?? "/", "http://localhost")));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

export function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

/** Sends a file with no header but its type; without bytes, that there is none. */
export function send(response: ServerResponse, name: string, bytes: Buffer | undefined) {
  if (!bytes) return void response.writeHead(404).end("There is no such file.");
  response.writeHead(200, { "Content-Type": TYPES[path.extname(name)] ?? "application/octet-stream" }).end(bytes);
}

/** The page of a folder. */
export const fileOf = (name: string) => name.replace(/(^|\/)$/, "$1index.html");
