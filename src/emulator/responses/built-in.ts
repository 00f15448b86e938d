import { currentRound, isToolResult, lastUserText, type Question } from '../model/question.js';
import type { ScriptedAnswer } from '../model/script.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { arithmeticIn, printed } from './arithmetic.js';
import type { GivenTools } from './tools.js';
import { knowledgeBase, pageOf, searchDocuments, searchPages, searchPictures } from './world.js';

/** The calls that the model made with built-in tools, and what it says about their results. */
export interface BuiltInToolUse {
  /** Items of the output, without id and status. */
  calls: JsonObject[];
  sentences: string[];
}

/** A tool, and the question that it acts on. */
interface Task {
  tool: JsonObject;
  /** The question, as the tool is asked it. */
  query: string;
  question: Question;
  /** The pages that a search has found. */
  found: string[];
  scripted: ScriptedAnswer;
  warnings: string[];
}

type Act = (task: Task) => { call: JsonObject; sentence: string } | undefined;

const maxQuery = 100;

const acts: Record<string, Act> = {
  web_search: search,
  web_extractor: extract,
  code_interpreter: interpret,
  web_search_image: findPictures,
  image_search: findSimilar,
  file_search: searchFiles,
  mcp: callServer,
};

/** Lets each built-in tool act once, at the first step of a question. */
export function useTools(
  { builtIn, choice }: GivenTools,
  question: Question,
  scripted: ScriptedAnswer,
  warnings: string[],
): BuiltInToolUse {
  if (scripted.items !== undefined) return { calls: scripted.items.map((item) => ({ ...item })), sentences: [] };
  const may = (choice === 'auto' || choice === 'required') && !currentRound(question).some(isToolResult);
  const toolUse: BuiltInToolUse = { calls: [], sentences: [] };
  if (!may) return toolUse;
  const query = lastUserText(question).trim().slice(0, maxQuery);
  const found: string[] = [];
  for (const tool of ordered(builtIn)) {
    if (isBeyond(question.model.id, tool, warnings)) continue;
    const act = acts[String(tool.type)]!;
    const acted = act({ tool, query, question, found, scripted, warnings });
    if (acted === undefined) continue;
    toolUse.calls.push(acted.call);
    toolUse.sentences.push(acted.sentence);
  }
  return toolUse;
}

/** A search comes before the reader of its pages. */
function ordered(tools: readonly JsonObject[]): JsonObject[] {
  const first = tools.filter(({ type }) => type === 'web_search');
  return [...first, ...tools.filter(({ type }) => type !== 'web_search')];
}

/** The omni model has search and functions only. */
function isBeyond(model: string, { type }: JsonObject, warnings: string[]): boolean {
  if (!model.includes('-omni') || type === 'web_search') return false;
  warnings.push(`The model ${model} does not use the tool ${String(type)}.`);
  return true;
}

function search({ query, found, scripted }: Task): ReturnType<Act> {
  const pages = scripted.sources ?? searchPages(query);
  found.push(...pages.map(({ url }) => url));
  const sources = pages.map(({ url }) => ({ type: 'url', url }));
  const first = pages[0];
  const text = first === undefined ? 'Nothing.' : (pageOf(first.url)?.text ?? first.title);
  return {
    call: { action: { sources, type: 'search', query, queries: [query] }, type: 'web_search_call' },
    sentence: `Found: ${text}${first === undefined ? '' : ` (${first.url})`}`,
  };
}

function extract({ query, found }: Task): ReturnType<Act> {
  const url = /https?:\/\/[^\s"'<>)]{1,500}/.exec(query)?.[0] ?? found[0];
  if (url === undefined) return undefined;
  const text = pageOf(url)?.text ?? 'The page could not be read.';
  const output =
    `The useful information in ${url} for user goal ${query} as follows: \n\n` +
    `Evidence in page: \n${text}\n\nSummary: \n${text}\n`;
  return { call: { output, urls: [url], goal: query, type: 'web_extractor_call' }, sentence: `Read: ${text}` };
}

function interpret({ query }: Task): ReturnType<Act> {
  const arithmetic = arithmeticIn(query);
  const code = `print(${arithmetic ?? "'The ai-sdk-qwen emulator computes only arithmetic.'"})`;
  const logs = arithmetic === undefined ? 'The ai-sdk-qwen emulator computes only arithmetic.' : printed(arithmetic);
  return {
    call: { code, container_id: '', outputs: [{ type: 'logs', logs }], type: 'code_interpreter_call' },
    sentence: `The code printed: ${logs}`,
  };
}

function findPictures({ query }: Task): ReturnType<Act> {
  const pictures = searchPictures(query);
  return { call: pictureCall('web_search_image', { queries: [query] }, pictures), sentence: markdown(pictures) };
}

/** Looks for pictures like the one of the question; without one there is nothing to look for. */
function findSimilar({ question, warnings }: Task): ReturnType<Act> {
  const last = question.messages.filter(({ role }) => role === 'user').at(-1);
  if (!last?.parts.some(({ kind }) => kind === 'image')) {
    warnings.push('The tool image_search does nothing: the question has no input_image.');
    return undefined;
  }
  const pictures = searchPictures('');
  const wanted = { img_idx: 0, bbox: [0, 0, 1000, 1000] };
  return { call: pictureCall('image_search', wanted, pictures), sentence: markdown(pictures) };
}

function pictureCall(name: string, wanted: object, pictures: object[]): JsonObject {
  return { name, output: JSON.stringify(pictures), arguments: JSON.stringify(wanted), type: `${name}_call` };
}

function markdown(pictures: { title: string; url: string }[]): string {
  return pictures.map(({ title, url }) => `![${title}](${url})`).join(' ');
}

/** With another number of knowledge bases than one, or an unknown one, the service does not search, and says nothing. */
function searchFiles({ tool, query, warnings }: Task): ReturnType<Act> {
  const ids = Array.isArray(tool.vector_store_ids) ? tool.vector_store_ids : [];
  if (ids.length !== 1 || ids[0] !== knowledgeBase) {
    warnings.push(`The tool file_search does nothing: the emulator has one knowledge base, "${knowledgeBase}".`);
    return undefined;
  }
  const results = searchDocuments(query);
  const text = results.length === 0 ? 'Nothing.' : `${results[0]!.text} (${results[0]!.filename})`;
  return { call: { queries: [query], results, type: 'file_search_call' }, sentence: `The files say: ${text}` };
}

/** The servers of the emulator have a single tool, which looks a page up. */
function callServer({ tool, query, warnings }: Task): ReturnType<Act> {
  const { server_label: label, server_url: url, server_protocol: protocol } = tool;
  if (typeof label !== 'string' || typeof url !== 'string') {
    warnings.push('The tool mcp does nothing: it needs server_label and server_url.');
    return undefined;
  }
  if (protocol !== 'sse') warnings.push("The documentation has only 'sse' for server_protocol of the tool mcp.");
  const { title, text } = searchPages(query)[0]!;
  const output = JSON.stringify({ title, text });
  const call = { name: 'lookup', server_label: label, output, arguments: JSON.stringify({ query }), type: 'mcp_call' };
  return { call, sentence: `The server ${label} says: ${text}` };
}

/** The number of calls of each tool, as `usage` names them. */
export function countCalls(calls: readonly JsonObject[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of calls.filter(isObject)) {
    const tool = String(type).replace(/_call$/, '');
    counts[tool] = (counts[tool] ?? 0) + 1;
  }
  return counts;
}
