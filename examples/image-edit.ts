import { generateImage } from 'ai7';
import { stripes } from './picture.js';
import { save } from './save.js';
import { qwen } from './service-ai7.js';

const flag = stripes(768, 512, [
  [0, 0, 0],
  [221, 0, 0],
  [255, 206, 0],
]);

const { image, warnings } = await generateImage({
  model: qwen.image('qwen-image-edit-plus'),
  prompt: { text: 'Paint the red stripe blue, and keep the others', images: [flag] },
  size: '768x512',
});

console.log(`before: ${await save('flag.png', flag)}`);
console.log(`after: ${await save('flag-edited.png', image.uint8Array)}`);
for (const warning of warnings) console.log(warning);
