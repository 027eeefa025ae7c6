// What this browser can do, as far as a page can ask without doing harm.
import { findAdapter } from "burrow-adapter";

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
  // A browser that refuses with an error has no adapter for us either.
  const found = await findAdapter().catch(() => null);
  return { webgpu: Boolean(navigator.gpu), adapter: found?.name ?? "", software: found?.software ?? false };
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
