import { checkCapability, dropUnsupported, readFormat, readThinking } from './capability.js';
import { checkConversation } from './conversation.js';
import { readDocuments } from './documents.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { checkMedia } from './media.js';
import { readSearch } from './search.js';
import { checkTranscription } from './transcription.js';
import { checkTools, readToolChoice, readTools } from './tools.js';
import type { FileStore } from '../stores/files.js';
import type { TemporaryStore } from '../stores/temporary-files.js';
import type { ParameterPolicy } from './policy.js';
import { describeDataURL } from '../util/media.js';
import type { Model } from '../catalogue/model.js';
import type { Message, Question } from '../model/question.js';

/** The parts of a question that a protocol reads itself. */
interface Read {
  model: Model;
  messages: Message[];
  stream: boolean;
}

/** The context that reading a question needs. */
interface Surroundings {
  headers: Headers;
  files: FileStore;
  store: TemporaryStore;
  policy: ParameterPolicy;
  now: number;
}

/** Reads the parameters of a chat request, which have the same names on both protocols, and checks them all. */
export function readQuestion(given: JsonObject, read: Read, surroundings: Surroundings): Question {
  const question = dropUnsupported(questionOf(given, read, surroundings), surroundings.policy);
  checkTranscription(question);
  checkTools(question);
  checkCapability(question, given);
  checkConversation(question);
  checkMedia(question);
  return question;
}

function questionOf(given: JsonObject, read: Read, { headers, files, store, now, policy }: Surroundings): Question {
  const { model, messages } = read;
  const tools = readTools(given.tools, policy);
  const { translation_options: options, modalities, stop, ocr_options: ocr } = given;
  const search = readSearch(given);
  return {
    ...read,
    tools,
    toolChoice: readToolChoice(given.tool_choice),
    parallelToolCalls: given.parallel_tool_calls === true,
    thinking: readThinking(given, model),
    streamsTools: given.tool_stream === true,
    format: readFormat(given.response_format),
    stop: [stop ?? []].flat().filter((item): item is string => typeof item === 'string'),
    // With tools, `n` is always 1.
    n: tools.length > 0 ? 1 : (number(given.n) ?? 1),
    logprobs: given.logprobs === true,
    topLogprobs: number(given.top_logprobs) ?? 0,
    speech: Array.isArray(modalities) && modalities.includes('audio'),
    voice: isObject(given.audio) && typeof given.audio.voice === 'string' ? given.audio.voice : '',
    ...(search && { search }),
    interprets: given.enable_code_interpreter === true,
    ...(isObject(ocr) && { ocr: readOcr(ocr) }),
    tellsSizes: given.vl_enable_image_hw_output === true,
    documents: readDocuments(messages, model, files, now),
    resolvesOss: headers.get('x-dashscope-ossresourceresolve')?.toLowerCase() === 'enable',
    describe: (url) => (url.startsWith('oss://') ? store.describe(url, model.id, now) : describeDataURL(url)),
    ...defined({
      maxTokens: number(given.max_tokens),
      maxCompletionTokens: number(given.max_completion_tokens),
      thinkingBudget: number(given.thinking_budget),
    }),
    ...(isObject(options) && {
      translation: { from: String(options.source_lang ?? ''), to: String(options.target_lang ?? '') },
    }),
  };
}

function readOcr({ task, task_config: config }: JsonObject): NonNullable<Question['ocr']> {
  const schema = isObject(config) ? config.result_schema : undefined;
  return { task: String(task), schema: isObject(schema) ? schema : {} };
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function defined<T extends Record<string, number | undefined>>(values: T): { [K in keyof T]?: number } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: number;
  };
}
