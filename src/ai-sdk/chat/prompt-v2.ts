import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { isObject, nonEmptyString } from '../../util/json.js';
import { mapDefined } from '../../util/map-defined.js';
import type { OptionReader } from '../../chat/checked-options.js';
import type {
  AssistantMessage,
  MediaPart,
  Message,
  Prompt,
  TextPart,
  ToolResultPart,
} from '../../chat/prompt/prompt.js';
import type { Warning } from '../../options/warning.js';
import { readData } from './file-data.js';
import { mediaKind, readArguments } from './parts.js';
import { separateProviderCalls } from './provider-calls.js';
import { leaveOut, optionsOf, type Part, type PromptMessage, type Reading } from './reading.js';
import { readOutput } from './tool-output.js';

/** Reads the prompt of the specifications V2 to V4. Content that the service cannot take becomes a warning. */
export function readPrompt(prompt: readonly PromptMessage[], reader: OptionReader, warnings: Warning[]): Prompt {
  const reading = { reader, warnings };
  return separateProviderCalls(prompt, warnings).map((message): Message => {
    const options = reader.message(message.providerOptions, warnings);
    const { content } = message;
    switch (message.role) {
      case 'system':
        return { role: 'system', text: String(content), options };
      case 'user':
        return { role: 'user', parts: readParts(content, reading, readUserPart), options };
      case 'assistant':
        return { role: 'assistant', parts: readParts(content, reading, readAssistantPart), options };
      case 'tool':
        return { role: 'tool', results: readParts(content, reading, readToolPart), options };
      default:
        throw new UnsupportedFunctionalityError({ functionality: `messages of the role ${message.role}` });
    }
  });
}

/** The readers of a message's parts. */
function readParts<Result>(
  content: unknown,
  reading: Reading,
  read: (part: Part, reading: Reading) => Result | undefined,
): Result[] {
  const parts = Array.isArray(content) ? content : [];
  return mapDefined(parts, (part) => (isObject(part) ? read(part, reading) : undefined));
}

function readUserPart(part: Part, reading: Reading): TextPart | MediaPart | undefined {
  const options = optionsOf(part, reading);
  if (part.type === 'text') return { type: 'text', text: String(part.text), options };
  if (part.type !== 'file') return leaveOut(reading, `part of the type ${String(part.type)} in user messages`);
  const data = readData(part.data);
  if ('text' in data) return { type: 'text', text: data.text, options };
  const mediaType = nonEmptyString(part.mediaType) ?? '';
  return {
    type: mediaKind(mediaType),
    source: data,
    // V4 may give only the kind (`image`); the bytes then show the type.
    mediaType: mediaType.includes('/') ? mediaType : undefined,
    filename: nonEmptyString(part.filename),
    options,
  };
}

function readAssistantPart(part: Part, reading: Reading): AssistantMessage['parts'][number] | undefined {
  const options = optionsOf(part, reading);
  switch (part.type) {
    case 'text':
      return part.text === '' ? undefined : { type: 'text', text: String(part.text), options };
    case 'reasoning':
      return part.text === '' ? undefined : { type: 'reasoning', text: String(part.text), options };
    case 'tool-call':
      return {
        type: 'tool-call',
        id: String(part.toolCallId),
        name: String(part.toolName),
        arguments: readArguments(part.input, String(part.toolName), reading.warnings),
        options,
      };
    default:
      return leaveOut(reading, `part of the type ${String(part.type)} in assistant messages`);
  }
}

function readToolPart(part: Part, reading: Reading): ToolResultPart | undefined {
  if (part.type !== 'tool-result') {
    // An approval is for tools that a provider runs itself; this package has none.
    return leaveOut(reading, `part of the type ${String(part.type)} in tool messages`);
  }
  return {
    type: 'tool-result',
    id: String(part.toolCallId),
    name: String(part.toolName),
    ...readOutput(isObject(part.output) ? part.output : {}, String(part.toolName), reading),
    options: optionsOf(part, reading),
  };
}
