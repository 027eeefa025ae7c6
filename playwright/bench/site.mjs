// The bench's own small site: its page and workers, bundled, beside the wasm that is measured.
import { createReadStream } from "node:fs";
import { copyFile, mkdir, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { build } from "esbuild";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

const entries = ["page.js", "engines/burn.js", "engines/tfjs.js"];

/** Bundles into `folder`. */
export async function bundle(folder) {
  const here = import.meta.dirname;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: entries.map((file) => path.join(here, file)),
    outbase: here,
    outdir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  await copyFile(path.join(here, "index.html"), path.join(folder, "index.html"));
}

/** Serves `roots`: folders by the prefix of their paths, the first that fits. */
export async function serve(roots) {
  const server = createServer((request, response) => {
    send(roots, new URL(request.url, "http://bench").pathname, response).catch(() => {
      response.writeHead(404).end();
    });
  });
  await new Promise((resolve, reject) => {
    server.on("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

async function send(roots, pathname, response) {
  const [prefix, root] = roots.find(([prefix]) => pathname.startsWith(prefix));
  // A parsed URL's path holds no `..`.
  const file = path.join(root, decodeURIComponent(pathname.slice(prefix.length)) || "index.html");
  const { size } = await stat(file);
  response.writeHead(200, {
    "Content-Type": types[path.extname(file)] ?? "application/octet-stream",
    "Content-Length": size,
    // Each worker compiles its wasm anew: no first step gains from the one before.
    "Cache-Control": "no-store",
  });
  createReadStream(file).pipe(response);
}

/** Whether wasm-opt has been over this file: it drops the names of functions. */
export async function isOptimised(file) {
  const module = await WebAssembly.compile(await readFile(file));
  return WebAssembly.Module.customSections(module, "name").length === 0;
}
