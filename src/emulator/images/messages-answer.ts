import type { RequestContext } from '../server/context.js';
import { renderChunk } from '../server/native-errors.js';
import type { StreamEvent } from '../server/response.js';
import { countTokens } from '../util/words.js';
import { keepPictures } from './draw.js';
import type { ImageRequest } from './messages.js';

/** The answer of the endpoints with messages. */
interface MessagesAnswer {
  choices: object[];
  usage: object;
}

/** Draws the pictures and describes them as the model's family does. */
export function answerMessages(context: RequestContext, request: ImageRequest): MessagesAnswer {
  const urls = keepPictures(context, request, request.count);
  return { choices: choicesOf(request, urls), usage: usageOf(request, urls.length) };
}

/** wan models give a choice to each picture and type its part; qwen-image models give all pictures to one choice. */
function choicesOf({ model, prompt, interleaves }: ImageRequest, urls: string[]): object[] {
  const choice = (content: object[], message: object = {}) => ({
    finish_reason: 'stop',
    message: { role: 'assistant', content, ...message },
  });
  if (interleaves) return [choice(interleaved(prompt, urls))];
  if (model.id.startsWith('wan')) return urls.map((image) => choice([{ image, type: 'image' }]));
  const parts = urls.map((image) => ({ image }));
  return model.id.startsWith('z-')
    ? [choice([...parts, { text: prompt }], { reasoning_content: '' })]
    : [choice(parts)];
}

function interleaved(prompt: string, urls: string[]): object[] {
  return [{ type: 'text', text: `The emulator draws: ${prompt}` }, ...urls.map((image) => ({ type: 'image', image }))];
}

/** Numbers for the bill. */
export function usageOf({ model, prompt, size: { width, height }, images }: ImageRequest, count: number): object {
  switch (model.usage) {
    case 'output': {
      const type = `qima_output_${width * height > 2_250_000 ? '2k' : '1k'}`;
      return {
        output_width: width,
        output_height: height,
        input_image_count: images.length,
        ...(images.length > 0 && { input_image_type: 'qima_input' }),
        output_image_count: count,
        output_image_type: type,
      };
    }
    case 'tokens': {
      const input = model.id.startsWith('wan2.7') ? countTokens(prompt) : 0;
      const output = input === 0 ? 0 : 2;
      const tokens = { total_tokens: input + output, image_count: count, output_tokens: output, input_tokens: input };
      return model.id.startsWith('z-') ? { ...tokens, width, height } : { size: `${width}*${height}`, ...tokens };
    }
    default:
      return { height, image_count: count, width };
  }
}

/** The stream of texts and pictures in turn: `finish_reason` is the text "null" until the last event. */
export function interleavedEvents(context: RequestContext, request: ImageRequest): StreamEvent[] {
  const parts = interleaved(request.prompt, keepPictures(context, request, request.count));
  const usage = usageOf(request, request.count);
  const event = (content: object[], reason: string) => ({
    output: { choices: [{ finish_reason: reason, message: { role: 'assistant', content } }], finished: true },
    usage,
    request_id: context.id,
  });
  const bodies = [...parts.map((part) => event([part], 'null')), event([], 'stop')];
  return bodies.map((body, index) => ({ text: renderChunk(index + 1, body), counts: index < parts.length }));
}
