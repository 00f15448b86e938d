import { isObject } from '../util/objects.js';
import { currentRound, lastUserText, type Question, textOf, type Tool } from './question.js';
import { sampleSchema } from './schema-sample.js';
import { choicesOf, matchTool, missesName, propertiesOf, readAsked, valuesOf } from './tool-match.js';
import { properNames } from './text-values.js';
import { wordsOf } from '../util/words.js';

/** A tool call that the emulator makes up. */
export interface PickedCall {
  name: string;
  arguments: unknown;
}

/** Only the beginning of a longer question is matched. */
const maxTextLength = 20_000;
const maxParallelCalls = 4;

/**
 * Picks the tools to call now: those that fit the question, the best first, each once. When none fits, or all
 * that fit have answered, there is no call. A forced choice is called every time.
 */
export function pickCalls(question: Question): PickedCall[] {
  const { tools, toolChoice } = question;
  if (tools.length === 0 || toolChoice === 'none') return [];
  const text = lastUserText(question).slice(0, maxTextLength);
  if (typeof toolChoice === 'object') {
    return tools.filter((tool) => tool.name === toolChoice.name).map((tool) => callOf(tool, text));
  }
  const wanted = wantedTools(question, text);
  const called = new Set(currentRound(question).flatMap((message) => message.toolCalls.map(({ name }) => name)));
  const open = wanted.filter(({ tool }) => !called.has(tool.name));
  const next = open.length > 0 || toolChoice === 'auto' ? open : wanted;
  const [first] = next;
  if (first === undefined) return [];
  if (!question.parallelToolCalls) return [first.call(0)];
  if (next.length > 1) return next.map(({ call }) => call(0));
  // One tool and several names: a call for each.
  const count = Math.min(Math.max(properNames(text).length, 1), maxParallelCalls);
  return Array.from({ length: count }, (_, round) => first.call(round));
}

/** A tool that fits. `call` makes a call for the question's name number `round`. */
interface WantedTool {
  tool: Tool;
  call: (round: number) => PickedCall;
}

function wantedTools(question: Question, text: string): WantedTool[] {
  const { tools, toolChoice } = question;
  const fresh = (tool: Tool): WantedTool => ({ tool, call: (round) => callOf(tool, text, round) });
  const followed = followedTools(question, text);
  const fitting = rankTools(tools, text);
  if (fitting.length > 0) {
    return fitting.map((tool) => followed.find((wanted) => wanted.tool === tool) ?? fresh(tool));
  }
  if (followed.length > 0 || toolChoice !== 'required') return followed;
  return tools.slice(0, 1).map(fresh);
}

function callOf({ name, schema }: Tool, text: string, round = 0): PickedCall {
  return { name, arguments: sampleSchema({ type: 'object', ...schema }, text, round) };
}

/** The tools that fit a text, the best first. A tool with less than a third of the best score does not fit. */
function rankTools(tools: readonly Tool[], text: string): Tool[] {
  const asked = readAsked(text);
  const scored = tools
    .map((tool) => ({ tool, score: matchTool(tool, asked) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter(({ score }) => score * 3 >= best).map(({ tool }) => tool);
}

const followUp = /^(?:and|or|but|also|now|what about|how about|same (?:for|in|with))\b/i;
const preposition = /\b(?:about|at|for|from|in|near|of|on|to|with)\s+\S/i;
const maxFollowUpWords = 8;
/** "And what about …?" */
const chineseFollowUp = /^那么?([^\s。！？?!]{1,20})呢[？?]?$/;

/** The new part of a follow-up such as "And in Berlin?"; undefined for an independent question. */
function readFollowUp(text: string): string | undefined {
  const trimmed = text.slice(0, 200).trim();
  const chinese = chineseFollowUp.exec(trimmed)?.[1];
  if (chinese !== undefined) return chinese;
  const words = trimmed.split(/\s+/);
  if (words.length > maxFollowUpWords || wordsOf(trimmed).length === 0) return undefined;
  const isNamed = properNames(trimmed).length > 0 || preposition.test(trimmed);
  const isName = words.length <= 2 && words.every((word) => /^\p{Lu}/u.test(word)) && trimmed.endsWith('?');
  // The first word of a sentence does not count as a name, so put one before it.
  return (followUp.test(trimmed) && isNamed) || isName ? `of ${trimmed.replace(followUp, '').trim()}` : undefined;
}

/** The tools of the previous turn, if the text is a follow-up. */
function followedTools({ messages, tools }: Question, text: string): WantedTool[] {
  const asked = readFollowUp(text);
  if (asked === undefined) return [];
  const last = messages.map((message) => message.role).lastIndexOf('user');
  const before = messages.slice(0, last);
  const start = before.findLastIndex((message) => message.role === 'user' && textOf(message) !== '');
  const calls = before.slice(start + 1).flatMap((message) => message.toolCalls);
  const read = readAsked(asked);
  return tools.flatMap((tool) => {
    const earlier = calls.find((call) => call.name === tool.name);
    if (earlier === undefined || missesName(tool, read)) return [];
    return [{ tool, call: (round: number) => followCall(tool, asked, earlier.arguments, round) }];
  });
}

/** The earlier call, with the values that the follow-up changes. */
function followCall(tool: Tool, asked: string, earlier: string, round: number): PickedCall {
  const { name, arguments: sampled } = callOf(tool, asked, round);
  const lower = asked.toLowerCase();
  const choices = new Set(valuesOf(tool.schema).map((value) => value.toLowerCase()));
  const said = Object.entries(isObject(sampled) ? sampled : {}).filter(([field, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number') return false;
    const text = String(value).toLowerCase();
    // A value of one property, such as a unit, must not fill another, such as a city.
    return lower.includes(text) && (!choices.has(text) || choicesOf(propertiesOf(tool.schema)[field]).length > 0);
  });
  const before: unknown = JSON.parse(earlier);
  return { name, arguments: { ...(isObject(before) && before), ...Object.fromEntries(said) } };
}
