// A screenshot as a PNG of 256 colours: a third of the bytes, for pictures that lie in the repository.
import zlib from "node:zlib";
import { type Page } from "@playwright/test";

const COLOURS = 256;
const CHANNELS = [0, 8, 16];

/** Some of a picture's colours (0xBBGGRR) that one will stand for, and how widely they are spread. */
interface Box {
  colours: number[];
  mean: number;
  channel: number;
  /** Squared distance from the mean in that channel, of all pixels. */
  spread: number;
  /** Of the channel. */
  middle: number;
}

export async function smallPicture(page: Page): Promise<Buffer> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const pixels = await decode(page, (await page.screenshot()).toString("base64"));
  const { palette, index } = fewColours(pixels);
  const lines = Buffer.alloc(height * (width + 1));
  for (const [at, colour] of pixels.entries()) {
    // Each line begins with the number of its filter: none.
    lines[at + Math.floor(at / width) + 1] = index.get(colour) ?? 0;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8); // eight bits of palette for each pixel
  const rgb = Buffer.from(palette.flatMap((colour) => CHANNELS.map((channel) => (colour >> channel) & 255)));
  const chunks = [chunk("IHDR", head), chunk("PLTE", rgb), chunk("IDAT", zlib.deflateSync(lines, { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]);
}

/** The browser knows how to read what it made. */
function decode(page: Page, base64: string): Promise<number[]> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    return Array.from(new Uint32Array(data.buffer), (rgba) => rgba & 0xffffff);
  }, base64);
}

/** Divides the colours at the middle of where they are spread most, again and again. */
function fewColours(pixels: number[]) {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const boxes = [box([...counts.keys()], counts)];
  while (boxes.length < COLOURS) {
    boxes.sort((a, b) => a.spread - b.spread);
    const widest = boxes.pop();
    if (!widest || widest.spread === 0) throw new Error("A picture of so few colours needs no palette.");
    const isLow = (colour: number) => ((colour >> widest.channel) & 255) <= widest.middle;
    const low = widest.colours.filter(isLow);
    const high = widest.colours.filter((colour) => !isLow(colour));
    boxes.push(box(low, counts), box(high, counts));
  }
  const index = new Map(boxes.flatMap(({ colours }, at) => colours.map((colour) => [colour, at] as const)));
  return { palette: boxes.map(({ mean }) => mean), index };
}

function box(colours: number[], counts: Map<number, number>): Box {
  const total = colours.reduce((sum, colour) => sum + (counts.get(colour) ?? 0), 0);
  const channels = CHANNELS.map((channel) => {
    let [sum, squares] = [0, 0];
    for (const colour of colours) {
      const [value, count] = [(colour >> channel) & 255, counts.get(colour) ?? 0];
      sum += value * count;
      squares += value * value * count;
    }
    const middle = sum / total;
    return { channel, middle, spread: colours.length > 1 ? squares - middle * sum : 0 };
  });
  const mean = channels.reduce((colour, { channel, middle }) => colour | (Math.round(middle) << channel), 0);
  return { colours, mean, ...channels.toSorted((a, b) => b.spread - a.spread)[0] };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(zlib.crc32(body));
  return Buffer.concat([length, body, check]);
}
