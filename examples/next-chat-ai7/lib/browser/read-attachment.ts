import type { FileUIPart } from 'ai';
import { dataURL, scalePicture } from './scale-picture';

/** The largest document. */
const maxBytes = 8 * 1024 * 1024;

/** The characters of all files of a question together: the server takes no more. */
export const maxCharacters = 18 * 1024 * 1024;

/** Files that the picker offers. */
export const acceptedFiles = 'image/*,.pdf,.docx,.xlsx,.pptx,.epub,.txt,.md,.csv,.json';

/** A file as it goes with a question. Throws an error for the reader. */
export async function readAttachment(file: File): Promise<FileUIPart> {
  if (file.type.startsWith('image/')) return readPicture(file);
  const accepted = acceptedFiles.split(',').some((ending) => file.name.toLowerCase().endsWith(ending));
  if (!accepted) throw new Error(`${file.name} is neither a picture nor a document.`);
  if (file.size > maxBytes) throw new Error(`${file.name} is larger than 8 MB.`);
  return { type: 'file', filename: file.name, mediaType: file.type || 'text/plain', url: await dataURL(file) };
}

async function readPicture(file: File): Promise<FileUIPart> {
  const picture = await scalePicture(file).catch(() => {
    throw new Error(`This browser cannot read the picture ${file.name}.`);
  });
  return { type: 'file', filename: file.name, mediaType: picture.type, url: await dataURL(picture) };
}

/** The picture at half its width and height, for a model that found it too large. */
export async function halve(part: FileUIPart): Promise<FileUIPart> {
  const bytes = Uint8Array.from(atob(part.url.split(',')[1] ?? ''), (each) => each.charCodeAt(0));
  const blob = new Blob([bytes], { type: part.mediaType });
  const { width, height } = await createImageBitmap(blob);
  const smaller = await scalePicture(blob, Math.max(width, height) / 2);
  return { ...part, mediaType: smaller.type, url: await dataURL(smaller) };
}
