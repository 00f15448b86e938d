import { embeddingCapabilitiesOf } from '../catalogue/embeddings.js';
import { checkEmbedding } from './rules.js';
import * as compatible from './compatible.js';
import { decodeContents } from './multimodal/decode.js';
import { contentsPath, encodeContents } from './multimodal/encode.js';
import {
  createEmbedding,
  type Embedding,
  type EmbeddingCall,
  type EmbeddingLimits,
  type SendRows,
} from './embedding.js';
import { hasOptions, hasProviderOptions } from '../options/names.js';
import { withDefaults } from '../options/types.js';
import type { QwenEmbeddingOptions } from './options.js';
import { isCarried } from '../options/table.js';
import { embeddingTable, readEmbeddingOptions, readEmbeddingCall } from './option-table.js';
import { redactValue } from '../http/redact.js';
import { post, readAnswer } from '../http/transport.js';
import * as dashscope from './dashscope.js';
import type { EmbeddingOptions } from './options.js';
import type { Connection } from '../connection/connection.js';

/**
 * Makes the function that embeds the texts of a model's calls. An option that only the DashScope protocol has moves a
 * call there.
 */
export function modelEmbedding(
  connection: Connection,
  protocol: 'compatible' | 'dashscope',
  modelId: string,
  limits: EmbeddingLimits,
  options: QwenEmbeddingOptions,
): Embedding['embed'] {
  const { compatibleURL, dashscopeURL, dialect, optionNames, notices } = connection;
  return createEmbedding(limits, async (texts, call) => {
    const read = readOptions(options, call, optionNames);
    call.warnings?.push(...notices.pending());
    const { dimensions } = read.known;
    const dashscopeOption = Object.entries(read.known).find(
      ([name, value]) =>
        value !== undefined && !isCarried(embeddingTable[name as keyof typeof embeddingTable], 'compatible'),
    )?.[0];
    const goesToDashScope = protocol === 'dashscope' || dashscopeOption !== undefined;
    const spoken = dialect;
    if (spoken.modelStudio === true) {
      checkEmbedding(modelId, read.known);
      if (embeddingCapabilitiesOf(modelId).contents !== undefined)
        return embedTexts(connection, modelId, texts, call, read);
    }
    const reply = await post(connection, {
      abortSignal: call.abortSignal,
      headers: call.headers,
      timeout: read.known.timeout,
      url: goesToDashScope ? dashscopeURL(dashscope.embeddingPath, dashscopeOption) : compatibleURL('/embeddings'),
      body: goesToDashScope
        ? dashscope.encodeEmbedding(modelId, texts, read.known, read.extra)
        : compatible.encodeEmbedding(modelId, texts, dimensions, spoken, read.extra),
    });
    const body = redactValue(await readAnswer(reply), reply.redact);
    const decoded = goesToDashScope ? dashscope.decodeEmbedding(body) : compatible.decodeEmbedding(body);
    if (call.warnings !== undefined) notices.settle();
    return { ...decoded, headers: reply.headers, body };
  });
}

/** Embeds texts with a multimodal model, which has another endpoint. */
async function embedTexts(
  connection: Connection,
  model: string,
  texts: string[],
  { abortSignal, headers, warnings }: EmbeddingCall,
  { known, extra }: EmbeddingOptions,
): ReturnType<SendRows> {
  const { dimensions, instruct, timeout, textType } = known;
  if (textType !== undefined) {
    warnings?.push({ type: 'unsupported-setting', setting: 'textType', details: `${model} has none; use instruct.` });
  }
  const reply = await post(connection, {
    abortSignal,
    headers,
    timeout,
    url: connection.dashscopeURL(contentsPath),
    body: encodeContents(
      model,
      texts.map((text) => ({ text })),
      { dimension: dimensions, instruct, ...extra },
    ),
  });
  const body = redactValue(await readAnswer(reply), reply.redact);
  return { ...decodeContents(body), headers: reply.headers, body };
}

/** The options of a call, with the model's as defaults. */
function readOptions(options: QwenEmbeddingOptions, call: EmbeddingCall, names: readonly string[]): EmbeddingOptions {
  let defaults: EmbeddingOptions = { known: {}, extra: {} };
  let own = defaults;
  if (hasOptions(options) || hasProviderOptions(call.providerOptions, names)) {
    defaults = readEmbeddingOptions(options, call.warnings);
    own = readEmbeddingCall(call.providerOptions, names, call.warnings ?? []);
    if (own.known.concurrency !== undefined) {
      const details = 'All calls of a model share it: set it as an option of the model.';
      call.warnings?.push({ type: 'unsupported-setting', setting: 'concurrency', details });
    }
  }
  const dimensions = own.known.dimensions ?? call.dimensions ?? defaults.known.dimensions;
  const { known, extra } = withDefaults(own, defaults);
  return { known: { ...known, dimensions }, extra };
}
