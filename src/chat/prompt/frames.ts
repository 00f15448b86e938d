import type { PartOptions } from '../checked-options.js';
import type { MediaPart, TextPart } from './prompt.js';

/** Consecutive images that are marked as the frames of one video. */
export interface Frames {
  type: 'frames';
  images: MediaPart[];
  /** Frames per second. */
  fps?: number;
  /** The options of all images; later ones win. */
  options: PartOptions;
}

/** Groups consecutive images that are marked as frames. Another frame rate begins another video. */
export function groupFrames(parts: (TextPart | MediaPart)[]): (TextPart | MediaPart | Frames)[] {
  if (!parts.some((part) => part.type === 'image' && part.options?.frame !== undefined)) return parts;
  const grouped: (TextPart | MediaPart | Frames)[] = [];
  for (const part of parts) {
    const frame = part.type === 'image' ? part.options?.frame : undefined;
    if (part.type !== 'image' || frame === undefined) {
      grouped.push(part);
      continue;
    }
    const fps = (frame === true ? undefined : frame.fps) ?? part.options?.fps;
    const last = grouped.at(-1);
    if (last?.type === 'frames' && (fps === undefined || last.fps === undefined || fps === last.fps)) {
      last.images.push(part);
      last.fps ??= fps;
      Object.assign(last.options, part.options);
    } else {
      grouped.push({ type: 'frames', images: [part], fps, options: { ...part.options } });
    }
  }
  return grouped;
}
