import type { Answer, Choice } from '../model/answer.js';
import { renderLogprobs } from '../server/logprobs.js';
import { pluginsOf, searchInfo, type Style } from './style.js';
import { renderUsage } from './usage.js';

/** The body of a whole answer. */
export function renderAnswer(answer: Answer, style: Style): object {
  const { question, format, id } = style;
  const { model, search } = question;
  const { sources, interpreter } = answer;
  const choices = answer.choices.map((choice, index) => ({
    finish_reason: finishOf(choice, style),
    message: renderMessage(choice, answer, style),
    ...(answer.choices.length > 1 && { index }),
    ...(choice.logprobs && { logprobs: renderLogprobs(choice.logprobs) }),
  }));
  const first = choices[0]!;
  const text = answer.choices[0]!.text.join('');
  const translates = model.can.has('translate');
  return {
    output: {
      ...(format === 'text' || translates ? { finish_reason: first.finish_reason } : {}),
      ...(translates && { model_name: model.id }),
      ...(format === 'text' ? { text } : { choices }),
      ...(sources && search?.tellsSources && { search_info: searchInfo(sources) }),
      ...(interpreter && { tool_info: interpreter.calls }),
    },
    usage: renderUsage(answer.usage, model, pluginsOf(answer, style, true)),
    request_id: id,
  };
}

/** With a forced tool, whole answers end with `stop` (recorded Nov 2024, qwen-max). */
function finishOf({ finishReason }: Choice, { question }: Style): string {
  const forced = typeof question.toolChoice === 'object' && question.model.service === 'text';
  return forced && finishReason === 'tool_calls' ? 'stop' : finishReason;
}

function renderMessage(choice: Choice, answer: Answer, { question }: Style): object {
  const reasoning = choice.reasoning.join('');
  const text = choice.text.join('');
  const inText = question.model.service === 'text';
  const { ocr, imageSizes } = answer;
  return {
    role: 'assistant',
    content: inText ? text : contentList(text, { ocr, imageSizes }),
    ...(reasoning !== '' && { reasoning_content: reasoning }),
    ...(choice.toolCalls.length > 0 && {
      tool_calls: choice.toolCalls.map((call, index) => ({
        function: { name: call.name, arguments: call.fragments.join('') },
        index,
        id: call.id,
        type: 'function',
      })),
    }),
  };
}

/** Content of the multimodal service: text with the OCR result, and the sizes of pictures. */
export function contentList(text: string, { ocr, imageSizes }: Pick<Answer, 'ocr' | 'imageSizes'>): object[] {
  return [
    ...(text !== '' || ocr ? [{ ...(ocr && { ocr_result: ocr }), text }] : []),
    ...(imageSizes ? [{ image_hw: imageSizes }] : []),
  ];
}
