import { type EndpointCase, times } from './endpoint-case.js';

const image = { image: 'https://a.example/a.png' };
const kinds = 'text, image, video';

/** A request to qwen3-vl-embedding. */
function embed(
  rule: EndpointCase['rule'],
  contents: unknown[],
  message: string,
  parameters: object = {},
): EndpointCase {
  return {
    rule,
    request: {
      protocol: 'dashscope',
      path: '/services/embeddings/multimodal-embedding/multimodal-embedding',
      body: { model: 'qwen3-vl-embedding', input: { contents }, parameters },
    },
    code: 'InvalidParameter',
    message,
  };
}

/** A request for each rule of multimodal embeddings. */
export const multimodalEmbeddingCases: EndpointCase[] = [
  embed('contents-empty', [], 'input can not be empty: input.contents'),
  {
    ...embed('contents-item', [{ sound: 'a' }], `contents[0] must be an object of ${kinds}`),
    status: 500,
    code: 'InternalError.Algo',
  },
  embed('contents-count', times(11, image), 'Range of the number of image should be [0, 10]: input.contents'),
  embed('contents-count', times(21, 'a'), 'Range of the number of contents should be [0, 20]: input.contents'),
  embed(
    'contents-dimension',
    ['a'],
    'dimension is invalid, it should be in [2560, 2048, 1536, 1024, 768, 512, 256]: parameters.dimension',
    { dimension: 100 },
  ),
];
