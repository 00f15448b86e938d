import { cellHeight, cellWidth, drawable, eachPixel } from './font.js';
import { hash } from '../util/words.js';

/** The content of a result file, and its size. */
export interface Drawing {
  model: string;
  prompt: string;
  seed: number;
  width: number;
  height: number;
  /** Length of a video. */
  seconds?: number;
}

/** Numbers of colours; the ground is 0. */
const ink = 1;
const bar = 2;
const barInk = 3;

/** Characters of a prompt that are shown. */
const maxPrompt = 400;

/** Says on every file that no model made it. */
export const mark = 'EMULATOR - NO MODEL DREW THIS';

/** A picture of numbered colours, a byte a pixel. */
export interface Canvas {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** Draws mark, model, size, seed and prompt. */
export function draw(drawing: Drawing): Canvas {
  const { width, height } = drawing;
  const canvas = { width, height, pixels: new Uint8Array(width * height) };
  const { seconds } = drawing;
  // Letters of a video are stored uncompressed, so they are smaller.
  const columnsWanted = seconds === undefined ? 36 : 80;
  const scale = Math.max(1, Math.floor(Math.min(width / (columnsWanted * cellWidth), height / (12 * cellHeight))));
  const margin = scale * 4;
  const line = scale * cellHeight;
  if (seconds === undefined) fill(canvas, 0, 0, width, line + margin, bar);
  write(canvas, mark, margin, margin, scale, seconds === undefined ? barInk : ink);
  const columns = Math.max(1, Math.floor((width - 2 * margin) / (scale * cellWidth)));
  const { model, seed, prompt } = drawing;
  const length = seconds === undefined ? '' : ` ${seconds} s`;
  const facts = `${model}\n${width}*${height}${length} seed ${seed}\n${prompt.slice(0, maxPrompt)}`;
  const lines = facts.split('\n').flatMap((text) => wrap(text, columns));
  lines.forEach((text, index) => write(canvas, text, margin, 2 * margin + (index + 1) * line, scale, ink));
  return canvas;
}

/** The colours of a picture as red, green, blue: the ground follows prompt and seed. */
export function paletteOf({ prompt, seed }: Drawing): Uint8Array<ArrayBuffer> {
  const mixed = hash(`${prompt} ${seed}`);
  const ground = [mixed, mixed >>> 8, mixed >>> 16].map((part) => 176 + (part % 72));
  return new Uint8Array([...ground, 32, 36, 48, 97, 92, 237, 255, 255, 255]);
}

function wrap(text: string, columns: number): string[] {
  const characters = drawable(text);
  const lines: string[] = [];
  for (let start = 0; start < characters.length;) {
    const rest = characters.slice(start, start + columns + 1);
    const space = rest.length > columns ? rest.lastIndexOf(' ') : -1;
    const length = space > 0 ? space : Math.min(columns, rest.length);
    lines.push(rest.slice(0, length).join(''));
    start += length + (space > 0 ? 1 : 0);
  }
  return lines;
}

function write(canvas: Canvas, text: string, left: number, top: number, scale: number, colour: number): void {
  if (top >= canvas.height) return;
  drawable(text).forEach((character, index) => {
    const x0 = left + index * cellWidth * scale;
    eachPixel(character, (x, y) => fill(canvas, x0 + x * scale, top + y * scale, scale, scale, colour));
  });
}

function fill(
  { width, height, pixels }: Canvas,
  left: number,
  top: number,
  w: number,
  h: number,
  colour: number,
): void {
  const right = Math.min(width, left + w);
  for (let y = top; y < Math.min(height, top + h); y += 1) pixels.fill(colour, y * width + left, y * width + right);
}
