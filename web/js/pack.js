// A text made short enough for a link, and back: deflate, in the alphabet of addresses. And what a zip holds.

/** Characters of a link at most: some programs that pass links on cut longer ones. */
const MAX_PACKED = 32_000;

/** The text as part of an address; undefined where it would be too long. */
export async function pack(text) {
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text), Infinity);
  const packed = toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return packed.length > MAX_PACKED ? undefined : packed;
}

/** The text in a part of an address that anybody may have made; undefined where there is none, or more than `limit` bytes. */
export async function unpack(packed, limit) {
  if (packed.length > MAX_PACKED) return undefined;
  try {
    const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(await through(new DecompressionStream("deflate-raw"), bytes, limit));
  } catch {
    return undefined;
  }
}

/** What deflated bytes hold; undefined where they are damaged, or hold more than `limit` bytes. */
export async function inflate(bytes, limit) {
  try {
    return await through(new DecompressionStream("deflate-raw"), bytes, limit);
  } catch {
    return undefined;
  }
}

/** What comes out of a stream, of which no more than `limit` bytes are ever held. */
async function through(stream, bytes, limit) {
  const writer = stream.writable.getWriter();
  // A failure is told by the reader, too.
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = stream.readable.getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new RangeError("More comes out than there may be.");
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toBase64(bytes) {
  let text = "";
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
