import { chat, image, png } from '../bodies.js';
import { type RefusalCase, modelServer, sees, embed, at } from './case.js';

export const media: RefusalCase[] = [
  {
    rule: 'media-url',
    body: sees(image('file:///a.png')),
    message: 'The provided URL does not appear to be valid. Ensure it is correctly formatted.',
  },
  {
    rule: 'media-url',
    body: sees(image('oss://dashscope/a.png')),
    message: 'The provided URL does not appear to be valid. Ensure it is correctly formatted.',
  },
  {
    rule: 'media-url',
    body: sees(image('data:image/png;base64,!!!!')),
    message: 'The provided URL does not appear to be valid. Ensure it is correctly formatted.',
  },
  {
    rule: 'media-too-large',
    body: sees(image(`data:image/png;base64,${'A'.repeat(10_485_760)}`)),
    message: 'Exceeded limit on max bytes per data-uri item : 10485760',
  },
  {
    rule: 'image-undecodable',
    body: sees(image('data:image/png;base64,AQID')),
    message: 'Failed to decode the image during the data inspection.',
  },
  {
    rule: 'image-dimensions',
    body: sees(image(png(1, 1))),
    message: 'The image length and width do not meet the model restrictions.',
  },
  {
    rule: 'image-dimensions',
    body: sees(image(png(10, 2_010))),
    message: 'The image length and width do not meet the model restrictions.',
  },
  {
    rule: 'frame-count',
    body: sees({ type: 'video', video: [png(20, 20)] }),
    message:
      'The video modality input does not meet the requirements because: the range of sequence images shoule be (4, 512).',
  },

  {
    rule: 'omni-voice',
    body: chat({
      model: 'qwen-omni-turbo',
      stream: false,
      modalities: ['text', 'audio'],
      audio: { voice: 'Tina', format: 'wav' },
    }),
    message: `${modelServer}Input should be 'Cherry', 'Serena', 'Ethan' or 'Chelsie': parameters.audio.voice`,
  },
  {
    rule: 'embedding-input',
    ...at('/embeddings', embed({ input: [1, 2] })),
    code: 'InvalidParameter',
    message: `${modelServer}Value error, contents is neither str nor list of str.: input.contents`,
  },
  {
    rule: 'embedding-batch',
    ...at('/embeddings', embed({ input: Array.from({ length: 11 }, () => 'x') })),
    code: 'InvalidParameter',
    message: `${modelServer}Value error, batch size is invalid, it should not be larger than 10.: input.contents`,
  },
  {
    rule: 'embedding-batch',
    code: 'InvalidParameter',
    ...at('/embeddings', { model: 'text-embedding-v2', input: Array.from({ length: 26 }, () => 'x') }),
    message: `${modelServer}Value error, batch size is invalid, it should not be larger than 25.: input.contents`,
  },
  {
    rule: 'embedding-dimension',
    ...at('/embeddings', embed({ dimensions: 1536 })),
    code: 'InvalidParameter',
    message:
      `${modelServer}Value error, dimension is invalid, it should be in [64, 128, 256, 512, 768, 1024]: ` +
      'parameters.dimension',
  },
  {
    rule: 'embedding-encoding',
    ...at('/embeddings', embed({ encoding_format: 'hex' })),
    message: "hex is not one of ['float', 'base64'] - 'encoding_format'",
  },
  {
    rule: 'input-length',
    ...at('/embeddings', embed({ input: 'word '.repeat(8_193) })),
    message: `${modelServer}Range of input length should be [1, 8192]`,
  },
];
