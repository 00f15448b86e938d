import { InvalidArgumentError } from '@ai-sdk/provider';
import type { ImageCapabilities, ImageEndpoint } from '../catalogue/capabilities.js';
import type { ImageFields } from '../catalogue/image-fields.js';
import type { SizeRule } from '../catalogue/image-sizes.js';
import { fieldsOf } from '../catalogue/image-fields.js';
import { sizeRuleOf } from '../catalogue/image-sizes.js';
import { toSnakeCase, type JSONObject, type JSONValue } from '../util/json.js';
import type { Warning } from '../options/warning.js';
import type { ImageCall } from './image.js';
import { imageTable } from './option-table.js';
import type { ImageOptions, QwenImageOptions } from './options.js';
import { imageSize } from './size.js';

/** A request to the service, before its images have URLs. */
export interface ImagePlan {
  endpoint: ImageEndpoint;
  prompt: string;
  negativePrompt: string | undefined;
  /** The function to apply to the image, for models with several. */
  function: string | undefined;
  /** Fields of a translation. */
  translation: JSONObject;
  /** Fields of the input of a model that has its own, and what the caller says in them. */
  fields: ImageFields | undefined;
  input: JSONObject;
  parameters: Record<string, JSONValue | undefined>;
}

/**
 * Plans the request of a call by the capabilities of its model. Throws for what the service certainly refuses, or would
 * bill without doing it; the service judges the rest.
 */
export function planImage(
  model: string,
  capabilities: ImageCapabilities,
  call: ImageCall,
  { known, extra }: ImageOptions,
  { inputs, answersAtOnce }: { inputs: number; answersAtOnce: boolean },
): ImagePlan {
  const { warnings } = call;
  if (!Number.isInteger(call.n) || call.n < 1) throw refusal(model, 'n', `${call.n}`, 'an integer from 1');
  const endpoint = endpointOf(model, capabilities, known, answersAtOnce);
  checkInputs(model, capabilities, known, inputs);
  checkMask(model, capabilities, known, call.mask !== undefined);
  const options = carried(model, capabilities, known, warnings);
  const prompt = promptOf(model, capabilities, endpoint, call);
  if (endpoint === 'translation-task') checkTranslation(model, capabilities, known);
  if (capabilities.options !== undefined && options.promptExtendMode === 'agent' && inputs > 0) {
    throw refusal(model, 'promptExtendMode', "'agent' together with images", "'direct', or 'agent' for a text only");
  }
  const { negativePrompt, maxImages, ...parameters } = parametersOf(options);
  const inside = endpoint === 'messages' || endpoint === 'messages-task';
  return {
    endpoint,
    prompt,
    negativePrompt: inside ? undefined : (negativePrompt as string | undefined),
    function: endpoint === 'function-task' ? functionOf(known, call) : undefined,
    translation: endpoint === 'translation-task' ? translationOf(known) : {},
    fields: fieldsOf(capabilities.fields),
    input: options.input ?? {},
    parameters: {
      ...(inside && { negative_prompt: negativePrompt }),
      ...parameters,
      size: sizeOf(model, capabilities, call, known, inputs),
      seed: seedOf(model, capabilities, call),
      ...countOf(model, capabilities, call, known, maxImages as number | undefined),
      ...extra,
    },
  };
}

type Known = ImageOptions['known'];

function endpointOf(
  model: string,
  { endpoints }: ImageCapabilities,
  known: Known,
  answersAtOnce: boolean,
): ImageEndpoint {
  const task = endpoints.find((endpoint) => endpoint.endsWith('-task'));
  if (known.async === true && task === undefined) {
    throw refusal(
      model,
      'async',
      'true',
      'false: the service answers calls of this model at once, and has no tasks for it',
    );
  }
  for (const name of ['async', 'enableInterleave'] as const) {
    if (answersAtOnce && known[name] === true) {
      throw refusal(model, name, 'true', 'false: hosts of a Token Plan have no tasks for images');
    }
  }
  // Texts between the images come as a stream or as a task, and a task cannot get lost.
  const needsTask = known.async === true || known.enableInterleave === true;
  return (needsTask ? task : undefined) ?? endpoints[0] ?? 'messages';
}

