import { currentRound, lastUserText, type Question, type Tool } from './question.js';
import { sampleSchema } from './schema-sample.js';
import { properNames } from './text-values.js';
import { stem, wordsOf } from './words.js';

/** A tool call the emulator makes up. */
export interface PickedCall {
  name: string;
  arguments: unknown;
}

/**
 * Which tools to call now. Tools that share words with the question come first, each once; with none of them
 * the first tool. When all of them have answered, none. A forced choice is called every time.
 */
export function pickCalls(question: Question): PickedCall[] {
  const { tools, toolChoice } = question;
  if (tools.length === 0 || toolChoice === 'none') return [];
  const text = lastUserText(question);
  if (typeof toolChoice === 'object') {
    return tools.filter((tool) => tool.name === toolChoice.name).map((tool) => call(tool, text, 0));
  }
  const called = new Set(currentRound(question).flatMap((message) => message.toolCalls.map(({ name }) => name)));
  const fitting = rank(tools, text);
  const wanted = fitting.length > 0 ? fitting : tools.slice(0, 1);
  const open = wanted.filter((tool) => !called.has(tool.name));
  const next = open.length > 0 || toolChoice === 'auto' ? open : wanted;
  if (!question.parallelToolCalls) return next.slice(0, 1).map((tool) => call(tool, text, 0));
  if (next.length !== 1) return next.map((tool) => call(tool, text, 0));
  // One tool for several places or names: a call for each.
  const rounds = Math.min(Math.max(properNames(text).length, 1), 4);
  return Array.from({ length: rounds }, (_, round) => call(next[0]!, text, round));
}

function call(tool: Tool, text: string, round: number): PickedCall {
  return { name: tool.name, arguments: sampleSchema({ type: 'object', ...tool.schema }, text, round) };
}

/** The tools that share words with the text, those that share most first. */
function rank(tools: Tool[], text: string): Tool[] {
  const asked = new Set(wordsOf(text).map(stem));
  const scored = tools.map((tool) => {
    const own = new Set(wordsOf(`${tool.name} ${tool.description}`).map(stem));
    return { tool, score: [...own].filter((word) => asked.has(word)).length };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ tool }) => tool);
}
