import type { MediaPart, Message, Prompt, TextPart, ToolResultPart, UserMessage } from '../prompt/prompt.js';
import type { PreparedCall } from './prepared-call.js';

/**
 * Moves pictures and recordings out of tool results, which are text on the wire, into a user message after them. It
 * comes after the last result, because the results of parallel calls must stay together.
 */
export function moveResultMedia(prepared: PreparedCall): void {
  const { request } = prepared;
  if (!request.traits.resultMedia) return;
  const moved: Prompt = [];
  let parts: UserMessage['parts'] = [];
  const blind = new Set<string>();
  for (const message of request.prompt) {
    if (message.role !== 'tool') {
      moved.push(...withMedia(message, parts));
      parts = [];
      continue;
    }
    const results = message.results.map((result) => takeMedia(result, prepared, parts, blind));
    moved.push({ ...message, results });
  }
  if (parts.length > 0) moved.push({ role: 'user', parts });
  request.prompt = moved;
  request.traits = { ...request.traits, media: true };
  for (const message of blind) prepared.warnings.push({ type: 'other', message });
}

/** The message after tool results, with their media in it or before it. */
function withMedia(message: Message, parts: UserMessage['parts']): Message[] {
  if (parts.length === 0) return [message];
  if (message.role === 'user') return [{ ...message, parts: [...parts, ...message.parts] }];
  return [{ role: 'user', parts }, message];
}

/** The result without its media. Media that the model accepts are added to `parts`. */
function takeMedia(
  { media, ...result }: ToolResultPart,
  { capabilities: { inputs }, request: { model, toolNames } }: PreparedCall,
  parts: (TextPart | MediaPart)[],
  blind: Set<string>,
): ToolResultPart {
  if (media === undefined) return result;
  const taken = media.filter(({ type }) => inputs === undefined || inputs.includes(type));
  for (const { type } of media) {
    if (inputs === undefined || inputs.includes(type)) continue;
    const tool = toolNames?.get(result.name) ?? result.name;
    blind.add(`${model} does not accept ${type}; that of the result of the tool ${tool} was left out.`);
  }
  if (taken.length === 0) return result;
  parts.push({ type: 'text', text: `From the result of the tool ${result.name}:` }, ...taken);
  // To a model, an empty result looks like a failure.
  return result.text === '' ? { ...result, text: 'The result is in the next user message.' } : result;
}
