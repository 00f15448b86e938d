import type { ImageModel } from '../catalogue/image-model.js';
import { drawPng } from '../drawing/png.js';
import type { RequestContext } from '../server/context.js';
import { hash } from '../util/words.js';
import type { Size } from './size.js';

const daySeconds = 86_400;

/** A picture that is to be kept as a file. */
interface Picture {
  model: ImageModel;
  prompt: string;
  size: Size;
  seed: number | undefined;
}

/** Keeps pictures as files, the seed of each one higher than the one before, and returns their URLs. */
export function keepPictures(context: RequestContext, picture: Picture, count: number): string[] {
  const { media, url, now, newId } = context;
  const { model, prompt, size, seed = hash(prompt) >>> 1 } = picture;
  return Array.from({ length: count }, (_, index) => {
    const drawing = { model: model.id, prompt, seed: seed + index, ...size };
    return (
      url.origin +
      media.results.add(
        `${newId()}.png`,
        { type: 'image/png', make: () => drawPng(drawing) },
        now,
        model.days * daySeconds,
      )
    );
  });
}
