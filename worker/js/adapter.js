// What a GPU adapter tells of itself, for the worker that trains on it and for the set-up check.

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render|software/i;

/** The name of the adapter, and whether it is made of software; null where there is none. */
export async function findAdapter() {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) return null;
  // Browsers tell more or less.
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info ?? {};
  const name = description || [vendor, architecture, device].filter(Boolean).join(" ") || "GPU";
  const fallback = isFallbackAdapter ?? adapter.isFallbackAdapter;
  return { name, software: Boolean(fallback) || SOFTWARE.test(name) };
}
