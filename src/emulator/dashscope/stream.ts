import type { Answer, Choice, Usage } from '../model/answer.js';
import { renderLogprobs } from '../server/logprobs.js';
import type { StreamEvent } from '../server/response.js';
import { countTokens } from '../util/words.js';
import { contentList } from './answer.js';
import { renderChunk } from '../server/native-errors.js';
import { type CallPiece, type Step, stepsOf } from './steps.js';
import { pluginsOf, searchInfo, searchResults, type Style } from './style.js';
import { renderUsage } from './usage.js';

/** The stream of one choice. */
interface ChoiceStream {
  choice: Choice;
  index: number;
  steps: Step[];
  /** Its share of the tokens. */
  usage: Usage;
  /** Estimated tokens of all its steps, and of those already sent. */
  weight: { all: Weight; sent: Weight };
  /** Everything so far, for chunks that repeat it. */
  said: { reasoning: string; text: string; calls: CallPiece[] };
  ran: boolean;
}

interface Weight {
  reasoning: number;
  total: number;
}

/** The chunks of a streamed answer. With several choices, each chunk has one of them, in turn. */
export function* renderStream(answer: Answer, style: Style): Generator<StreamEvent> {
  const { search } = style.question;
  let number = 0;
  const eventOf = (body: object, counts: boolean): StreamEvent => ({ text: renderChunk((number += 1), body), counts });
  const pages = search?.tellsSources ? answer.sources : undefined;
  const prepends = pages !== undefined && search?.prepends === true;
  if (prepends) yield eventOf(pagesAlone(answer, style), false);
  for (const [stream, step] of turns(answer, style)) {
    const shown = pages && searchInfo(number === 0 ? pages : []);
    const counts = step.reasoning !== undefined || step.text !== undefined || step.calls !== undefined;
    yield eventOf(renderStep(stream, step, answer, style, shown), counts);
  }
}

function* turns(answer: Answer, style: Style): Generator<[ChoiceStream, Step]> {
  const streams = answer.choices.map((choice, index) => openStream(choice, index, answer, style));
  const max = Math.max(...streams.map((stream) => stream.steps.length));
  for (let turn = 0; turn < max; turn += 1) {
    for (const stream of streams) {
      const step = stream.steps[turn];
      if (step !== undefined) yield [stream, step];
    }
  }
}

function openStream(choice: Choice, index: number, answer: Answer, style: Style): ChoiceStream {
  const all = weigh(stepsOf(choice, answer, style));
  const everyone = answer.choices.map((one) => weigh(stepsOf(one, answer, style)).total);
  const share =
    all.total /
    Math.max(
      1,
      everyone.reduce((sum, one) => sum + one, 0),
    );
  const { usage } = answer;
  const own = answer.choices.length > 1 ? Math.round(usage.completionTokens * share) : usage.completionTokens;
  return {
    choice,
    index,
    steps: stepsOf(choice, answer, style),
    usage: { ...usage, completionTokens: own },
    weight: { all, sent: { reasoning: 0, total: 0 } },
    said: { reasoning: '', text: '', calls: [] },
    ran: false,
  };
}

function weigh(steps: Step[]): Weight {
  return steps.reduce((sum, step) => add(sum, step), { reasoning: 0, total: 0 });
}

function add({ reasoning, total }: Weight, step: Step): Weight {
  const thought = countTokens(step.reasoning ?? '');
  const calls = (step.calls ?? []).map((call) => countTokens((call.name ?? '') + call.arguments));
  const rest = countTokens(step.text ?? '') + calls.reduce((sum, tokens) => sum + tokens, 0);
  return { reasoning: reasoning + thought, total: total + thought + rest };
}

/** The first chunk when the pages of a search come before the answer. It has no usage. */
function pagesAlone({ sources = [] }: Answer, { id, question }: Style): object {
  const content = question.model.service === 'text' ? '' : [];
  return {
    output: {
      choices: [{ message: { content, role: 'assistant' }, finish_reason: 'null' }],
      search_info: { search_results: searchResults(sources) },
    },
    usage: {},
    request_id: id,
  };
}

function renderStep(stream: ChoiceStream, step: Step, answer: Answer, style: Style, pages: object | undefined): object {
  const { question, format, id } = style;
  const { model } = question;
  stream.weight.sent = add(stream.weight.sent, step);
  // The prompt tokens grow in the chunk after the one that reports the run.
  const usage = usageSoFar(stream, step, answer);
  stream.ran ||= step.runs === true;
  const finish = step.finish ?? 'null';
  const translates = model.can.has('translate');
  const shown = remember(stream, step, style);
  const message = renderMessage(stream, shown, step.finish === undefined ? {} : answer, style);
  const numbered = answer.choices.length > 1 || (model.service === 'text' && question.tools.length > 0);
  const choice = {
    message,
    ...(numbered && { index: stream.index }),
    finish_reason: finish,
    ...(step.logprobs && { logprobs: renderLogprobs(step.logprobs) }),
  };
  return {
    output: {
      ...((format === 'text' || translates) && { finish_reason: finish }),
      ...(translates && { model_name: model.id }),
      ...(format === 'text' ? { text: shown.text ?? '' } : { choices: [choice] }),
      ...(pages && { search_info: pages }),
      ...(stream.ran && { tool_info: answer.interpreter?.calls }),
    },
    usage: renderUsage(usage, model, pluginsOf(answer, style, stream.ran)),
    request_id: id,
  };
}

/** Tokens so far. The last chunk has the total. */
function usageSoFar({ usage, weight, ran }: ChoiceStream, step: Step, { interpreter }: Answer): Usage {
  const before = interpreter !== undefined && !ran;
  const promptTokens = before ? interpreter.promptTokens : usage.promptTokens;
  if (step.finish !== undefined) return { ...usage, promptTokens };
  const part = (whole: number, key: keyof Weight) =>
    Math.ceil((whole * weight.sent[key]) / Math.max(1, weight.all[key]));
  return {
    ...usage,
    promptTokens,
    completionTokens: part(usage.completionTokens, 'total'),
    reasoningTokens: part(usage.reasoningTokens, 'reasoning'),
  };
}

/** The content of a chunk: the new step, or everything so far. */
function remember({ said }: ChoiceStream, step: Step, { incremental }: Style): Step {
  if (incremental) return step;
  said.reasoning += step.reasoning ?? '';
  said.text += step.text ?? '';
  for (const piece of step.calls ?? []) {
    const open = said.calls.find((call) => call.index === piece.index);
    if (open === undefined) said.calls.push({ ...piece });
    else open.arguments += piece.arguments;
  }
  return { ...said, ...(said.calls.length === 0 && { calls: undefined }) } as Step;
}

function renderMessage(
  { choice }: ChoiceStream,
  { reasoning = '', text = '', calls }: Step,
  last: Pick<Answer, 'ocr' | 'imageSizes'>,
  { question }: Style,
): object {
  const inText = question.model.service === 'text';
  const thinks = choice.reasoning.length > 0;
  return {
    content: inText ? text : contentList(text, last),
    // Once a choice thinks, the text service always sends both fields; the multimodal one only the new one.
    ...((inText ? thinks : reasoning !== '') && { reasoning_content: reasoning }),
    ...(calls && {
      tool_calls: calls.map(({ index, id, name, arguments: input }) => ({
        index,
        id,
        type: 'function',
        function: { ...(name !== undefined && { name }), arguments: input },
      })),
    }),
    role: 'assistant',
  };
}
