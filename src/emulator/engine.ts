import type { Answer, AnsweredCall, Choice, TokenLogprob } from './answer.js';
import { speak, think } from './echo.js';
import { deltasOf, type LimitedText, limitText } from './limit.js';
import type { PrefixCache } from './prefix-cache.js';
import type { Question } from './question.js';
import type { ScriptedAnswer } from './script.js';
import { tone } from './tone.js';
import { pickCalls } from './tool-pick.js';
import { estimateUsage } from './usage.js';
import { countTokens, hash, randomFrom, tokensOf } from './words.js';

/** What one decision needs beside the question. */
interface Circumstances {
  /** Makes ids that no other call of this emulator has. */
  newId: () => string;
  cache: PrefixCache;
  /** Milliseconds, for what lives five minutes. */
  now: number;
}

/** Decides what to answer: as scripted, and in the emulator's own words where the script is silent. */
export function decide(question: Question, script: ScriptedAnswer, circumstances: Circumstances): Answer {
  const choices = Array.from({ length: question.n }, (_, index) =>
    choose(question, script, index, circumstances),
  );
  const cache = circumstances.cache.use(question, circumstances.now);
  return { choices, usage: { ...estimateUsage(question, choices, cache), ...script.usage } };
}

function choose(question: Question, script: ScriptedAnswer, index: number, { newId }: Circumstances): Choice {
  const scripted = script.text !== undefined || script.deltas !== undefined || script.toolCalls !== undefined;
  const calls = script.toolCalls ?? (scripted ? [] : pickCalls(question));
  const reasoning = script.reasoning ?? (question.thinking && !scripted ? thinkWithin(question) : '');
  const said = scripted || calls.length > 0 ? { text: '' } : sayWithin(question, index, reasoning);
  const text = script.text ?? script.deltas?.join('') ?? said.text;
  return {
    reasoning: deltasOf(reasoning),
    text: script.deltas ? [...script.deltas] : deltasOf(text),
    toolCalls: calls.map((call) => render(call, question, newId)),
    finishReason: script.finishReason ?? said.cut ?? (calls.length > 0 ? 'tool_calls' : 'stop'),
    ...(question.logprobs && { logprobs: probabilities(text, question.topLogprobs, script) }),
    ...(question.speech && calls.length === 0 && { speech: tone() }),
    ...(question.model.can.has('transcribe') && {
      annotations: [{ type: 'audio_info', language: 'en', emotion: 'neutral' }],
    }),
  };
}

/** What the emulator thinks, as long as its budgets let it. */
function thinkWithin(question: Question): string {
  const { thinkingBudget = Infinity, maxCompletionTokens = Infinity } = question;
  return tokensOf(think(question)).slice(0, Math.min(thinkingBudget, maxCompletionTokens)).join('');
}

/** What the emulator says, as long as the request lets it; what is scripted is sent as it is. */
function sayWithin(question: Question, index: number, reasoning: string): LimitedText {
  const left = (question.maxCompletionTokens ?? Infinity) - countTokens(reasoning);
  return limitText(speak(question, index), question.stop, Math.min(question.maxTokens ?? Infinity, left));
}

function render(
  call: { name: string; arguments: unknown; id?: string },
  question: Question,
  newId: () => string,
): AnsweredCall {
  const text = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
  // Without tool_stream, arguments that hold lists or objects arrive in one piece; plain ones always stream.
  const nested =
    typeof call.arguments === 'object' &&
    call.arguments !== null &&
    Object.values(call.arguments).some((value) => typeof value === 'object');
  const whole = nested && question.model.can.has('tool-stream') && !question.streamsTools;
  const fragments = whole ? [text] : deltasOf(text);
  return { id: call.id ?? `call_${newId().replaceAll('-', '').slice(0, 24)}`, name: call.name, fragments };
}

function probabilities(text: string, top: number, script: ScriptedAnswer): TokenLogprob[] {
  if (script.logprobs !== undefined) return script.logprobs.map((item) => ({ ...item, top: item.top ?? [] }));
  const random = randomFrom(hash(text));
  return tokensOf(text).map((token) => {
    const logprob = -random() / 4;
    const others = Array.from({ length: Math.max(0, top - 1) }, (_, place) => ({
      token: `${token}${place + 1}`,
      logprob: logprob - 1 - place,
    }));
    return { token, logprob, top: top === 0 ? [] : [{ token, logprob }, ...others] };
  });
}
