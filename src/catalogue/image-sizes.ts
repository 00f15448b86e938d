/** Sizes that an image model is known to accept, written `width*height`. An absent field is not checked. */
export interface SizeRule {
  /** Range of width times height. */
  area?: readonly [min: number, max: number];
  /** Range of each side. */
  sides?: readonly [min: number, max: number];
  /** All supported sizes. */
  fixed?: readonly string[];
  /** Sizes that have names. */
  names?: readonly string[];
  /** Names among them for one image of a text only. */
  textNames?: readonly string[];
  /** The rule where texts come between the images. */
  interleaved?: SizeRule;
  /** Recommended sizes by ratio. */
  ratios?: Readonly<Record<string, string>>;
  /** Area in pixels of a size that is computed from a ratio. */
  best: number;
}

/** The sizes that a family of image models takes. */
export type ImageSizes = keyof typeof rules;

const area = (min: number, max: number, best?: number): SizeRule => ({ area: [min, max], best: best ?? 1024 ** 2 });
const sides = (min: number, max: number, best: number): SizeRule => ({ sides: [min, max], best });

/** Sizes by ratio that the pages recommend. */
const ratios20 = {
  '1:1': '2048*2048',
  '16:9': '2688*1536',
  '9:16': '1536*2688',
  '4:3': '2368*1728',
  '3:4': '1728*2368',
};
const ratiosMax = {
  '1:1': '1328*1328',
  '16:9': '1664*928',
  '9:16': '928*1664',
  '4:3': '1472*1104',
  '3:4': '1104*1472',
};
const ratiosEdit = {
  '1:1': '1024*1024',
  '16:9': '1280*720',
  '9:16': '720*1280',
  '4:3': '1280*960',
  '3:4': '960*1280',
  '3:2': '1152*768',
  '2:3': '768*1152',
  '21:9': '1344*576',
};
const ratiosZ = {
  '1:1': '1280*1280',
  '16:9': '1536*864',
  '9:16': '864*1536',
  '4:3': '1472*1104',
  '3:4': '1104*1472',
  '3:2': '1536*1024',
  '2:3': '1024*1536',
  '7:9': '1120*1440',
  '9:7': '1440*1120',
  '21:9': '1680*720',
  '9:21': '720*1680',
};
const ratiosWanText = {
  '1:1': '1280*1280',
  '16:9': '1696*960',
  '9:16': '960*1696',
  '4:3': '1472*1104',
  '3:4': '1104*1472',
};
const ratiosWanEdit = {
  '1:1': '1280*1280',
  '16:9': '1280*720',
  '9:16': '720*1280',
  '4:3': '1280*960',
  '3:4': '960*1280',
  '3:2': '1200*800',
  '2:3': '800*1200',
  '21:9': '1344*576',
};

const sizes20 = ['768*768', '576*1024', '1024*576', '1024*1024', '720*1280', '1280*720', '864*1152', '1152*864'];
const sizes1 = ['1024*1024', '720*1280', '1280*720', '768*1152'];

/**
 * Sizes of image models (their pages, 2026). The limits are the widest that the service was seen to enforce: a page may
 * say less. They are apart from the models because importing an entry brings those.
 */
const rules = {
  qwen3: area(262_144, 6_553_600, 1024 ** 2),
  qwen2: { ...area(262_144, 4_194_304), ratios: ratios20 },
  qwen: { ...sides(512, 2048, 1328 ** 2), ratios: ratiosMax },
  qwenMax: { ...sides(512, 1664, 1328 ** 2), ratios: ratiosMax },
  qwenEdit: { ...sides(512, 2048, 1024 ** 2), ratios: ratiosEdit },
  wan27: { ...area(589_824, 16_777_216, 2048 ** 2), names: ['1K', '2K'] },
  wanText: sides(512, 1440, 1024 ** 2),
  z: { ...area(262_144, 4_194_304), ratios: ratiosZ },
  wan27Pro: { ...area(589_824, 16_777_216, 2048 ** 2), names: ['1K', '2K', '4K'], textNames: ['4K'] },
  wan26Text: { ...area(589_824, 2_073_600, 1280 ** 2), ratios: ratiosWanText },
  wan26: {
    ...area(589_824, 4_194_304, 1280 ** 2),
    names: ['1K', '2K'],
    ratios: ratiosWanEdit,
    interleaved: area(589_824, 1_638_400, 1280 ** 2),
  },
  wan25Text: { best: 1280 ** 2, ratios: ratiosWanText },
  wanx20: { fixed: sizes20, best: 1024 ** 2 },
  wanx1: { fixed: sizes1, best: 1024 ** 2 },
  wanxOther: { best: 1024 ** 2 },
  wan25Edit: { best: 1280 ** 2, ratios: ratiosWanEdit },
} as const satisfies Record<string, SizeRule>;

/** The rule for the sizes of a model, where one is known. */
export function sizeRuleOf(sizes: ImageSizes | undefined): SizeRule | undefined {
  return sizes && rules[sizes];
}
