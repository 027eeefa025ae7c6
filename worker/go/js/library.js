// Fetches a pack of Go's library, which lies beside the worker's script.
//
// It is unpacked on the way, and its bytes are counted as they are then.
export async function fetchPack(file, progress) {
  const response = await fetch(new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`Go's library could not be fetched (${response.status}).`);
  const reader = response.body.pipeThrough(new DecompressionStream("gzip")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    progress(value.byteLength);
    text += decoder.decode(value, { stream: true });
  }
}
