import type { RerankingCapabilities } from '../catalogue/capabilities.js';
import { rerankingCapabilitiesOf } from '../catalogue/rerankers.js';
import * as compatible from './compatible.js';
import { finiteNumber, isObject, type JSONObject } from '../util/json.js';
import { hasOptions, hasProviderOptions } from '../options/names.js';
import { withDefaults } from '../options/types.js';
import type { QwenRerankingOptions } from './options.js';
import type { Ranking, RerankingCall } from './reranking.js';
import { readRerankingDefaults, readRerankingCall } from './option-table.js';
import { redactValue } from '../http/redact.js';
import { post, readAnswer } from '../http/transport.js';
import * as dashscope from './dashscope.js';
import type { RerankingOptions } from './options.js';
import type { Connection } from '../connection/connection.js';
import { unsentBecause, type Dialect } from '../connection/dialect.js';
import { decodeRanking } from './decode.js';

/** Makes the function that ranks the documents of a model's calls. */
export function createReranking(
  connection: Connection,
  modelId: string,
  options: QwenRerankingOptions,
): (call: RerankingCall) => Promise<Ranking> {
  const { rerankURL, dashscopeURL, dialect, optionNames, notices } = connection;
  const capabilities = rerankingCapabilitiesOf(modelId);
  return async (call) => {
    const { known, extra } = readOptions(options, call, optionNames);
    call.warnings.push(...notices.pending());
    const spoken = dialect;
    const goesToDashScope = spoken.modelStudio === true && capabilities.endpoint === 'dashscope';
    const url = goesToDashScope ? dashscopeURL(dashscope.rerankPath) : rerankURL(modelId);
    const { instruct, fps } = carried(modelId, capabilities, known, call, spoken);
    const { topN, query, headers, abortSignal } = call;
    const { returnDocuments } = known;
    const reply = await post(connection, {
      abortSignal,
      headers,
      timeout: known.timeout,
      url,
      body: goesToDashScope
        ? dashscope.encodeRerank(
            modelId,
            dashscopeQuery(capabilities, query),
            dashscopeDocuments(modelId, capabilities, call),
            {
              topN,
              instruct,
              fps,
              returnDocuments,
              extra,
            },
          )
        : compatible.encodeRerank(
            modelId,
            query,
            texts(modelId, call),
            { topN, instruct, returnDocuments: spoken.modelStudio === true ? returnDocuments : undefined, extra },
            spoken.reranking,
          ),
    });
    const body = redactValue(await readAnswer(reply), reply.redact);
    notices.settle();
    const { documents, ...decoded } = decodeRanking(body, {
      documents: call.documents.values.length,
      topN: finiteNumber(extra.top_n) ?? topN,
      mayLeaveOut: Object.keys(extra).some((name) => !harmless.has(name)),
    });
    const ranked = returnDocuments === true ? rankedDocuments(decoded.ranking, documents, call.documents) : undefined;
    return { ...decoded, documents: ranked, headers: reply.headers, body };
  };
}

/** Parameters of the caller that do not change the number of ranked documents; a threshold would. */
const harmless: ReadonlySet<string> = new Set(['top_n', 'return_documents', 'instruct', 'fps']);

/** The options of a call, with the model's as defaults. */
function readOptions(options: QwenRerankingOptions, call: RerankingCall, names: readonly string[]): RerankingOptions {
  if (!hasOptions(options) && !hasProviderOptions(call.providerOptions, names)) return { known: {}, extra: {} };
  const defaults = readRerankingDefaults(options, call.warnings);
  const own = readRerankingCall(call.providerOptions, names, call.warnings);
  return withDefaults(own, defaults);
}

/** The options that a model has; the others become warnings. */
function carried(
  modelId: string,
  capabilities: RerankingCapabilities,
  { instruct, fps }: Pick<QwenRerankingOptions, 'instruct' | 'fps'>,
  { warnings }: RerankingCall,
  dialect: Dialect,
): Pick<QwenRerankingOptions, 'instruct' | 'fps'> {
  const refuse = (setting: string, details: string) => warnings.push({ type: 'unsupported-setting', setting, details });
  if (dialect.modelStudio !== true) {
    const named = dialect.reranking?.instruct !== undefined;
    if (instruct !== undefined && !named) refuse('instruct', unsentBecause(dialect));
    if (fps !== undefined) refuse('fps', unsentBecause(dialect));
    return named ? { instruct } : {};
  }
  const uninstructed = instruct !== undefined && capabilities.instruct === false;
  const blind = fps !== undefined && !sees(capabilities);
  if (uninstructed) refuse('instruct', `${modelId} takes no instruction. Use qwen3-rerank.`);
  if (blind) refuse('fps', `${modelId} ranks texts. Use qwen3-vl-rerank for videos.`);
  return { ...(!uninstructed && { instruct }), ...(!blind && { fps }) };
}

/** The ranked documents: texts as the service returned them, others as they were sent. */
function rankedDocuments(
  ranking: Ranking['ranking'],
  returned: unknown[],
  { type, values }: RerankingCall['documents'],
): Ranking['documents'] {
  return ranking.map(({ index }, position) => {
    const document = returned[position];
    const text = isObject(document) ? document.text : document;
    return type === 'text' && typeof text === 'string' ? text : values[index]!;
  });
}

/** The documents as texts. Objects are sent as JSON, with a warning. */
function texts(modelId: string, { documents, warnings }: RerankingCall): string[] {
  if (documents.type === 'text') return documents.values;
  const message = `${modelId} ranks texts; the documents were sent as JSON.`;
  warnings.push({ type: 'other', message });
  return documents.values.map((document) => JSON.stringify(document));
}

/** True if the documents may be pictures and videos. */
function sees({ inputs }: RerankingCapabilities): boolean {
  return inputs.includes('image');
}

function dashscopeQuery(capabilities: RerankingCapabilities, query: string): string | JSONObject {
  return sees(capabilities) ? { text: query } : query;
}

function dashscopeDocuments(
  modelId: string,
  capabilities: RerankingCapabilities,
  call: RerankingCall,
): (string | JSONObject)[] {
  if (!sees(capabilities)) return texts(modelId, call);
  const { documents, warnings } = call;
  if (documents.type === 'text') return documents.values.map((text) => ({ text }));
  if (!documents.values.every(isItem)) {
    const message = `${modelId} ranks { text }, { image } and { video }; other documents were sent as JSON.`;
    warnings.push({ type: 'other', message });
  }
  return documents.values.map((document) => (isItem(document) ? document : { text: JSON.stringify(document) }));
}

/** True if an object already is a document of a vision model: one kind of content and nothing else. */
function isItem(document: JSONObject): boolean {
  const [[kind, content] = [], ...others] = Object.entries(document);
  return /^(text|image|video)$/.test(kind ?? '') && typeof content === 'string' && others.length === 0;
}
