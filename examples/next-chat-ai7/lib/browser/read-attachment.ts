import type { FileUIPart } from 'ai';

/** The longest side of a picture in pixels: models see no more in a larger one. */
const longestSide = 1600;
/** The largest document. */
const maxBytes = 8 * 1024 * 1024;

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

/** Scales a picture down, so that a photo of a phone fits into a question. */
async function readPicture(file: File): Promise<FileUIPart> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(`This browser cannot read the picture ${file.name}.`);
  });
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const usual = ['image/png', 'image/jpeg', 'image/webp'].includes(file.type);
  if (scale === 1 && usual && file.size < 512 * 1024) {
    return { type: 'file', filename: file.name, mediaType: file.type, url: await dataURL(file) };
  }
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d')!;
  // JPEG has no transparency: what shines through is white.
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
  return { type: 'file', filename: file.name, mediaType: blob.type, url: await dataURL(blob) };
}

function dataURL(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(new Error('The file could not be read.')));
    reader.readAsDataURL(blob);
  });
}
