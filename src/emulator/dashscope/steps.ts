import type { Answer, AnsweredCall, Choice, TokenLogprob } from '../model/answer.js';
import { takeTokens } from '../server/logprobs.js';
import type { Style } from './style.js';

/** The part of a choice that one chunk adds. */
export interface Step {
  reasoning?: string;
  text?: string;
  calls?: CallPiece[];
  logprobs?: TokenLogprob[];
  /** The code interpreter runs here. */
  runs?: true;
  /** The choice ends here. */
  finish?: string;
}

/** A piece of a tool call. The first has id and name; later ones have an empty id and no name. */
export interface CallPiece {
  index: number;
  id: string;
  name?: string;
  arguments: string;
}

/**
 * The chunks of a choice. The finish reason comes with the last piece of a tool call, and with the last text of
 * models that see; other models send it in a separate chunk (recorded 2024 to 2026).
 */
export function stepsOf(choice: Choice, answer: Answer, style: Style): Step[] {
  const { merges, question } = style;
  const { service, can } = question.model;
  const multimodal = service === 'multimodal';
  const steps = [
    ...thinking(choice, answer),
    ...speaking(choice),
    ...(multimodal ? callingBesidePictures(choice.toolCalls) : calling(choice.toolCalls)),
  ];
  const last = steps.at(-1);
  const shared = last?.calls !== undefined || (can.has('image') && last?.text !== undefined);
  if (merges && shared) last!.finish = choice.finishReason;
  else steps.push({ finish: choice.finishReason });
  return steps;
}

/** Thinking before the interpreter runs, and after (recorded Dec 2025, qwen3-max-preview). */
function thinking({ reasoning }: Choice, { interpreter }: Answer): Step[] {
  const steps: Step[] = reasoning.map((piece) => ({ reasoning: piece }));
  if (interpreter) steps.splice(Math.ceil(steps.length / 2), 0, { runs: true });
  return steps;
}

function speaking({ text, logprobs }: Choice): Step[] {
  let left = logprobs;
  return text.map((piece) => {
    const own = left && takeTokens(left, piece.length);
    left = own && left?.slice(own.length);
    return { text: piece, ...(own && { logprobs: own }) };
  });
}

/** The text service: the first fragment comes with the name. */
function calling(calls: AnsweredCall[]): Step[] {
  return calls.flatMap(({ id, name, fragments }, index) => {
    const [first = '', ...rest] = fragments;
    const opening = { index, id, name, arguments: first };
    return [opening, ...rest.map((piece) => later(index, piece))].map((piece) => ({ calls: [piece] }));
  });
}

/** The multimodal service: a chunk closes one call, with an empty fragment, and opens the next. */
function callingBesidePictures(calls: AnsweredCall[]): Step[] {
  const [first, ...others] = calls;
  if (first === undefined) return [];
  return [
    ...calling([first]),
    ...others.flatMap(({ id, name, fragments }, place) => [
      { calls: [later(place, ''), { index: place + 1, id, name, arguments: '' }] },
      ...fragments.map((piece) => ({ calls: [later(place + 1, piece)] })),
    ]),
  ];
}

function later(index: number, piece: string): CallPiece {
  return { index, id: '', arguments: piece };
}
