// A lesson's package for learning platforms, made by `burrow course export` and unpacked.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inflateRawSync } from "node:zlib";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Paths in the package, and what lies there. */
export type Package = Map<string, Buffer>;

export function exportPackage(topic: string, format: "scorm12" | "cmi5"): Package {
  const folder = mkdtempSync(path.join(tmpdir(), "burrow-package-"));
  const file = path.join(folder, "package.zip");
  // Whoever has the command built already can name it.
  const [program, ...first] = process.env.BURROW_CLI
    ? [process.env.BURROW_CLI]
    : ["cargo", "run", "--quiet", "--package", "burrow-cli", "--"];
  const args = ["course", "export", topic, "--format", format, "--site", path.join(ROOT, "dist"), "--out", file];
  try {
    execFileSync(program, [...first, ...args], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
    return unzip(readFileSync(file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A zip file's files, by its directory at the end. */
function unzip(zip: Buffer): Package {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const files: Package = new Map();
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((at) => zip.readUInt16LE(entry + at));
    const local = zip.readUInt32LE(entry + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(begin, begin + zip.readUInt32LE(entry + 20));
    const deflated = zip.readUInt16LE(entry + 10) === 8;
    files.set(zip.toString("utf8", entry + 46, entry + 46 + name), deflated ? inflateRawSync(bytes) : bytes);
    entry += 46 + name + extra + comment;
  }
  return files;
}
