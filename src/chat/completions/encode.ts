import { InvalidPromptError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { Prompt } from '../prompt/prompt.js';
import type { ChatRequest } from '../prompt/request.js';
import type { Dialect } from '../../connection/dialect.js';
import { encodeDialectOptions } from '../wire/dialect-options.js';
import type { Warning } from '../../options/warning.js';

/**
 * Writes a request as the body of `POST /completions`: the prompt is sent as it is, without a chat template.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/completions
 */
export function encodeCompletion(
  request: ChatRequest,
  dialect: Dialect,
): { body: Record<string, unknown>; warnings: Warning[] } {
  if (request.tools.length > 0) throw unsupported('tools');
  if (request.output.kind === 'json') throw unsupported('JSON output');
  const { known, extra } = request.options;
  const prompt = promptText(request.prompt);
  const options =
    dialect.modelStudio === true
      ? { fields: modelStudioOptions(request), warnings: [] }
      : encodeDialectOptions(request, dialect);
  const body = {
    model: request.model,
    prompt: known.suffix === undefined ? prompt : fillInTheMiddle(prompt, known.suffix),
    ...(request.stream && { stream: true, ...(dialect.streamOptions && { stream_options: { include_usage: true } }) }),
    temperature: request.temperature,
    top_p: request.topP,
    max_tokens: request.maxTokens,
    seed: request.seed,
    stop: request.stop,
    presence_penalty: request.presencePenalty,
    frequency_penalty: request.frequencyPenalty,
    ...options.fields,
    ...extra,
  };
  return { body, warnings: options.warnings };
}

function modelStudioOptions({ topK, options: { known } }: ChatRequest) {
  return { top_k: topK ?? known.topK, repetition_penalty: known.repetitionPenalty, user: known.user };
}

function unsupported(functionality: string): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({
    functionality,
    message: `Completion models have no ${functionality}. Use qwen(id), the chat model, instead.`,
  });
}

/** The template for filling a gap in a text, on which the coder models were trained (completions page). */
function fillInTheMiddle(prefix: string, suffix: string): string {
  return `<|fim_prefix|>${prefix}<|fim_suffix|>${suffix}<|fim_middle|>`;
}

/** The text of a prompt without roles. The system message comes before the user's. */
function promptText(prompt: Prompt): string {
  return prompt
    .map((message) => {
      if (message.role === 'system') return message.text;
      if (message.role === 'user') {
        return message.parts
          .map((part) => {
            if (part.type === 'text') return part.text;
            throw unsupported(`${part.type} input`);
          })
          .join('');
      }
      throw new InvalidPromptError({
        prompt: message.role,
        message:
          `Completion models continue one text; a conversation (here a message of the role ${message.role}) ` +
          'needs qwen(id), the chat model.',
      });
    })
    .join('\n\n');
}
