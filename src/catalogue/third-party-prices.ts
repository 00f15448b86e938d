import { flat, type TokenPrices } from './price-row.js';

/**
 * List prices of other makers' models at Model Studio, in yuan for a million tokens. DeepSeek's models whose price
 * depends on the hour have none.
 *
 * @see https://help.aliyun.com/zh/model-studio/model-pricing (October 2026)
 */
export const thirdPartyPrices: readonly TokenPrices[] = [
  { ids: ['deepseek-v4-pro'], beijing: flat(12, 24), singapore: flat(17.986, 35.972) },
  { ids: ['deepseek-v4-flash'], beijing: flat(1, 2), singapore: flat(1.499, 2.998) },
  { ids: ['deepseek-v3.2'], beijing: flat(2, 3), singapore: flat(4.272, 12.815) },
  { ids: ['deepseek-v3.2-exp', 'siliconflow/deepseek-v3.2', 'vanchin/deepseek-v3.2-think'], beijing: flat(2, 3) },
  {
    ids: ['deepseek-v3.1', 'siliconflow/deepseek-v3.1-terminus', 'vanchin/deepseek-v3.1-terminus'],
    beijing: flat(4, 12),
  },
  {
    ids: ['deepseek-r1', 'deepseek-r1-0528', 'siliconflow/deepseek-r1-0528', 'vanchin/deepseek-r1'],
    beijing: flat(4, 16),
  },
  { ids: ['deepseek-v3', 'siliconflow/deepseek-v3-0324', 'vanchin/deepseek-v3'], beijing: flat(2, 8) },
  { ids: ['deepseek-r1-distill-qwen-32b'], beijing: flat(2, 6) },
  { ids: ['deepseek-r1-distill-qwen-14b'], beijing: flat(1, 3) },
  { ids: ['deepseek-r1-distill-qwen-7b'], beijing: flat(0.5, 1) },
  { ids: ['vanchin/deepseek-ocr'], beijing: flat(0.216, 0.216) },
  { ids: ['kimi-k3'], beijing: flat(20, 100), singapore: flat(21.875, 109.376) },
  { ids: ['kimi-k2.7-code'], beijing: flat(6.5, 27), singapore: flat(7.119, 29.977) },
  { ids: ['kimi-k2.6', 'kimi/kimi-k2.6', 'kimi/kimi-k2.7-code'], beijing: flat(6.5, 27) },
  { ids: ['kimi-k2.5', 'kimi/kimi-k2.5'], beijing: flat(4, 21) },
  { ids: ['kimi-k2-thinking', 'Moonshot-Kimi-K2-Instruct'], beijing: flat(4, 16) },
  { ids: ['kimi/kimi-k3'], beijing: flat(20, 100) },
  { ids: ['kimi/kimi-k2.7-code-highspeed'], beijing: flat(13, 54) },
  { ids: ['glm-5.3'], beijing: flat(8, 28), singapore: flat(10.208, 32.084) },
  { ids: ['glm-5.2'], beijing: flat(8, 28), singapore: flat(10.492, 32.974) },
  { ids: ['glm-5.2-fast-preview'], beijing: flat(16, 56), singapore: flat(20.98, 65.95) },
  {
    ids: ['glm-5.1'],
    beijing: [
      [32, 6, 24],
      [200, 8, 28],
    ],
    singapore: [[200, 10.492, 32.974]],
  },
  {
    ids: ['glm-5'],
    beijing: [
      [32, 4, 18],
      [198, 6, 22],
    ],
  },
  {
    ids: ['glm-4.7', 'glm-4.6'],
    beijing: [
      [32, 3, 14],
      [166, 4, 16],
    ],
  },
  {
    ids: ['glm-4.5'],
    beijing: [
      [32, 3, 14],
      [96, 4, 16],
    ],
  },
  {
    ids: ['glm-4.5-air'],
    beijing: [
      [32, 0.8, 6],
      [96, 1.2, 8],
    ],
  },
  { ids: ['ZHIPU/GLM-5.3', 'ZHIPU/GLM-5.1'], beijing: flat(8, 28) },
  { ids: ['ZHIPU/GLM-5.3-Flash'], beijing: flat(0.8, 2.8) },
  { ids: ['ZHIPU/GLM-5'], beijing: flat(6, 22) },
  {
    ids: ['MiniMax-M2.5', 'MiniMax-M2.1', 'MiniMax/MiniMax-M2.7', 'MiniMax/MiniMax-M2.5', 'MiniMax/MiniMax-M2.1'],
    beijing: flat(2.1, 8.4),
  },
  { ids: ['MiniMax/MiniMax-M3'], beijing: flat(4.2, 16.8) },
  {
    ids: ['xiaomi/mimo-v2.5-pro'],
    beijing: [
      [256, 7, 21],
      [1000, 14, 42],
    ],
  },
  { ids: ['stepfun/step-3.7-flash'], beijing: flat(1.35, 8.1) },
  { ids: ['stepfun/step-5-preview'], beijing: flat(7, 20) },
];
