import { InvalidArgumentError } from '@ai-sdk/provider';
import type { SizeRule } from '../catalogue/image-sizes.js';
import type { Warning } from '../options/warning.js';

/** The size that a call requests. */
export interface AskedSize {
  /** The option, in the service's terms. */
  option: string | undefined;
  /** `1024x768`. */
  size: string | undefined;
  /** `16:9`. */
  aspectRatio: string | undefined;
}

/** The size as the service writes it: `1024*768`, or a name. Throws for one that it certainly refuses. */
export function imageSize(
  model: string,
  rule: SizeRule | undefined,
  { option, size, aspectRatio }: AskedSize,
  warnings: Warning[],
): string | undefined {
  const asked = option ?? size;
  if (asked === undefined) return aspectRatio === undefined ? undefined : sizeOfRatio(rule, aspectRatio, warnings);
  if (aspectRatio !== undefined) {
    const details = `The call has a size, which counts: ${asked}.`;
    warnings.push({ type: 'unsupported-setting', setting: 'aspectRatio', details });
  }
  const name = asked.toUpperCase();
  if (/^\dK$/.test(name)) return checkName(model, name, rule);
  const [, width, height] = /^(\d+)[x*](\d+)$/i.exec(asked) ?? [];
  if (width === undefined) throw refusal(model, asked, 'width and height, such as 1024x768');
  checkPixels(model, Number(width), Number(height), rule);
  return `${Number(width)}*${Number(height)}`;
}

function checkName(model: string, name: string, rule: SizeRule | undefined): string {
  if (rule?.names?.includes(name) === false)
    throw refusal(model, name, `${rule.names.join(', ')}, or width and height`);
  if (rule !== undefined && rule.names === undefined) throw refusal(model, name, 'width and height, such as 1024x768');
  return name;
}

function checkPixels(model: string, width: number, height: number, rule: SizeRule | undefined): void {
  const given = `${width}x${height}`;
  const { area, sides, fixed } = rule ?? {};
  if (fixed?.includes(`${width}*${height}`) === false) throw refusal(model, given, fixed.join(', '));
  if (sides !== undefined && [width, height].some((side) => side < sides[0] || side > sides[1])) {
    throw refusal(model, given, `sides of ${sides[0]} to ${sides[1]} pixels`);
  }
  if (area !== undefined && (width * height < area[0] || width * height > area[1])) {
    throw refusal(model, given, `${area[0]} to ${area[1]} pixels, width times height`);
  }
}

function refusal(model: string, given: string, accepted: string): InvalidArgumentError {
  const message = `${model}: size is ${given.slice(0, 40)}; expected ${accepted}.`;
  return new InvalidArgumentError({ argument: 'size', message });
}

/** A recommended size of the ratio, or a computed one if the model accepts any. */
function sizeOfRatio(rule: SizeRule | undefined, ratio: string, warnings: Warning[]): string | undefined {
  const asked = ratioOf(ratio);
  if (asked === undefined) {
    throw new InvalidArgumentError({
      argument: 'aspectRatio',
      message: `aspectRatio is ${ratio.slice(0, 40)}; expected width and height, such as 16:9.`,
    });
  }
  const recommended = rule?.ratios?.[ratio];
  if (recommended !== undefined) return recommended;
  if (rule?.fixed === undefined && (rule?.area !== undefined || rule?.sides !== undefined || rule === undefined)) {
    return computed(asked, rule);
  }
  const sizes = rule.fixed ?? Object.values(rule.ratios ?? {});
  const nearest = sizes.reduce<string | undefined>(
    (best, size) => (best === undefined || distance(size, asked) < distance(best, asked) ? size : best),
    undefined,
  );
  if (nearest === undefined) {
    const details = 'The sizes of the model are not known; it was not sent. Pass a size.';
    warnings.push({ type: 'unsupported-setting', setting: 'aspectRatio', details });
    return undefined;
  }
  const details = `The model has no size of this ratio; the nearest one is used: ${nearest}.`;
  if (distance(nearest, asked) > 0.01) {
    warnings.push({ type: 'unsupported-setting', setting: 'aspectRatio', details });
  }
  return nearest;
}

function computed(ratio: number, rule: SizeRule | undefined): string {
  const { best = 1024 ** 2, sides = [0, Number.POSITIVE_INFINITY] } = rule ?? {};
  const width = Math.sqrt(best * ratio);
  const scale = Math.min(1, sides[1] / Math.max(width, width / ratio));
  // Rounded down to multiples of 16, which all models accept, and never above the area.
  const side = (length: number) => Math.max(Math.floor((length * scale) / 16) * 16, 16, sides[0]);
  return `${side(width)}*${side(width / ratio)}`;
}

function ratioOf(text: string): number | undefined {
  const [, width, height] = /^(\d+(?:\.\d+)?)[:*](\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const ratio = Number(width) / Number(height);
  return Number.isFinite(ratio) && ratio > 0 ? ratio : undefined;
}

function distance(size: string, ratio: number): number {
  return Math.abs(Math.log((ratioOf(size) ?? 1) / ratio));
}
