import { checkFields } from '../checks/fields.js';
import { type JsonObject, isObject } from '../util/objects.js';
import { boolean, type Check, type CheckScope, ranged, text } from '../checks/values.js';
import { refuse } from '../rules/api-error.js';
import { countTokens, tokensOf } from '../util/words.js';

type Kind = 'text' | 'image' | 'video';

/** The limits of a reranking model (text rerank page). */
interface Limits {
  /** The flat endpoint has the model. The native one has them all. */
  flat: boolean;
  /** Maximum documents of each kind. A kind that is missing here is refused. */
  documents: Partial<Record<Kind, number>>;
  /** Maximum tokens of a query or document, which is cut off there, and of a request. */
  item: number;
  request: number;
  instruct: boolean;
}

const textLimits = { flat: false, documents: { text: 500 }, item: 4_000, request: 120_000, instruct: true };

const table: Record<string, Limits> = {
  'qwen3-rerank': { ...textLimits, flat: true },
  'qwen3.7-text-rerank': textLimits,
  'gte-rerank-v2': { ...textLimits, request: 30_000, instruct: false },
  'qwen3-vl-rerank': { ...textLimits, documents: { text: 100, image: 40, video: 4 }, item: 8_000 },
};

/** Tokens of a picture or film, which the emulator does not read. */
const mediaTokens = 256;

/** A query or a document. */
export interface RerankItem {
  kind: Kind;
  /** The text, or the URL. */
  content: string;
  tokens: number;
  /** As it came. */
  given: unknown;
}

/** A reranking request. */
export interface RerankRequest {
  query: RerankItem;
  documents: RerankItem[];
  topN: number;
  returnsDocuments: boolean;
  instruct: string;
  tokens: number;
}

/** Reads a request of the flat endpoint, or refuses it. */
export function readFlat(body: JsonObject, scope: CheckScope): RerankRequest {
  const limits = table[scope.model.id];
  if (limits?.flat !== true) refuse('url-mismatch');
  const { model: _model, query, documents, ...parameters } = body;
  return readRequest({ query, documents }, parameters, scope, limits);
}

/** Reads a request of the native endpoint, or refuses it. `input` is an object. */
export function readNative(body: JsonObject, scope: CheckScope): RerankRequest {
  const { policy } = scope;
  const { model: _model, input, parameters, ...others } = body;
  const limits = table[scope.model.id] ?? refuse('url-mismatch');
  checkFields(others, '', policy);
  checkFields(input as JsonObject, 'query documents', policy, 'input.');
  const given = parameters ?? {};
  if (!isObject(given)) refuse('parameter-type', { field: 'parameters', type: 'Object' });
  return readRequest(input as JsonObject, given, scope, limits);
}

const accepted: Record<string, Check> = {
  top_n: ranged(1, Number.MAX_SAFE_INTEGER, true),
  return_documents: boolean,
  instruct: text,
  fps: ranged(0, 1, false),
};

function readRequest(input: JsonObject, parameters: JsonObject, scope: CheckScope, limits: Limits): RerankRequest {
  const known = checkFields(parameters, Object.keys(accepted).join(' '), scope.policy);
  const entries = Object.entries(known).filter(([, value]) => value !== null);
  for (const [field, value] of entries) accepted[field]!(value, field, scope);
  const given = Object.fromEntries(entries.filter(([field]) => isSupported(field, scope, limits)));
  const query = readItem(input.query, 'query', { ...limits, documents: withoutVideo(limits.documents) });
  const documents = readDocuments(input.documents, limits);
  const { top_n: topN = documents.length, return_documents: returnsDocuments = false, instruct = '' } = given;
  const tokens = query.tokens * documents.length + documents.reduce((sum, item) => sum + item.tokens, 0);
  if (tokens > limits.request) refuse('rerank-length', { limit: limits.request });
  return { query, documents, tokens, ...({ topN, returnsDocuments, instruct } as Given) };
}

type Given = Pick<RerankRequest, 'topN' | 'returnsDocuments' | 'instruct'>;

function isSupported(field: string, { model, policy }: CheckScope, { instruct, documents }: Limits): boolean {
  const supported = field === 'instruct' ? instruct : field !== 'fps' || documents.video !== undefined;
  if (!supported) policy.unsupported(field, model.id);
  return supported;
}

/** A query is a text or a picture. */
function withoutVideo({ video: _video, ...kinds }: Limits['documents']): Limits['documents'] {
  return kinds;
}

function readDocuments(value: unknown, limits: Limits): RerankItem[] {
  if (value === undefined || value === null) refuse('empty-input');
  if (!Array.isArray(value)) refuse('parameter-type', { field: 'documents', type: 'Array' });
  if (value.length === 0) refuse('rerank-empty', { field: 'documents' });
  const items = value.map((item, index) => readItem(item, `documents.[${index}]`, limits));
  const max = Math.max(...Object.values(limits.documents));
  if (items.length > max) refuse('rerank-count', { kind: 'documents', limit: max });
  for (const [kind, limit] of Object.entries(limits.documents)) {
    if (items.filter((item) => item.kind === kind).length > limit) {
      refuse('rerank-count', { kind: `documents with ${kind}`, limit });
    }
  }
  return items;
}

/** Reads a bare text, or, for a model that takes media, an object such as `{image: url}`. */
function readItem(value: unknown, field: string, { documents, item: max }: Limits): RerankItem {
  if (value === undefined || value === null) refuse('empty-input');
  const kinds = Object.keys(documents) as Kind[];
  const bare = typeof value === 'string';
  const [kind, content] = bare ? ['text', value] : (isObject(value) && Object.entries(value)[0]) || [];
  const known = kinds.length > 1 ? kinds.includes(kind as Kind) : bare;
  if (!known || typeof content !== 'string' || (!bare && Object.keys(value).length > 1)) {
    const objects = kinds.map((name) => `{${name}: String}`).join(', ');
    refuse('rerank-item', { field, accepted: kinds.length > 1 ? `String or one of ${objects}` : 'String' });
  }
  if (content === '') refuse('rerank-empty', { field });
  if (kind !== 'text') return { kind: kind as Kind, content, tokens: mediaTokens, given: value };
  const cut = countTokens(content) > max ? tokensOf(content).slice(0, max).join('') : content;
  return { kind: 'text', content: cut, tokens: countTokens(cut), given: value };
}
