import { InvalidArgumentError } from '@ai-sdk/provider';
import { httpModelFor, type TranscriptionCapabilities } from '../catalogue/transcription.js';
import type { Warning } from '../options/warning.js';
import { toSnakeCase, type JSONObject, type JSONValue } from '../util/json.js';
import { transcriptionTable } from './option-table.js';
import type { TranscribeOptions } from './options.js';
import type { TimestampGranularity } from './transcription.js';

/** The parts of a request beside its recording. */
export interface TranscriptionPlan {
  /** Text with names and terms to expect. */
  context: string | undefined;
  parameters: JSONObject;
  warnings: Warning[];
}

type Known = TranscribeOptions['known'];
type Values = Record<string, JSONValue | undefined>;

/** Throws for a model that is not served over HTTP, and for one that is not served in a region. */
export function checkServed(model: string, { beijing }: TranscriptionCapabilities, region: string | undefined): void {
  const other = httpModelFor(model);
  if (other === undefined) {
    if (beijing !== true || region === undefined || region === 'beijing') return;
    throw new InvalidArgumentError({
      argument: 'region',
      message:
        `${model} is served in Beijing only, and the call would go to ${region}. ` +
        "Use createQwen({ region: 'beijing' }) with a key of Beijing, or take fun-asr.",
    });
  }
  throw new InvalidArgumentError({
    argument: 'modelId',
    message: `${model} listens over WebSocket only, which this package does not speak; take ${other}.`,
  });
}

/** Plans a call by what its model takes. Warns of what is not sent, and leaves the rest to the service. */
export function planTranscription(
  model: string,
  capabilities: TranscriptionCapabilities,
  { known, extra }: TranscribeOptions,
  timestamps: readonly TimestampGranularity[] = [],
): TranscriptionPlan {
  const warnings: Warning[] = [];
  const options = carried(model, capabilities, known, warnings);
  const wantsWords = options.enableWords ?? timestamps.includes('word');
  if (capabilities.form === 'chat' && timestamps.length > 0) {
    const details = `${model} gives no times; ${capabilities.longAudio ?? 'qwen3-asr-flash-filetrans'} does.`;
    warnings.push({ type: 'unsupported-setting', setting: 'timestampGranularities', details });
  }
  const parameters: Values = {
    ...ownParameters(options),
    ...(capabilities.form === 'file' && wantsWords && { enable_words: true }),
    ...ofForm(model, capabilities, options, warnings),
    ...extra,
  };
  return {
    context: contextOf(model, capabilities, options, warnings),
    parameters: Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined)) as JSONObject,
    warnings,
  };
}

/** Options that do not depend on the model. */
const always = new Set(['format', 'url', 'longAudio', 'pollInterval', 'deadline', 'resume', 'timeout']);

/** The options that the model takes; there is a warning for the others. */
function carried(model: string, { options }: TranscriptionCapabilities, known: Known, warnings: Warning[]): Known {
  const isTaken = (name: string) => always.has(name) || options.includes(name);
  for (const [name, value] of Object.entries(known)) {
    if (value === undefined || isTaken(name)) continue;
    const details = `${model} has no such option; it was not sent.`;
    warnings.push({ type: 'unsupported-setting', setting: name, details });
  }
  return Object.fromEntries(Object.entries(known).filter(([name]) => isTaken(name))) as Known;
}

/** The options that are parameters, by their names on the wire. */
function ownParameters(known: Known): Values {
  const rows = transcriptionTable as Record<string, { sentAs: string }>;
  const pairs = Object.entries(known).filter(([name]) => rows[name]?.sentAs === 'parameter');
  return Object.fromEntries(pairs.map(([name, value]) => [toSnakeCase(name), value as JSONValue]));
}

/** The options whose name or shape depends on the kind of model. */
function ofForm(model: string, capabilities: TranscriptionCapabilities, known: Known, warnings: Warning[]): Values {
  const { diarization, keepDialect, disfluencyRemoval, timestampAlignment, specialWordFilter, sampleRate } = known;
  if (capabilities.form === 'chat' || capabilities.form === 'file') return { language: known.language };
  const isTask = capabilities.form === 'files';
  const languages = languagesOf(model, capabilities, known, warnings);
  if (!isTask && diarization === true && (languages !== undefined || keepDialect === true)) {
    const message = `diarization: with it, ${model} heeds neither languages nor keepDialect.`;
    warnings.push({ type: 'other', message });
  }
  return {
    language_hints: languages,
    [isTask ? 'diarization_enabled' : 'speaker_diarization_enabled']: diarization,
    disfluency_removal_enabled: disfluencyRemoval,
    timestamp_alignment_enabled: timestampAlignment,
    // The pages of the parameters say a string of JSON.
    special_word_filter: specialWordFilter && JSON.stringify(specialWordFilter),
    sample_rate: sampleRate === undefined ? undefined : String(sampleRate),
  };
}

function languagesOf(
  model: string,
  { maxLanguages }: TranscriptionCapabilities,
  { language, languageHints }: Known,
  warnings: Warning[],
): string[] | undefined {
  if (language !== undefined && languageHints?.includes(language) === false) {
    const details = 'The option languageHints counts.';
    warnings.push({ type: 'unsupported-setting', setting: 'language', details });
  }
  const languages = languageHints ?? (language === undefined ? undefined : [language]);
  if (languages === undefined || maxLanguages === undefined || languages.length <= maxLanguages) return languages;
  const details = `${model} takes ${maxLanguages}; the others were not sent.`;
  warnings.push({ type: 'unsupported-setting', setting: 'languageHints', details });
  return languages.slice(0, maxLanguages);
}

// Of one turn of a conversation (Fun-ASR-Flash HTTP API page, 2026).
const maxContext = 400;

function contextOf(
  model: string,
  { form }: TranscriptionCapabilities,
  { context }: Known,
  warnings: Warning[],
): string | undefined {
  if (form === 'sentences' && context !== undefined && [...context].length > maxContext) {
    const message = `${model} reads ${maxContext} characters of the context; the service cuts off the rest.`;
    warnings.push({ type: 'other', message });
  }
  return context === '' ? undefined : context;
}
