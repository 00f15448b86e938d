import { checkFields } from '../checks/fields.js';
import type { ImageModel } from '../catalogue/image-model.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { isObject, type JsonObject } from '../util/objects.js';

const known =
  'n seed size watermark prompt_extend negative_prompt prompt_extend_mode enable_thinking enable_sequential ' +
  'thinking_mode bbox_list color_palette enable_interleave max_images stream style ref_mode ref_strength strength ' +
  'top_scale bottom_scale left_scale right_scale upscale_factor is_sketch noise_level ref_prompt_weight';

const flags =
  'watermark prompt_extend enable_thinking enable_sequential thinking_mode enable_interleave stream is_sketch';

/** The largest seed. */
const maxSeed = 2_147_483_647;

/** The parameters of a request that the model has; others are the policy's matter. */
export function readParameters({ given, policy }: RequestContext, model: ImageModel): JsonObject {
  const parameters = given.parameters ?? {};
  if (!isObject(parameters)) refuse('parameter-type', { field: 'parameters', type: 'Object' });
  const all = checkFields(parameters, known, policy, 'parameters.');
  const own = new Set(
    `n seed ${model.size.form === 'none' ? sizeOf(model) : 'size'} watermark ${model.parameters}`.split(' '),
  );
  const taken = Object.entries(all).filter(([name]) => {
    if (!own.has(name)) policy.unsupported(name, model.id);
    return own.has(name);
  });
  for (const [field, value] of taken) checkValue(field, value);
  return Object.fromEntries(taken);
}

/** Models whose sizes the emulator does not check take them all the same, but for those that only edit. */
function sizeOf({ id }: ImageModel): string {
  return id.startsWith('wan2.5') ? 'size' : '';
}

function checkValue(field: string, value: unknown): void {
  if (field === 'seed' || field === 'n') {
    if (!Number.isInteger(value)) refuse('parameter-type', { field, type: 'Integer' });
    const seed = value as number;
    if (field === 'seed' && (seed < 0 || seed > maxSeed))
      refuse('parameter-range', { field, range: `[0, ${maxSeed}]` });
  }
  if (flags.split(' ').includes(field) && typeof value !== 'boolean') {
    refuse('parameter-type', { field, type: 'Boolean' });
  }
}

/** Reads the number of pictures. With `enable_sequential` it is the maximum. */
export function readCount({ n }: JsonObject, { max, standard }: ImageModel['n'], isSequential: boolean): number {
  const limit = isSequential ? 12 : max;
  if (n === undefined) return isSequential ? 12 : standard;
  const count = n as number;
  if (count >= 1 && count <= limit) return count;
  return limit === 1 ? refuse('image-n-one') : refuse('image-n', { limit });
}