function checkInputs(model: string, { inputs, endpoints }: ImageCapabilities, known: Known, count: number): void {
  const interleaved = known.enableInterleave === true && inputs.min > 0;
  const { min, max } = interleaved ? { min: 0, max: 1 } : inputs;
  if (count >= min && (max === undefined || count <= max)) return;
  const range = max === 0 ? 'none: it makes images of texts only' : max === min ? `${min}` : `${min} to ${max}`;
  const hint = max === 0 && endpoints[0] === 'messages' ? '. Use qwen-image-3.0 or qwen-image-edit-plus to edit' : '';
  throw refusal(model, 'images', `${count} image${count === 1 ? '' : 's'}`, range + hint);
}

function checkMask(model: string, { mask }: ImageCapabilities, known: Known, given: boolean): void {
  const masked = 'description_edit_with_mask';
  if (given && mask !== true) {
    // The service would ignore it and bill the wrong image.
    throw refusal(model, 'mask', 'a mask', 'none. Use wanx2.1-imageedit, whose mask is white where it edits');
  }
  if (given && known.function !== undefined && known.function !== masked) {
    throw refusal(model, 'function', `'${known.function}' together with a mask`, `'${masked}'`);
  }
  if (!given && known.function === masked) throw refusal(model, 'mask', 'missing', `a mask, for ${masked}`);
}

function promptOf(model: string, capabilities: ImageCapabilities, endpoint: ImageEndpoint, call: ImageCall): string {
  const { prompt = '', warnings } = call;
  const fields = fieldsOf(capabilities.fields);
  if (endpoint === 'translation-task' || (fields !== undefined && fields.prompt === undefined)) {
    if (prompt !== '') warnings.push({ type: 'other', message: `${model} takes no prompt; it was not sent.` });
    return '';
  }
  // An image may take its place.
  if (fields !== undefined && fields.images.length > 1 && prompt.trim() === '') return '';
  if (prompt.trim() === '' && capabilities.options !== undefined) throw refusal(model, 'prompt', 'empty', 'a text');
  if (capabilities.maxPrompt !== undefined && [...prompt].length > capabilities.maxPrompt) {
    const message = `${model} reads ${capabilities.maxPrompt} characters of the prompt; the service cuts off the rest.`;
    warnings.push({ type: 'other', message });
  }
  return prompt;
}

function checkTranslation(model: string, { pivots }: ImageCapabilities, { sourceLang, targetLang }: Known): void {
  if (sourceLang === undefined) throw refusal(model, 'sourceLang', 'missing', "a language, such as 'zh'");
  if (targetLang === undefined) throw refusal(model, 'targetLang', 'missing', "a language, such as 'en'");
  if (pivots === undefined || pivots.includes(sourceLang) || pivots.includes(targetLang)) return;
  throw refusal(model, 'targetLang', `'${targetLang}' from '${sourceLang}'`, `${pivots.join(' or ')} on one side`);
}

function translationOf(known: Known): JSONObject {
  const { sourceLang = '', targetLang = '', domainHint, sensitives, terminologies, imageSegment } = known;
  const ext = {
    ...(domainHint !== undefined && { domainHint }),
    ...(sensitives !== undefined && { sensitives }),
    ...(terminologies !== undefined && { terminologies }),
    ...(imageSegment !== undefined && { config: { imageSegment } }),
  };
  return { source_lang: sourceLang, target_lang: targetLang, ...(Object.keys(ext).length > 0 && { ext }) };
}

function functionOf(known: Known, { mask }: ImageCall): string {
  return known.function ?? (mask === undefined ? 'description_edit' : 'description_edit_with_mask');
}

/** Options that the catalogue does not list. */
const always = new Set(['images', 'upload', 'async', 'pollInterval', 'deadline', 'resume', 'timeout', 'size']);

/** Options that only models of other forms have. */
const ofOtherForms = new Set(
  'function sourceLang targetLang domainHint sensitives terminologies imageSegment'.split(' '),
);

/** The options that the model has; the others become warnings. */
function carried(model: string, { options }: ImageCapabilities, known: Known, warnings: Warning[]): Known {
  const isTaken = (name: string) =>
    (options === undefined && !ofOtherForms.has(name)) ||
    always.has(name) ||
    options?.includes(name) === true ||
    (name === 'maxImages' && known.enableSequential === true);
  for (const [name, value] of Object.entries(known)) {
    if (value === undefined || isTaken(name)) continue;
    warnings.push({
      type: 'unsupported-setting',
      setting: name,
      details: `${model} has no such option; it was not sent.`,
    });
  }
  return Object.fromEntries(Object.entries(known).filter(([name]) => isTaken(name))) as Known;
}

