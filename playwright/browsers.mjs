// How the tests and the bench start their browsers.

/** The Chromium that xtask found; without it Playwright takes its own. */
export const chromiumPath = process.env.BURROW_CHROMIUM || undefined;

/** A Firefox, where there is one. */
export const firefoxPath = process.env.BURROW_FIREFOX || undefined;

/** A Chromium that asks nobody for anything. */
export const quiet = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

/** WebGPU on a software adapter: the same on every machine. Without these there is no adapter. */
export const softwareGpu = ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];
