// What this browser can do, as far as a page can ask without doing harm.

/** Megabytes that a trial allocation asks for: a large network with its gradients. */
const TRIAL_MB = 512;
const PAGES_PER_MB = 16;

export async function facts() {
  const [adapter, storage] = await Promise.all([gpu(), room()]);
  return {
    ...adapter,
    ...storage,
    serviceWorker: "serviceWorker" in navigator && window.isSecureContext,
    memoryGb: navigator.deviceMemory ?? 0,
    trialMb: trial(),
  };
}

async function gpu() {
  if (!navigator.gpu) return { webgpu: false, adapter: "", software: false };
  try {
    const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
    if (!adapter) return { webgpu: true, adapter: "", software: false };
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info ?? {};
    const name = description || [vendor, architecture, device].filter(Boolean).join(" ") || "GPU";
    const software = Boolean(isFallbackAdapter ?? adapter.isFallbackAdapter);
    return { webgpu: true, adapter: name, software: software || /swiftshader|llvmpipe|lavapipe|basic render|software/i.test(name) };
  } catch {
    return { webgpu: true, adapter: "", software: false };
  }
}

async function room() {
  try {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    // Opening is what a private window refuses.
    const opened = await new Promise((done) => {
      const request = indexedDB.open("burrow-check");
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase("burrow-check");
        done(true);
      };
      request.onerror = () => done(false);
    });
    return { storage: opened, freeMb: (quota - usage) / 1e6, persisted: await navigator.storage.persisted() };
  } catch {
    return { storage: false, freeMb: 0, persisted: false };
  }
}

/** The memory is given back as soon as nobody holds it. */
function trial() {
  try {
    new WebAssembly.Memory({ initial: TRIAL_MB * PAGES_PER_MB });
    return TRIAL_MB;
  } catch {
    return 0;
  }
}
