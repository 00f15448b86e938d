import { TypeValidationError } from '@ai-sdk/provider';
import type { DecodedLine, EncodedLine, LineCodec } from '../../batch/line-codec.js';
import type {
  QwenBatchAnswer,
  QwenBatchEmbedding,
  QwenBatchEmbeddingInput,
  QwenBatchPrompt,
  QwenBatchUsage,
} from '../../batch/options.js';
import type { ToolCallEvent, Usage } from '../../chat/answer/event.js';
import type { Answer } from '../../chat/answer/fold.js';
import type { ChatLines, ChatReading } from '../../chat/compatible/lines.js';
import type { LoadedChat } from '../../chat/model.js';
import type { EmbeddingModel } from '../../embedding/embedding.js';
import type { EmbeddingLines } from '../../embedding/lines.js';
import { warningText } from '../../options/warning.js';
import { parseJSON } from '../../http/parse-json.js';
import { readCall } from '../chat/call-v2.js';
import { createCallReader } from './call.js';
import { RepeatedLine } from './repeated-line.js';
import type { ReadSchema } from './schema.js';

/** Expectations of a line that differ from the job's. */
interface Reading {
  chat: ChatReading;
  schema: ReadSchema | undefined;
}

/** Makes the lines of a job of prompts. `chat` makes live calls. */
export function promptCodec(
  model: string,
  lines: ChatLines,
  chat: () => Promise<LoadedChat>,
  jobSchema: unknown,
): LineCodec<string | QwenBatchPrompt> {
  const reader = createCallReader(jobSchema);
  const own = jobSchema === undefined ? undefined : reader.read({ prompt: 'x' }).schema;
  const repeated = new RepeatedLine(lines.counted);
  const usual: Reading = { chat: { json: own !== undefined, answers: 1 }, schema: own };
  const isUsual = ({ chat: { json, answers, toolNames }, schema }: Reading) =>
    schema === own && json === usual.chat.json && answers === 1 && toolNames === undefined;
  return {
    model,
    kind: 'prompts',
    url: '/v1/chat/completions',
    idOf: (item) => (typeof item === 'object' && item !== null ? item.id : undefined),
    encode(item) {
      const like = repeated.lineOf(item);
      if (like !== undefined) return like;
      const { call, schema } = reader.read(item);
      const read = readCall(call, lines.reader, lines.defaults);
      const { body, group, warnings, reading } = lines.encode(read);
      const needed: Reading = { chat: reading, schema };
      const line: EncodedLine = {
        body,
        group,
        maxOutputTokens: read.maxTokens,
        counted: () => lines.counted(body),
        warnings: warnings.map(warningText),
        reading: isUsual(needed) ? undefined : needed,
      };
      if (read.output.kind === 'text') repeated.keep(item, line);
      return line;
    },
    decode(body, reading, redact) {
      const { chat: expected, schema } = (reading as Reading | undefined) ?? usual;
      return toFields(lines.decode(body, expected, redact), schema);
    },
    async call(item, context) {
      const { call, schema } = reader.read(item);
      const loaded = await chat();
      const sent = await loaded.answer(readCall(call, loaded.reader, loaded.defaults), context);
      return { ...(await toFields(sent.answer, schema)), warnings: sent.warnings.map(warningText) };
    },
  };
}

function toFields(answer: Answer, schema: ReadSchema | undefined): DecodedLine | Promise<DecodedLine> {
  const { text, reasoning, finish } = answer;
  const usage = toUsage(finish.usage);
  const toolCalls = answer.toolCalls.map(toCall);
  const fields: Omit<QwenBatchAnswer<unknown>, 'status' | 'id' | 'index' | 'attempt' | 'warnings'> = {
    text,
    object: undefined,
    toolCalls,
    finishReason: finish.reason,
    metadata: finish.metadata ?? {},
  };
  if (reasoning !== '') fields.reasoning = reasoning;
  // A model that calls a tool has not answered yet.
  if (schema === undefined || toolCalls.length > 0) return { usage, fields };
  let value: unknown;
  try {
    value = parseJSON(text);
  } catch (cause) {
    return { usage, text, error: new TypeValidationError({ value: text, cause }) };
  }
  const end = (checked: { value: unknown } | { error: Error }): DecodedLine =>
    'error' in checked
      ? { usage, text, error: checked.error }
      : { usage, fields: { ...fields, object: checked.value } };
  const checked = schema.check(value);
  return checked instanceof Promise ? checked.then(end) : end(checked);
}

function toCall({ id, name, arguments: text }: ToolCallEvent): QwenBatchAnswer<unknown>['toolCalls'][number] {
  return { toolCallId: id, toolName: name, input: parsed(text) };
}

function toUsage({
  inputTokens,
  outputTokens,
  totalTokens,
  reasoningTokens,
  cachedInputTokens,
}: Usage): QwenBatchUsage {
  // Five spreads would take as long as parsing the answer.
  const usage: QwenBatchUsage = {};
  if (inputTokens !== undefined) usage.inputTokens = inputTokens;
  if (outputTokens !== undefined) usage.outputTokens = outputTokens;
  if (totalTokens !== undefined) usage.totalTokens = totalTokens;
  if (reasoningTokens !== undefined) usage.reasoningTokens = reasoningTokens;
  if (cachedInputTokens !== undefined) usage.cachedInputTokens = cachedInputTokens;
  return usage;
}

function parsed(text: string): unknown {
  try {
    return parseJSON(text);
  } catch {
    return text;
  }
}

/** Makes the lines of a job of texts. `embedding` makes live calls. */
export function textCodec(
  model: string,
  lines: EmbeddingLines,
  { embedding }: EmbeddingModel,
): LineCodec<string | QwenBatchEmbeddingInput> {
  const warnings = lines.warnings.map(warningText);
  const textOf = (item: string | QwenBatchEmbeddingInput) => (typeof item === 'string' ? item : item?.text);
  const toLine = (vector: number[], tokens: number | undefined): DecodedLine => {
    const fields: Pick<QwenBatchEmbedding, 'embedding'> = { embedding: vector };
    return { fields, ...(tokens !== undefined && { usage: { inputTokens: tokens, totalTokens: tokens } }) };
  };
  return {
    model,
    kind: 'texts',
    url: '/v1/embeddings',
    idOf: (item) => (typeof item === 'object' && item !== null ? item.id : undefined),
    encode: (item) => ({
      body: lines.encode(textOf(item)),
      group: '',
      warnings,
      maxOutputTokens: 0,
      counted: () => textOf(item),
    }),
    decode(body) {
      const { vector, tokens } = lines.decode(body);
      return toLine(vector, tokens);
    },
    async call(item, context) {
      lines.encode(textOf(item));
      const { vectors, tokens } = await embedding.embed([textOf(item)], context);
      return { ...toLine(vectors[0]!, tokens), warnings };
    },
  };
}
