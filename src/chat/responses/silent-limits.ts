import type { ModelCapabilities } from '../../catalogue/capabilities.js';
import type { Warning } from '../../options/warning.js';
import { tokensOf } from '../../util/tokens.js';
import type { Message, Prompt } from '../prompt/prompt.js';
import type { ChatCall } from '../prompt/request.js';

/** The part of a model's window that its input may take. The service cuts the rest off. */
const inputShare = 0.8;

/** Parameters that act although `ChatOptions` has other names for them. */
const documented: ReadonlySet<string> = new Set([
  'enable_thinking',
  'max_output_tokens',
  'ocr_options',
  'previous_response_id',
  'tool_choice',
  'top_p',
]);

/** Warnings of a call that the service answers with success, but not as it was asked. */
export function silentLimits(call: ChatCall, model: string, { contextWindow }: ModelCapabilities): Warning[] {
  const warnings = Object.keys(call.options.extra)
    .filter((name) => !documented.has(name))
    .map((setting): Warning => ({ type: 'unsupported-setting', setting, details: undocumented }));
  const { previousResponseId, conversation } = call.options.known;
  if ((previousResponseId ?? conversation) !== undefined && hasEarlierTurns(call.prompt)) {
    warnings.push({ type: 'other', message: repeated(previousResponseId === undefined) });
  }
  if (contextWindow === undefined) return warnings;
  const max = Math.floor(contextWindow * inputShare);
  const tokens = tokensOver(max, call.prompt);
  if (tokens === undefined) return warnings;
  const message =
    `The prompt has about ${tokens} tokens. The Responses API reads about ${max} of ${model}, 80 % of its window, and ` +
    'cuts off the rest without saying so. qwen(...) takes longer prompts.';
  return [...warnings, { type: 'other', message }];
}

const undocumented = 'It was sent, but the Responses API ignores parameters that it does not document.';

function repeated(inConversation: boolean): string {
  const [option, place] = inConversation ? ['conversation', 'conversation'] : ['previousResponseId', 'stored answer'];
  return (
    `The prompt has turns before the last one. With ${option} the service already has those of the ${place}, and the ` +
    'model reads both. Send only the new messages.'
  );
}

/** A question after an answer. The steps of one call only add answers and results. */
function hasEarlierTurns(prompt: Prompt): boolean {
  const answer = prompt.findIndex(({ role }) => role === 'assistant');
  return answer !== -1 && prompt.slice(answer).some(({ role }) => role === 'user');
}

/** The estimated tokens of a prompt, if they are more than `max`. Most prompts are too short to be counted. */
function tokensOver(max: number, prompt: Prompt): number | undefined {
  const texts = prompt.flatMap(textsOf);
  if (texts.reduce((length, text) => length + text.length, 0) <= max) return undefined;
  const tokens = texts.reduce((count, text) => count + tokensOf(text), 0);
  return tokens > max ? tokens : undefined;
}

function textsOf(message: Message): string[] {
  switch (message.role) {
    case 'system':
      return [message.text];
    case 'tool':
      return message.results.map(({ text }) => text);
    case 'user':
      return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
    case 'assistant':
      return message.parts.map((part) => (part.type === 'tool-call' ? part.arguments : part.text));
  }
}
