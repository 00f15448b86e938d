import type {
  EmbeddingCapabilities,
  ImageCapabilities,
  SpeechCapabilities,
  VideoCapabilities,
} from '../../catalogue/capabilities.js';
import { embeddingModels } from '../../catalogue/embeddings.js';
import { imageModels } from '../../catalogue/images.js';
import { rerankingModels } from '../../catalogue/rerankers.js';
import { speechModels } from '../../catalogue/speech.js';
import { videoModels } from '../../catalogue/videos.js';
import { MULTIMODAL, VIDEO } from './native-bodies.js';
import type { Probe, ProbeRequest } from './probe.js';
import { cosy, ENGINE } from './refusals/speech.js';
import { createTask, lookAtTask, native, post, taskEnded } from './requests.js';

type Row = Pick<Probe, 'request' | 'expected' | 'before' | 'until' | 'paid'>;

/** Rows of the catalogue of models that do not chat: a request just beyond a limit, which the refusal names. */
export function kindProbes(): Probe[] {
  return [
    ...rowsOf<EmbeddingCapabilities>('capabilities', embeddingModels, { dimensions, rowsPerRequest }),
    ...rowsOf<{ endpoint: string }>('capabilities', rerankingModels, { endpoint }),
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

function maxImages(model: string, { maxImages: most, endpoints, inputs }: ImageCapabilities): Row | undefined {
  if (!endpoints.includes('messages') || (inputs?.min ?? 0) > 0) return undefined;
  const n = most + 1;
  const messages = [{ role: 'user', content: [{ text: 'A white wall' }] }];
  return {
    request: native(MULTIMODAL, { model, input: { messages }, parameters: { n } }),
    expected: most === 1 ? refusal(1) : refusal(1, most),
    paid: { model, usage: { images: n, resolution: '1K' } },
  };
}

function limit(model: string, { limit: most, endpoint: path }: SpeechCapabilities): Row | undefined {
  // Shorter limits are choices of this package.
  if (path === 'multimodal-generation' || most.units < 20_000) return undefined;
  // A Chinese character is two units.
  const units = most.units + 2;
  const request: ProbeRequest = { ...native(ENGINE, cosy('汉'.repeat(units / 2), {}, model)), region: 'beijing' };
  return { request, expected: refusal(most.units, units), paid: { model, usage: { characters: units } } };
}

/** A task is created in any case, and fails: nothing is paid. */
function duration(model: string, capabilities: VideoCapabilities): Row | undefined {
  const { duration: range, needsPrompt, tiers, media = [], form } = capabilities;
  // Other models need pictures or videos.
  if (needsPrompt !== true || media.length > 0 || form === 'references') return undefined;
  if (typeof range !== 'object' || !('min' in range)) return undefined;
  const { min, max } = range;
  const body = { model, input: { prompt: 'A white wall' }, parameters: { duration: max + 1 } };
  const shape = { 'output.message': { is: `Duration should be between ${min} and ${max}` } };
  return {
    before: [createTask(VIDEO, body)],
    request: lookAtTask,
    until: taskEnded,
    expected: { kind: 'answer', isFree: true, shape },
    paid: { model, usage: { seconds: max + 1, resolution: tiers?.[0], inputSeconds: 0 } },
  };
}
