import { checkFields } from '../checks/fields.js';
import { checkParameters } from '../checks/parameters.js';
import type { RequestContext } from '../server/context.js';
import { deltasOf, type LimitedText, limitText } from '../model/limit.js';
import type { Model } from '../catalogue/model.js';
import { refuse } from '../rules/api-error.js';
import type { StreamEvent } from '../server/response.js';
import { countTokens } from '../util/words.js';
import type { Head } from './answer.js';
import { type PreparedAnswer, takeAnswerScript } from '../server/answer-script.js';

const knownFields = 'model prompt max_tokens temperature top_p stop seed presence_penalty stream stream_options';

/**
 * Answers POST /completions: the text after a prompt, or between a prefix and a suffix.
 */
export async function answerCompletion(context: RequestContext, model: Model, head: Head): Promise<PreparedAnswer> {
  const { given, policy } = context;
  if (!model.can.has('fill-in')) refuse('model-native-only', { model: model.id });
  const body = checkParameters(checkFields(given, knownFields, policy), { model, policy });
  const prompt = body.prompt;
  if (typeof prompt !== 'string') refuse('parameter-type', { field: 'prompt', type: 'String' });
  if (prompt === '' || countTokens(prompt) > model.input) refuse('input-length', { limit: model.input });
  const script = await takeAnswerScript(context, prompt);
  if (script.raw !== undefined) return { script };
  const stop = [body.stop ?? []].flat().filter((item): item is string => typeof item === 'string');
  const max = typeof body.max_tokens === 'number' ? body.max_tokens : Infinity;
  const scripted = script.text ?? script.deltas?.join('');
  const { text, cut }: LimitedText =
    scripted === undefined ? limitText(continuation(prompt), stop, max) : { text: scripted };
  const usage = usageOf(prompt, text, script.usage);
  const finish = script.finishReason ?? cut ?? 'stop';
  if (body.stream !== true) return { script, body: wrap(head, text, finish, usage) };
  const deltas = script.deltas ? [...script.deltas] : deltasOf(text);
  const options = body.stream_options as { include_usage?: boolean } | null | undefined;
  return { script, events: events(head, deltas, finish, options?.include_usage ? usage : undefined) };
}

/** Says how much text it was given before and after the gap. */
function continuation(prompt: string): string {
  const [before = '', after = ''] = prompt
    .replace('<|fim_prefix|>', '')
    .replace('<|fim_middle|>', '')
    .split('<|fim_suffix|>');
  const gap = after === '' ? '' : ` and ${after.length} characters after the gap`;
  return ` # This is the ai-sdk-qwen emulator, not a model. It was given ${before.length} characters${gap}.`;
}

function usageOf(prompt: string, text: string, own: { promptTokens?: number; completionTokens?: number } = {}) {
  const { promptTokens = countTokens(prompt), completionTokens = countTokens(text) } = own;
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

function wrap(head: Head, text: string, finish: string | null, usage: object | null) {
  return {
    id: `cmpl-${head.id}`,
    object: 'text_completion',
    created: head.created,
    model: head.model,
    choices: [{ finish_reason: finish, index: 0, logprobs: null, text }],
    system_fingerprint: null,
    usage,
  };
}

function events(head: Head, deltas: string[], finish: string, usage: object | undefined): StreamEvent[] {
  return [
    ...deltas.map((text) => event(wrap(head, text, null, null), true)),
    event(wrap(head, '', finish, null), false),
    ...(usage ? [event({ ...wrap(head, '', null, usage), choices: [] }, false)] : []),
    { text: 'data: [DONE]\n\n', counts: false },
  ];
}

function event(chunk: object, counts: boolean): StreamEvent {
  return { text: `data: ${JSON.stringify(chunk)}\n\n`, counts };
}
