/** The longest side of a picture in pixels: models see no more in a larger one. */
const maxSide = 1600;

/** A picture that is small enough for a question, such as the photo of a phone. Rejects if it is not a picture. */
export async function scalePicture(picture: Blob, max = maxSide): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const scale = Math.min(1, max / Math.max(bitmap.width, bitmap.height));
  const usual = ['image/png', 'image/jpeg', 'image/webp'].includes(picture.type);
  if (scale === 1 && usual && picture.size < 512 * 1024) return picture;
  const canvas = new OffscreenCanvas(Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale));
  const context = canvas.getContext('2d')!;
  // JPEG has no transparency: what shines through is white.
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}

/** The bytes as a URL, which can be sent with a message. */
export function dataURL(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(new Error('The file could not be read.')));
    reader.readAsDataURL(blob);
  });
}