/** The options that are parameters, by their names on the wire. Two of them have another place. */
function parametersOf(known: Known): Record<string, JSONValue | undefined> {
  const rows = imageTable as Record<string, { sentAs: string }>;
  const pairs = Object.entries(known).filter(([name]) => rows[name]?.sentAs === 'parameter');
  return Object.fromEntries(
    pairs.map(([name, value]) => [
      name === 'negativePrompt' || name === 'maxImages' ? name : toSnakeCase(name),
      value as JSONValue,
    ]),
  );
}

function sizeOf(
  model: string,
  capabilities: ImageCapabilities,
  call: ImageCall,
  known: Known,
  inputs: number,
): string | undefined {
  const { size, aspectRatio, warnings } = call;
  if (capabilities.options === undefined || capabilities.options.includes('size')) {
    return imageSize(model, sizeRule(capabilities, known, inputs), { option: known.size, size, aspectRatio }, warnings);
  }
  for (const [setting, value] of Object.entries({ size: known.size ?? size, aspectRatio })) {
    const details = `${model} takes none: the result has the size of the (last) image.`;
    if (value !== undefined) warnings.push({ type: 'unsupported-setting', setting, details });
  }
  return undefined;
}

function sizeRule({ size }: ImageCapabilities, known: Known, inputs: number): SizeRule | undefined {
  const rule = sizeRuleOf(size);
  const { interleaved, names, textNames } = rule ?? {};
  if (known.enableInterleave === true && interleaved !== undefined) return interleaved;
  if (textNames === undefined || (inputs === 0 && known.enableSequential !== true)) return rule;
  return { ...rule!, names: names?.filter((name) => !textNames.includes(name)) };
}

const maxSeed = 2_147_483_647;

function seedOf(model: string, capabilities: ImageCapabilities, { seed, warnings }: ImageCall): number | undefined {
  if (seed === undefined || capabilities.options === undefined) return seed;
  if (capabilities.options.includes('seed')) {
    if (Number.isInteger(seed) && seed >= 0 && seed <= maxSeed) return seed;
    throw refusal(model, 'seed', `${seed}`, `an integer from 0 to ${maxSeed}`);
  }
  const details = `${model} takes none; it was not sent.`;
  warnings.push({ type: 'unsupported-setting', setting: 'seed', details });
  return undefined;
}

/** The number of images is always sent: without it, some models make and bill four or twelve. */
function countOf(
  model: string,
  capabilities: ImageCapabilities,
  { n, warnings }: ImageCall,
  known: Known,
  maxImages: QwenImageOptions['maxImages'],
): Record<string, number | undefined> {
  if (known.enableInterleave === true && capabilities.options?.includes('enableInterleave') === true) {
    if (n > 1) throw refusal(model, 'n', `${n} with enableInterleave`, '1; maxImages is the number of images');
    if (maxImages !== undefined && maxImages > 5) throw refusal(model, 'maxImages', `${maxImages}`, '1 to 5');
    return { n: 1, max_images: maxImages };
  }
  if (known.enableSequential === true && capabilities.options?.includes('enableSequential') === true) {
    if (n > 12) throw refusal(model, 'n', `${n}`, '1 to 12');
    return { n: maxImages ?? n };
  }
  if (capabilities.options === undefined) return { n, max_images: maxImages };
  if (maxImages !== undefined) {
    const details = `${model} reads it only with enableInterleave or enableSequential; it was not sent.`;
    warnings.push({ type: 'unsupported-setting', setting: 'maxImages', details });
  }
  if (n > capabilities.maxImages) {
    throw refusal(model, 'n', `${n}`, capabilities.maxImages === 1 ? '1' : `1 to ${capabilities.maxImages}`);
  }
  return capabilities.fixedCount === true ? {} : { n };
}

function refusal(model: string, argument: string, given: string, accepted: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message: `${model}: ${argument} is ${given}; expected ${accepted}.` });
}
