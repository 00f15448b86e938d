import { checkCapability, readFormat, readThinking } from '../checks/capability.js';
import { checkConversation } from '../checks/conversation.js';
import { checkFields, isFields, type Fields } from '../checks/fields.js';
import { checkMedia } from '../checks/media.js';
import { checkParameters } from '../checks/parameters.js';
import { checkTools, readToolChoice, readTools } from '../checks/tools.js';
import type { Model } from '../models.js';
import type { Question } from '../question.js';
import { refuse } from '../refusal.js';
import { readMessages } from './messages.js';

/** Every field of a chat request that the documentation names, and those clients are known to send. */
const FIELDS =
  'model messages stream stream_options temperature top_p top_k repetition_penalty presence_penalty ' +
  'frequency_penalty max_tokens max_completion_tokens seed stop n logprobs top_logprobs tools tool_choice ' +
  'parallel_tool_calls tool_stream response_format enable_thinking thinking_budget preserve_thinking ' +
  'reasoning_effort clear_thinking enable_search search_options enable_code_interpreter ' +
  'vl_high_resolution_images translation_options asr_options modalities audio skill metadata user ' +
  'store logit_bias';

/** Reads and checks a request to /chat/completions. */
export function readChat(body: Fields, model: Model, headers: Headers): Question {
  if (model.kind !== 'chat') refuse('model-native-only', { model: model.id });
  checkFields(body, FIELDS);
  checkParameters(body, model);
  const question = readQuestion(body, model, headers);
  checkTools(question);
  checkCapability(question, body);
  checkConversation(question);
  checkMedia(question);
  return question;
}

function readQuestion(body: Fields, model: Model, headers: Headers): Question {
  const tools = readTools(body['tools']);
  const { translation_options: options, modalities, stop } = body;
  return {
    model,
    messages: readMessages(body['messages']),
    tools,
    toolChoice: readToolChoice(body['tool_choice']),
    parallelToolCalls: body['parallel_tool_calls'] === true,
    thinking: readThinking(body, model),
    stream: body['stream'] === true,
    streamsTools: body['tool_stream'] === true,
    format: readFormat(body['response_format']),
    stop: [stop ?? []].flat().filter((item): item is string => typeof item === 'string'),
    // "n" is fixed at 1 when there are tools.
    n: tools.length > 0 ? 1 : (number(body['n']) ?? 1),
    logprobs: body['logprobs'] === true,
    topLogprobs: number(body['top_logprobs']) ?? 0,
    speech: Array.isArray(modalities) && modalities.includes('audio'),
    resolvesOss: headers.get('x-dashscope-ossresourceresolve')?.toLowerCase() === 'enable',
    ...defined({
      maxTokens: number(body['max_tokens']),
      maxCompletionTokens: number(body['max_completion_tokens']),
      thinkingBudget: number(body['thinking_budget']),
    }),
    ...(isFields(options) && {
      translation: { from: String(options['source_lang'] ?? ''), to: String(options['target_lang'] ?? '') },
    }),
  };
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function defined<T extends Record<string, number | undefined>>(values: T): { [K in keyof T]?: number } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: number;
  };
}
