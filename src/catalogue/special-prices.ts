import { flat, type TokenPrices } from './price-row.js';

/**
 * List prices of Qwen's models for pictures, code, documents, vectors and sound that are billed by tokens, in yuan for a
 * million. A model whose tokens of text and pictures differ in price has none: a usage does not tell them apart.
 *
 * @see https://help.aliyun.com/zh/model-studio/model-pricing (October 2026)
 */
export const specialPrices: readonly TokenPrices[] = [
  {
    ids: ['qwen3-vl-plus', 'qwen3-vl-plus-2025-12-19', 'qwen3-vl-plus-2025-09-23'],
    beijing: [
      [32, 1, 10],
      [128, 1.5, 15],
      [256, 3, 30],
    ],
    singapore: [
      [32, 1.468, 11.743],
      [128, 2.202, 17.614],
      [256, 4.404, 35.228],
    ],
  },
  {
    ids: ['qwen3-vl-flash', 'qwen3-vl-flash-2026-01-22', 'qwen3-vl-flash-2025-10-15'],
    beijing: [
      [32, 0.15, 1.5],
      [128, 0.3, 3],
      [256, 0.6, 6],
    ],
    singapore: [
      [32, 0.367, 2.936],
      [128, 0.55, 4.404],
      [256, 0.881, 7.046],
    ],
  },
  { ids: ['qwen-vl-max'], beijing: flat(1.6, 4), singapore: flat(5.871, 23.486) },
  { ids: ['qwen-vl-plus'], beijing: flat(0.8, 2), singapore: flat(1.541, 4.624) },
  { ids: ['qwen3-vl-235b-a22b-thinking'], beijing: flat(2, 20), singapore: flat(2.936, 29.357) },
  { ids: ['qwen3-vl-235b-a22b-instruct'], beijing: flat(2, 8), singapore: flat(2.936, 11.743) },
  { ids: ['qwen3-vl-32b-thinking'], beijing: flat(2, 20), singapore: flat(1.174, 4.697) },
  { ids: ['qwen3-vl-32b-instruct'], beijing: flat(2, 8), singapore: flat(1.174, 4.697) },
  { ids: ['qwen3-vl-30b-a3b-thinking'], beijing: flat(0.75, 7.5), singapore: flat(1.468, 17.614) },
  { ids: ['qwen3-vl-30b-a3b-instruct'], beijing: flat(0.75, 3), singapore: flat(1.468, 5.871) },
  { ids: ['qwen3-vl-8b-thinking'], beijing: flat(0.5, 5), singapore: flat(1.321, 15.412) },
  { ids: ['qwen3-vl-8b-instruct'], beijing: flat(0.5, 2), singapore: flat(1.321, 5.137) },
  { ids: ['qvq-max'], beijing: flat(8, 32), singapore: flat(8.807, 35.228) },
  { ids: ['qvq-plus'], beijing: flat(2, 5) },
  { ids: ['qwen3.5-ocr'], beijing: flat(0.5, 2) },
  { ids: ['qwen-vl-ocr', 'qwen-vl-ocr-2025-11-20'], beijing: flat(0.3, 0.5), singapore: flat(0.514, 1.174) },
  { ids: ['qwen-vl-ocr-latest'], beijing: flat(0.3, 0.5) },
  { ids: ['qwen-vl-ocr-2025-08-28'], beijing: flat(5, 5) },
  { ids: ['gui-plus', 'gui-plus-2026-02-26'], beijing: flat(1.5, 4.5) },
  { ids: ['qwen3.8-omni-flash'], beijing: flat(0.8, 2.7), singapore: flat(1.094, 3.427) },
  { ids: ['qwen3-omni-30b-a3b-captioner'], beijing: flat(15.8, 12.7), singapore: flat(27.962, 22.458) },
  {
    ids: ['qwen3-coder-plus', 'qwen3-coder-plus-2025-09-23', 'qwen3-coder-plus-2025-07-22'],
    beijing: [
      [32, 4, 16],
      [128, 6, 24],
      [256, 10, 40],
      [1000, 20, 200],
    ],
    singapore: [
      [32, 7.339, 36.696],
      [128, 13.211, 66.053],
      [256, 22.018, 110.089],
      [1000, 44.035, 440.354],
    ],
  },
  {
    ids: ['qwen3-coder-flash', 'qwen3-coder-flash-2025-07-28'],
    beijing: [
      [32, 1, 4],
      [128, 1.5, 6],
      [256, 2.5, 10],
      [1000, 5, 25],
    ],
    singapore: [
      [32, 2.202, 11.009],
      [128, 3.67, 18.348],
      [256, 5.871, 29.357],
      [1000, 11.743, 70.457],
    ],
  },
  {
    ids: ['qwen3-coder-next'],
    beijing: [
      [32, 1, 4],
      [128, 1.5, 6],
      [256, 2.5, 10],
    ],
    singapore: [
      [32, 2.202, 11.009],
      [128, 3.67, 18.348],
      [256, 5.871, 29.357],
    ],
  },
  {
    ids: ['qwen3-coder-480b-a35b-instruct'],
    beijing: [
      [32, 6, 24],
      [128, 9, 36],
      [200, 15, 60],
    ],
    singapore: [
      [32, 11.009, 55.044],
      [128, 19.816, 99.08],
      [200, 33.027, 165.133],
    ],
  },
  {
    ids: ['qwen3-coder-30b-a3b-instruct'],
    beijing: [
      [32, 1.5, 6],
      [128, 2.25, 9],
      [200, 3.75, 15],
    ],
    singapore: [
      [32, 3.303, 16.513],
      [128, 5.504, 27.522],
      [200, 8.807, 44.035],
    ],
  },
  { ids: ['qwen-coder-plus'], beijing: flat(3.5, 7) },
  { ids: ['qwen-coder-turbo'], beijing: flat(2, 6) },
  { ids: ['qwen-math-plus'], beijing: flat(4, 12) },
  { ids: ['qwen-math-turbo'], beijing: flat(2, 6) },
  { ids: ['qwen-mt-plus'], beijing: flat(1.8, 5.4), singapore: flat(18.055, 54.09) },
  { ids: ['qwen-mt-flash', 'qwen-mt-turbo'], beijing: flat(0.7, 1.95), singapore: flat(1.174, 3.596) },
  { ids: ['qwen-mt-lite'], beijing: flat(0.6, 1.6), singapore: flat(0.881, 2.642) },
  { ids: ['qwen-long', 'qwen-long-latest', 'qwen-long-2025-01-25'], beijing: flat(0.5, 2) },
  { ids: ['qwen-doc-turbo'], beijing: flat(0.6, 1) },
  { ids: ['qwen-deep-research'], beijing: flat(54, 163) },
  { ids: ['qwen-plus-character'], beijing: flat(0.8, 2), singapore: flat(3.747, 10.492) },
  { ids: ['qwen-flash-character'], beijing: flat(0.25, 1.5), singapore: flat(0.375, 2.998) },
  { ids: ['tongyi-intent-detect-v3'], beijing: flat(0.4, 1) },
  { ids: ['tongyi-xiaomi-analysis-flash'], beijing: flat(0.2, 0.4) },
  { ids: ['tongyi-xiaomi-analysis-pro'], beijing: flat(1, 2.7) },
  { ids: ['farui-plus'], beijing: flat(20, 20) },
  { ids: ['qwen3.7-text-embedding'], beijing: flat(0.5, 0), singapore: flat(0.525, 0) },
  { ids: ['qwen3.7-text-embedding-flash'], beijing: flat(0.125, 0) },
  { ids: ['text-embedding-v4', 'text-embedding-v3'], beijing: flat(0.5, 0), singapore: flat(0.514, 0) },
  { ids: ['text-embedding-v2', 'text-embedding-v1'], beijing: flat(0.7, 0) },
  { ids: ['tongyi-embedding-vision-plus'], beijing: flat(0.5, 0) },
  { ids: ['tongyi-embedding-vision-flash'], beijing: flat(0.15, 0) },
  { ids: ['qwen3.7-text-rerank', 'qwen3-vl-rerank'], beijing: flat(0.5, 0) },
  { ids: ['qwen3-rerank'], beijing: flat(0.5, 0), singapore: flat(0.74942, 0) },
  { ids: ['gte-rerank-v2'], beijing: flat(0.8, 0) },
  { ids: ['qwen-tts-latest', 'qwen-tts-2025-05-22', 'qwen-tts-2025-04-10'], beijing: flat(1.6, 10) },
  { ids: ['qwen-audio-3.1-tts-flash'], beijing: flat(1.5, 12) },
  {
    ids: ['qwen-audio-3.1-asr-flash', 'qwen-audio-3.1-asr-flash-filetrans'],
    beijing: flat(0.8, 2.7),
    singapore: flat(1.094, 3.427),
  },
];
