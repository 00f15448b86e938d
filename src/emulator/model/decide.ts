import type { Answer, AnsweredCall, Choice, Source, TokenLogprob } from './answer.js';
import { echoAnswer, echoThinking } from './echo.js';
import { findSources, readPicture, runCode, sizesOf, textOfPicture, withFindings } from './built-in-tools.js';
import { deltasOf, type LimitedText, limitText } from './limit.js';
import type { Question } from './question.js';
import type { ScriptedAnswer } from './script.js';
import { sampleSpeech } from './speech.js';
import { pickCalls } from './tool-pick.js';
import { estimateUsage } from './usage.js';
import { countTokens, hash, randomFrom, tokensOf } from '../util/words.js';

/** The state of the emulator that an answer depends on. */
interface Circumstances {
  /** Makes ids that no other call of this emulator has. */
  newId: () => string;
  /** Counts the tokens of a prompt that come from the cache, and those that are written to it. */
  cache: { use: (question: Question, now: number) => { read: number; written: number } };
  /** Milliseconds since 1970. */
  now: number;
}

/** Makes the answer: as scripted, and in the emulator's own words where the script says nothing. */
export function decide(question: Question, script: ScriptedAnswer, circumstances: Circumstances): Answer {
  const found: Found = { sources: findSources(question, script), ocr: readPicture(question, script) };
  const choices = Array.from({ length: question.n }, (_, index) =>
    choose(question, script, { index, ...found, ...circumstances }),
  );
  const cache = circumstances.cache.use(question, circumstances.now);
  const estimate = estimateUsage(question, choices, cache);
  const code = runCode(question, script);
  // After the code has run, the model reads the prompt again, with its own words and the result.
  const reread = code && estimate.promptTokens * 2 + countTokens(JSON.stringify(code));
  const usage = { ...estimate, ...(reread !== undefined && { promptTokens: reread }), ...script.usage };
  const promptTokens = Math.min(estimate.promptTokens, usage.promptTokens);
  return {
    choices,
    usage,
    ...(found.sources && { sources: found.sources }),
    ...(found.ocr && { ocr: found.ocr }),
    ...(code && { interpreter: { calls: code, promptTokens } }),
    ...(question.tellsSizes && { imageSizes: sizesOf(question) }),
  };
}

/** Results of built-in tools. */
interface Found {
  sources: Source[] | undefined;
  ocr: Record<string, unknown> | undefined;
}

type Round = Circumstances & Found & { index: number };

function choose(question: Question, script: ScriptedAnswer, round: Round): Choice {
  const scripted = script.text !== undefined || script.deltas !== undefined || script.toolCalls !== undefined;
  const calls = script.toolCalls ?? (scripted ? [] : pickCalls(question));
  const reasoning = script.reasoning ?? (question.thinking && !scripted ? thinkWithin(question) : '');
  const said = scripted || calls.length > 0 ? { text: '' } : sayWithin(question, round, reasoning);
  const text = script.text ?? script.deltas?.join('') ?? said.text;
  return {
    reasoning: deltasOf(reasoning),
    text: script.deltas ? [...script.deltas] : deltasOf(text),
    toolCalls: calls.map((call) => render(call, question, round.newId)),
    finishReason: script.finishReason ?? said.cut ?? (calls.length > 0 ? 'tool_calls' : 'stop'),
    ...(question.logprobs && { logprobs: probabilities(text, question.topLogprobs, script) }),
    // Omni models do not speak when they think (console, 2026).
    ...(question.speech && !question.thinking && calls.length === 0 && { speech: sampleSpeech(text, question.voice) }),
  };
}

/** The emulator's thinking, within the budgets of the request. */
function thinkWithin(question: Question): string {
  const { thinkingBudget = Infinity, maxCompletionTokens = Infinity } = question;
  return tokensOf(echoThinking(question)).slice(0, Math.min(thinkingBudget, maxCompletionTokens)).join('');
}

/** The emulator's text, within the limits of the request. Scripted text is never cut. */
function sayWithin(question: Question, { index, sources, ocr }: Round, reasoning: string): LimitedText {
  const left = (question.maxCompletionTokens ?? Infinity) - countTokens(reasoning);
  const text = ocr === undefined ? withFindings(echoAnswer(question, index), question, sources) : textOfPicture(ocr);
  return limitText(text, question.stop, Math.min(question.maxTokens ?? Infinity, left));
}

function render(
  call: { name: string; arguments: unknown; id?: string },
  question: Question,
  newId: () => string,
): AnsweredCall {
  const text = typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments);
  // Without tool_stream, arguments with lists or objects arrive in one piece; plain ones always stream.
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
