import { generateImage } from 'ai7';
import { save } from './save.js';
import { qwen, type QwenImageMetadata } from './service-ai7.js';

const { images, providerMetadata } = await generateImage({
  model: qwen.image('qwen-image-2.0'),
  prompt: 'A red lighthouse in a storm, as a woodcut',
  n: 2,
  size: '1024x768',
  seed: 7,
  providerOptions: { qwen: { negativePrompt: 'people' } },
});

// The images come as bytes; the metadata tells of each where the service keeps it, and more.
const { images: details } = providerMetadata.qwen as QwenImageMetadata;
for (const [index, { mediaType, uint8Array }] of images.entries()) {
  const path = await save(`lighthouse-${index + 1}.png`, uint8Array);
  const { width, height } = details[index]!;
  console.log(`${mediaType}, ${width}×${height} pixels: ${path}`);
}
