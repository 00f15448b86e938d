import type { ImageModel, SizeRule } from '../catalogue/image-model.js';
import { refuse } from '../rules/api-error.js';

/** Width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Reads `W*H`; undefined for anything else. */
export function parseSize(text: string): Size | undefined {
  const [, width, height] = /^(\d{1,5})\*(\d{1,5})$/.exec(text) ?? [];
  return width === undefined ? undefined : { width: Number(width), height: Number(height) };
}

/** A request, for rules that hold only for some of them. */
interface Scope {
  model: ImageModel;
  hasImages: boolean;
  /** The request is for texts and pictures in turn. */
  interleaves?: boolean;
}

/** The size that is drawn, or a refusal. `given`: the parameter, or undefined where the model chooses. */
export function readSize(given: unknown, scope: Scope): Size {
  const { model } = scope;
  const { size: rule, standardSize } = model;
  if (given === undefined) return tierOf(standardSize, rule) ?? parseSize(standardSize)!;
  if (typeof given !== 'string') refuse('parameter-type', { field: 'size', type: 'String' });
  const tier = checkTier(given, rule, scope);
  if (tier !== undefined) return tier;
  const size = parseSize(given) ?? refuse(formatRuleOf(model), { size: given });
  if (!rule.form.startsWith('late')) checkSize(given, size, rule, scope);
  return size;
}

/** Refuses a size as the task of an older endpoint does. */
export function checkLate(given: string, size: Size, rule: SizeRule): void {
  const { width, height } = size;
  if (rule.form === 'late-list' && !rule.sizes.split(' ').includes(given)) {
    refuse('image-size-list', { sizes: `['${rule.sizes.split(' ').join("', '")}']` });
  }
  if (rule.form === 'late-side' && [width, height].some((side) => side < rule.min || side > rule.max)) {
    refuse('image-size-old', { min: rule.min, max: rule.max });
  }
}

function tierOf(given: string, rule: SizeRule): Size | undefined {
  const side = rule.form === 'pixels' ? rule.tiers?.[given] : undefined;
  return side === undefined ? undefined : { width: side, height: side };
}

/** `1K`, `2K` and `4K`; the last one only of wan2.7-image-pro, for texts. */
function checkTier(given: string, rule: SizeRule, { model, hasImages, interleaves }: Scope): Size | undefined {
  const tier = interleaves ? undefined : tierOf(given, rule);
  if (tier !== undefined && given === '4K' && (model.id === 'wan2.7-image' || hasImages)) {
    refuse('image-size-tier', { size: given, largest: '2K' });
  }
  return tier;
}

function formatRuleOf({ id }: ImageModel) {
  if (id.startsWith('qwen')) return 'image-size-format-qwen';
  return id.startsWith('z-') ? 'image-size-format-plain' : 'image-size-format';
}

function checkSize(given: string, size: Size, rule: SizeRule, { hasImages, interleaves }: Scope): void {
  const { width, height } = size;
  const area = width * height;
  switch (rule.form) {
    case 'list':
      if (!rule.sizes.split(',').includes(given)) refuse('image-size-list', { sizes: rule.sizes });
      return;
    case 'side':
      if (Math.min(width, height) < rule.min || Math.max(width, height) > rule.max) {
        refuse('image-size-side', { size: given, min: rule.min, max: rule.max });
      }
      return;
    case 'area': {
      const min = rule.min ** 2;
      const max = rule.max ** 2;
      if (area >= min && area <= max) return;
      if (rule.words === 'plain') refuse('image-size-area-plain', { min, max, area, width, height });
      if (rule.words === 'text-only' && hasImages) return;
      const scope = rule.words === 'text-only' ? ' for t2i requests' : '';
      return refuse('image-size-area', { min, max, low: rule.min, high: rule.max, scope });
    }
    case 'pixels': {
      const max = interleaves ? 1_638_400 : rule.max;
      if (area < rule.min || area > max) refuse('image-size-pixels', { area, min: rule.min, max });
    }
  }
}
