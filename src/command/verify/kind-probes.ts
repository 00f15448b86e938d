import type {
  EmbeddingCapabilities,
  ImageCapabilities,
  SpeechCapabilities,
  VideoCapabilities,
} from '../../catalogue/capabilities.js';
import { embeddingModels } from '../../catalogue/embeddings.js';
import { imageModels } from '../../catalogue/images.js';
import { rerankingModels } from '../../catalogue/rerankers.js';
import { costOf } from '../../catalogue/prices.js';
import { speechModels } from '../../catalogue/speech.js';
import { type TranscriptionCapabilities, transcriptionModels } from '../../catalogue/transcription.js';
import { videoModels } from '../../catalogue/videos.js';
import { enginePath, multimodalPath, sampleRecording, transcriptionPath, videoPath } from './native-bodies.js';
import type { Probe, ProbeRequest } from './probe.js';
import { cosy } from './refusals/speech.js';
import { createTask, lookAtTask, native, post, taskEnded } from './requests.js';

type Row = Pick<Probe, 'request' | 'expected' | 'before' | 'until' | 'paid'>;

/** Rows of the catalogue of models that do not chat: a request just beyond a limit, which the refusal names. */
export function kindProbes(): Probe[] {
  return [
    ...rowsOf<EmbeddingCapabilities>('capabilities', embeddingModels, { dimensions, rowsPerRequest }),
    ...rowsOf<{ endpoint: string }>('capabilities', rerankingModels, { endpoint }),
    ...rowsOf<TranscriptionCapabilities>('capabilities', transcriptionModels, { form }),
    ...rowsOf<ImageCapabilities>('media/capabilities', imageModels, { maxImages }),
    ...rowsOf<SpeechCapabilities>('media/capabilities', speechModels, { limit }),
    ...rowsOf<VideoCapabilities>('media/capabilities', videoModels, { duration }),
  ];
}

type Ask<Capabilities> = (model: string, capabilities: Capabilities) => Row | undefined;

function rowsOf<Capabilities>(
  place: string,
  models: Readonly<Record<string, Capabilities>>,
  asks: Readonly<Record<string, Ask<Capabilities>>>,
): Probe[] {
  return Object.entries(models).flatMap(([model, capabilities]) =>
    Object.entries(asks).flatMap(([name, ask]): Probe[] => {
      const row = ask(model, capabilities);
      if (row === undefined) return [];
      const id = `${place}/${model}/${name}`;
      return [{ id, group: 'capabilities', certainty: 'documented', source: 'the catalogue of this package', ...row }];
    }),
  );
}

const refusal = (...numbers: number[]): Probe['expected'] => ({ kind: 'refusal', status: 400, numbers });

/** The length of no vector. */
const noLength = 3;

function dimensions(model: string, { dimensions: known, contents }: EmbeddingCapabilities): Row | undefined {
  // A text model of one length takes no length.
  if (known === undefined || (contents === undefined && known.length === 1)) return undefined;
  const input = { contents: [{ text: 'a' }] };
  const request: ProbeRequest =
    contents === undefined
      ? post('/embeddings', { model, input: 'a', dimensions: noLength })
      : native('/services/embeddings/multimodal-embedding/multimodal-embedding', {
          model,
          input,
          parameters: { dimension: noLength },
        });
  return { request, expected: refusal(...known) };
}

function rowsPerRequest(model: string, { rowsPerRequest: most, contents }: EmbeddingCapabilities): Row | undefined {
  if (contents !== undefined) return undefined;
  const input = Array.from({ length: most + 1 }, () => 'a');
  return { request: post('/embeddings', { model, input }), expected: refusal(most) };
}

function endpoint(model: string, { endpoint: known }: { endpoint: string }): Row | undefined {
  if (known !== 'dashscope') return undefined;
  const body = { model, input: { query: 'a fruit', documents: ['apple', 'car'] }, parameters: { top_n: 1 } };
  return {
    request: native('/services/rerank/text-rerank/text-rerank', body),
    expected: { kind: 'answer', shape: { 'output.results.0.relevance_score': 'number' } },
  };
}

/** Seconds and tokens of the sample recording, rather too many. */
const heard = { seconds: 10, inputTokens: 500, outputTokens: 100 };

/** Short recordings cost next to nothing. Models without a list price, and those of Virginia, are left out. */
function form(model: string, { form: known, beijing, native: isNative }: TranscriptionCapabilities): Row | undefined {
  if (isNative === true || costOf(model, heard, { region: 'beijing' }) === undefined) return undefined;
  const paid = { model, usage: heard };
  const region = beijing === true ? 'beijing' : undefined;
  const messages = [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: sampleRecording } }] }];
  if (known === 'chat') {
    const expected: Row['expected'] = { kind: 'answer', shape: { 'choices.0.message.content': 'text' } };
    return { request: { ...post('/chat/completions', { model, messages }), region }, expected, paid };
  }
  if (known === 'sentences') {
    const body = { model, input: { messages }, parameters: { format: 'wav' } };
    const expected: Row['expected'] = {
      kind: 'answer',
      shape: { 'output.text': 'text', 'output.sentence.end_time': 'number' },
    };
    return { request: { ...native(multimodalPath, body), region }, expected, paid };
  }
  const input = known === 'files' ? { file_urls: [sampleRecording] } : { file_url: sampleRecording };
  return {
    before: [createTask(transcriptionPath, { model, input })],
    request: { ...lookAtTask, region },
    until: taskEnded,
    expected: { kind: 'answer', shape: { 'output.task_status': { is: 'SUCCEEDED' } } },
    paid,
  };
}

function maxImages(model: string, { maxImages: most, endpoints, inputs }: ImageCapabilities): Row | undefined {
  if (!endpoints.includes('messages') || (inputs?.min ?? 0) > 0) return undefined;
  const n = most + 1;
  const messages = [{ role: 'user', content: [{ text: 'A white wall' }] }];
  return {
    request: native(multimodalPath, { model, input: { messages }, parameters: { n } }),
    expected: most === 1 ? refusal(1) : refusal(1, most),
    paid: { model, usage: { images: n, resolution: '1K' } },
  };
}

function limit(model: string, { limit: most, endpoint: path }: SpeechCapabilities): Row | undefined {
  // Shorter limits are choices of this package.
  if (path === 'multimodal-generation' || most.units < 20_000) return undefined;
  // A Chinese character is two units.
  const units = most.units + 2;
  const request: ProbeRequest = { ...native(enginePath, cosy('汉'.repeat(units / 2), {}, model)), region: 'beijing' };
  return { request, expected: refusal(most.units, units), paid: { model, usage: { characters: units } } };
}

/** A task is created in any case, and fails: nothing is paid. */
function duration(model: string, capabilities: VideoCapabilities): Row | undefined {
  const { duration: range, needsPrompt, tiers, media = [], form: input } = capabilities;
  // Other models need pictures or videos.
  if (needsPrompt !== true || media.length > 0 || input === 'references') return undefined;
  if (typeof range !== 'object' || !('min' in range)) return undefined;
  const { min, max } = range;
  const body = { model, input: { prompt: 'A white wall' }, parameters: { duration: max + 1 } };
  const shape = { 'output.message': { is: `Duration should be between ${min} and ${max}` } };
  return {
    before: [createTask(videoPath, body)],
    request: lookAtTask,
    until: taskEnded,
    expected: { kind: 'answer', isFree: true, shape },
    paid: { model, usage: { seconds: max + 1, resolution: tiers?.[0], inputSeconds: 0 } },
  };
}
