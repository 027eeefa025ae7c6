// What the real page does while it trains, and how soon it begins.
import { median } from "./steps.mjs";

const network = "playground/#lab=boundary&data=spiral&layers=8-8-8-8-8-8&batch=1&processor=cpu";
const readout = "output[data-run]";

/** Frames that the page draws, and renewals of all its maps, a second. */
export async function smoothness(browser, url, { warmUpMs, measuredMs }) {
  return inFreshPage(browser, url, async (page) => {
    await page.getByRole("button", { name: "Play" }).click();
    await page.locator(`${readout}:not([data-step="0"])`).waitFor();
    await page.waitForTimeout(warmUpMs);
    return page.evaluate(countFrames, { readout, measuredMs });
  });
}

// Runs in the page.
function countFrames({ readout, measuredMs }) {
  const maps = () => Number(document.querySelector(readout).dataset.frames);
  return new Promise((resolve) => {
    let began;
    let [frames, mapsBefore] = [0, 0];
    const frame = (now) => {
      if (began === undefined) [began, mapsBefore] = [now, maps()];
      else frames += 1;
      const seconds = (now - began) / 1000;
      if (seconds * 1000 < measuredMs) return requestAnimationFrame(frame);
      return resolve({
        frames_per_second: frames / seconds,
        maps_per_second: (maps() - mapsBefore) / seconds,
      });
    };
    requestAnimationFrame(frame);
  });
}

/** Milliseconds from the click on Play to the first trained step that the page knows of. */
export async function firstStep(browser, url, rounds) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    times.push(
      await inFreshPage(browser, url, async (page) => {
        const play = page.getByRole("button", { name: "Play" });
        await play.hover();
        // The hover fetched the worker; it has opened the run.
        await page.locator(`${readout}[data-status="paused"]`).waitFor();
        const time = page.evaluate(timeFirstStep, readout);
        await play.click();
        return time;
      }),
    );
  }
  return median(times);
}

// Runs in the page.
function timeFirstStep(readout) {
  const output = document.querySelector(readout);
  return new Promise((resolve) => {
    let clicked;
    const note = ({ timeStamp }) => (clicked = timeStamp);
    addEventListener("click", note, { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (Number(output.dataset.step) < 1) return;
      observer.disconnect();
      resolve(performance.now() - clicked);
    });
    observer.observe(output, { attributes: true, attributeFilter: ["data-step"] });
  });
}

// A context of its own: nothing is in a cache.
async function inFreshPage(browser, url, work) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(new URL(network, url).href);
    return await work(page);
  } finally {
    await context.close();
  }
}
