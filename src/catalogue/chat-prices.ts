import { flat, type TokenPrices } from './price-row.js';

/**
 * List prices of Qwen's text models, in yuan for a million tokens. Where the page shows a temporary discount, this is
 * the price without it.
 *
 * @see https://help.aliyun.com/zh/model-studio/model-pricing (October 2026)
 */
export const chatPrices: readonly TokenPrices[] = [
  {
    ids: ['qwen3.8-max', 'qwen3.8-max-0902', 'qwen3.8-2.4t-a95b'],
    beijing: [[1000, 12, 36]],
    singapore: [[1000, 14.988, 44.965]],
  },
  { ids: ['qwen3.8-27b'], beijing: [[1000, 3, 12]], singapore: [[1000, 3.646, 21.875]] },
  { ids: ['qwen3.8-flash'], beijing: [[1000, 0.8, 2.7]], singapore: [[1000, 1.094, 3.427]] },
  {
    ids: ['qwen3.7-max', 'qwen3.7-max-2026-05-20', 'qwen3.7-max-2026-06-08'],
    beijing: [[1000, 12, 36]],
    singapore: [[1000, 18.736, 56.207]],
  },
  { ids: ['qwen3.7-max-preview', 'qwen3.7-max-2026-05-17'], beijing: [[1000, 12, 36]] },
  {
    ids: ['qwen3.7-plus', 'qwen3.7-plus-2026-05-26'],
    beijing: [
      [256, 2, 8],
      [1000, 6, 24],
    ],
    singapore: [
      [256, 2.998, 11.991],
      [1000, 8.993, 35.972],
    ],
  },
  {
    ids: ['qwen3.7-flash', 'qwen3.7-flash-2026-07-15'],
    beijing: [
      [32, 0.2, 0.8],
      [256, 0.6, 2.4],
      [1000, 1.2, 4.8],
    ],
    singapore: [
      [32, 0.225, 0.974],
      [256, 0.749, 2.998],
      [1000, 1.499, 5.995],
    ],
  },
  {
    ids: ['qwen3.6-max-preview'],
    beijing: [
      [128, 9, 54],
      [256, 15, 90],
    ],
    singapore: [
      [128, 9.742, 58.455],
      [256, 14.988, 89.93],
    ],
  },
  {
    ids: ['qwen3.6-plus', 'qwen3.6-plus-2026-04-02'],
    beijing: [
      [256, 2, 12],
      [1000, 8, 48],
    ],
    singapore: [
      [256, 3.7471, 22.4826],
      [1000, 14.9884, 44.965],
    ],
  },
  {
    ids: ['qwen3.6-flash', 'qwen3.6-flash-2026-04-16'],
    beijing: [
      [256, 1.2, 7.2],
      [1000, 4.8, 28.8],
    ],
    singapore: [
      [256, 1.87355, 11.2413],
      [1000, 7.4942, 29.9758],
    ],
  },
  { ids: ['qwen3.6-35b-a3b'], beijing: [[256, 1.8, 10.8]], singapore: [[256, 2.810325, 16.86195]] },
  { ids: ['qwen3.6-27b'], beijing: [[256, 3, 18]], singapore: [[256, 4.49652, 26.97912]] },
  {
    ids: ['qwen3.5-plus', 'qwen3.5-plus-2026-02-15'],
    beijing: [
      [128, 0.8, 4.8],
      [256, 2, 12],
      [1000, 4, 24],
    ],
    singapore: [
      [256, 2.936, 17.614],
      [1000, 3.67, 22.018],
    ],
  },
  {
    ids: ['qwen3.5-flash', 'qwen3.5-flash-2026-02-23'],
    beijing: [
      [128, 0.2, 2],
      [256, 0.8, 8],
      [1000, 1.2, 12],
    ],
    singapore: [[1000, 0.734, 2.936]],
  },
  {
    ids: ['qwen3.5-397b-a17b'],
    beijing: [
      [128, 1.2, 7.2],
      [256, 3, 18],
    ],
    singapore: [[256, 4.404, 26.421]],
  },
  {
    ids: ['qwen3.5-122b-a10b'],
    beijing: [
      [128, 0.8, 6.4],
      [256, 2, 16],
    ],
    singapore: [[256, 2.936, 23.486]],
  },
  {
    ids: ['qwen3.5-27b'],
    beijing: [
      [128, 0.6, 4.8],
      [256, 1.8, 14.4],
    ],
    singapore: [[256, 2.202, 17.614]],
  },
  {
    ids: ['qwen3.5-35b-a3b'],
    beijing: [
      [128, 0.4, 3.2],
      [256, 1.6, 12.8],
    ],
    singapore: [[256, 1.835, 14.678]],
  },
  {
    ids: ['qwen3-max', 'qwen3-max-2026-01-23'],
    beijing: [
      [32, 2.5, 10],
      [128, 4, 16],
      [256, 7, 28],
    ],
    singapore: [
      [32, 8.807, 44.035],
      [128, 17.614, 88.071],
      [256, 22.018, 110.089],
    ],
  },
  {
    ids: ['qwen3-max-2025-09-23', 'qwen3-max-preview'],
    beijing: [
      [32, 6, 24],
      [128, 10, 40],
      [256, 15, 60],
    ],
    singapore: [
      [32, 8.807, 44.035],
      [128, 17.614, 88.071],
      [256, 22.018, 110.089],
    ],
  },
  { ids: ['qwen-max'], beijing: flat(2.4, 9.6), singapore: flat(11.743, 46.971) },
  {
    ids: ['qwen-plus', 'qwen-plus-latest', 'qwen-plus-2025-12-01', 'qwen-plus-2025-09-11', 'qwen-plus-2025-07-28'],
    beijing: [
      [128, 0.8, 2, 8],
      [256, 2.4, 20, 24],
      [1000, 4.8, 48, 64],
    ],
    singapore: [
      [256, 2.936, 8.807, 29.357],
      [1000, 8.807, 26.421, 88.071],
    ],
  },
  {
    ids: ['qwen-plus-2025-07-14', 'qwen-plus-2025-04-28'],
    beijing: flat(0.8, 2, 8),
    singapore: flat(2.936, 8.807, 29.357),
  },
  { ids: ['qwen-plus-2025-01-25'], beijing: flat(0.8, 2), singapore: flat(2.936, 8.807) },
  {
    ids: ['qwen-flash', 'qwen-flash-2025-07-28'],
    beijing: [
      [128, 0.15, 1.5],
      [256, 0.6, 6],
      [1000, 1.2, 12],
    ],
    singapore: [
      [256, 0.367, 2.936],
      [1000, 1.835, 14.678],
    ],
  },
  { ids: ['qwen-turbo'], beijing: flat(0.3, 0.6, 3), singapore: flat(0.367, 1.468, 3.67) },
  { ids: ['qwq-plus'], beijing: flat(1.6, 4), singapore: flat(5.871, 17.614) },
  { ids: ['qwen3-next-80b-a3b-thinking'], beijing: flat(1, 10), singapore: flat(1.101, 8.807) },
  { ids: ['qwen3-next-80b-a3b-instruct'], beijing: flat(1, 4), singapore: flat(1.101, 8.807) },
  { ids: ['qwen3-235b-a22b-thinking-2507'], beijing: flat(2, 20), singapore: flat(1.688, 16.88) },
  { ids: ['qwen3-235b-a22b-instruct-2507'], beijing: flat(2, 8), singapore: flat(1.688, 6.752) },
  { ids: ['qwen3-30b-a3b-thinking-2507'], beijing: flat(0.75, 7.5), singapore: flat(1.468, 17.614) },
  { ids: ['qwen3-30b-a3b-instruct-2507'], beijing: flat(0.75, 3), singapore: flat(1.468, 5.871) },
  { ids: ['qwen3-235b-a22b'], beijing: flat(2, 8, 20), singapore: flat(5.137, 20.55, 61.65) },
  { ids: ['qwen3-32b'], beijing: flat(2, 8, 20), singapore: flat(1.174, 4.697) },
  { ids: ['qwen3-30b-a3b'], beijing: flat(0.75, 3, 7.5), singapore: flat(1.468, 5.871, 17.614) },
  { ids: ['qwen3-14b'], beijing: flat(1, 4, 10), singapore: flat(2.569, 10.275, 30.825) },
  { ids: ['qwen3-8b'], beijing: flat(0.5, 2, 5), singapore: flat(1.321, 5.137, 15.412) },
];
