import type { ImageCapabilities, SpeechCapabilities, VideoCapabilities } from '../../../src/catalogue/capabilities.js';
import { sizeRuleOf } from '../../../src/catalogue/image-sizes.js';
import { imageModels } from '../../../src/catalogue/images.js';
import { transcriptionModels, type TranscriptionCapabilities } from '../../../src/catalogue/transcription.js';
import { speechModels, voicesOf } from '../../../src/catalogue/speech.js';
import { videoModels } from '../../../src/catalogue/videos.js';
import { table } from '../../support/markdown-table.js';

type Column<Capabilities> = readonly [string, (capabilities: Capabilities) => string];

const imageColumns: readonly Column<ImageCapabilities>[] = [
  ['Images to edit', ({ inputs, mask }) => `${range(inputs)}${mask ? ', and a mask' : ''}`],
  ['In one call', ({ maxImages }) => String(maxImages)],
  ['Prompt', ({ maxPrompt }) => (maxPrompt === undefined ? '' : maxPrompt.toLocaleString('en-US'))],
  ['Size', size],
  ['Answers', answers],
  [
    'Options',
    ({ options = [] }) =>
      options
        .filter((name) => name !== 'size')
        .map(code)
        .join(' '),
  ],
];

const sounds = { switch: 'yes, or off', always: 'yes', none: 'no' };

const videoColumns: readonly Column<VideoCapabilities>[] = [
  ['Media', media],
  ['Prompt', ({ maxPrompt }) => (maxPrompt === undefined ? '' : maxPrompt.toLocaleString('en-US'))],
  ['Seconds', seconds],
  ['Resolution', ({ tiers = [] }) => tiers.join(' ')],
  ['Ratios', ratios],
  ['Sound', ({ sound }) => (sound === undefined ? '' : sounds[sound])],
];

const isTask = ({ form }: TranscriptionCapabilities) => form === 'files' || form === 'file';

const transcriptionColumns: readonly Column<TranscriptionCapabilities>[] = [
  ['Answers', (capabilities) => (isTask(capabilities) ? 'as a task' : 'at once')],
  ['Seconds', ({ maxSeconds }) => (maxSeconds === undefined ? '' : `up to ${maxSeconds}`)],
  ['Longer ones', ({ longAudio }) => (longAudio === undefined ? '' : code(longAudio))],
  ['Options', ({ options }) => options.map(code).join(' ')],
];

/** The table of transcription models. */
export function transcriptionModelsTable(): string {
  return tableOf<TranscriptionCapabilities>(transcriptionModels, transcriptionColumns);
}

const speechColumns: readonly Column<SpeechCapabilities>[] = [
  [
    'A piece',
    ({ limit }) => `${count(limit.units)} units${limit.characters ? `, ${limit.characters} characters` : ''}`,
  ],
  [
    'Voices',
    (takes) => (voicesOf(takes).length === 0 ? 'cloned or designed' : `${voicesOf(takes).map(code).join(' ')} …`),
  ],
  ['Formats', ({ formats }) => formats.join(' ')],
  ['Hertz', ({ sampleRates }) => sampleRates.map(count).join(' ')],
  ['Options', ({ options }) => options.map(code).join(' ')],
];

/** The table of speech models. */
export function speechModelsTable(): string {
  return tableOf<SpeechCapabilities>(speechModels, speechColumns);
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

/** The table of image models: a Markdown row for those that take the same. */
export function imageModelsTable(): string {
  return tableOf<ImageCapabilities>(imageModels, imageColumns);
}

/** The table of video models. */
export function videoModelsTable(): string {
  return tableOf<VideoCapabilities>(videoModels, videoColumns);
}

function tableOf<Capabilities>(models: Record<string, Capabilities>, columns: readonly Column<Capabilities>[]): string {
  const rows = new Map<string, { ids: string[]; cells: string[] }>();
  for (const [id, capabilities] of Object.entries(models)) {
    const cells = columns.map(([, cell]) => cell(capabilities));
    const key = JSON.stringify(cells);
    rows.set(key, { cells, ids: [...(rows.get(key)?.ids ?? []), code(id)] });
  }
  return table(
    ['Model', ...columns.map(([name]) => name)],
    [...rows.values()].map(({ ids, cells }) => [ids.join(' '), ...cells]),
  );
}

function code(name: string): string {
  return `\`${name}\``;
}

function range({ min, max }: { min: number; max?: number }): string {
  if (max === 0) return 'none';
  if (max === undefined) return `from ${min}`;
  return min === max ? String(min) : `${min}–${max}`;
}

function size({ size: name, options }: ImageCapabilities): string {
  const rule = sizeRuleOf(name);
  if (options?.includes('size') === false || rule === undefined) return 'that of the image';
  const { area, sides, fixed, names = [] } = rule;
  const figures = [
    ...(fixed ?? []).map((one) => one.replace('*', '×')),
    ...(sides === undefined ? [] : [`sides ${sides[0]}–${sides[1]}`]),
    ...(area === undefined ? [] : [`${square(area[0])}–${square(area[1])}`]),
  ];
  return [...names, ...figures].join(', ');
}

/** An area as the square that has it, or in pixels. */
function square(area: number): string {
  const side = Math.sqrt(area);
  return Number.isInteger(side) ? `${side}²` : area.toLocaleString('en-US');
}

function answers({ endpoints }: ImageCapabilities): string {
  const task = endpoints.some((endpoint) => endpoint.endsWith('-task'));
  if (!endpoints.includes('messages')) return 'in a task';
  return task ? 'at once, or in a task' : 'at once';
}

const forms: Partial<Record<VideoCapabilities['form'], string>> = {
  image: '`first_frame`',
  frames: '`first_frame`, `last_frame`',
  references: '1–5 references',
  animate: 'an image and a video',
  input: 'the fields of `input`',
};

function media({ form, media: types }: VideoCapabilities): string {
  if (types === undefined || form === 'input') return forms[form] ?? '';
  return types.length === 0 ? 'none' : types.map(code).join(' ');
}

function seconds({ duration, specialDuration }: VideoCapabilities): string {
  if (duration === undefined) return '';
  if (duration === 'input') return 'those of the video';
  const special = specialDuration === undefined ? '' : `, or ${specialDuration}`;
  if ('fixed' in duration) return String(duration.fixed);
  return 'only' in duration ? duration.only.join(', ') : `${duration.min}–${duration.max}${special}`;
}

function ratios({ ratios: taken, sizes }: VideoCapabilities): string {
  if (taken?.length === 0) return 'that of the image';
  return [...new Set(taken ?? Object.values(sizes ?? {}).flatMap((byRatio) => Object.keys(byRatio)))].join(' ');
}
