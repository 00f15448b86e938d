import type { Source } from './answer.js';
import type { JsonObject } from '../util/objects.js';
import { lastUserText, type Question } from './question.js';
import type { ScriptedAnswer } from './script.js';

/** Number of pages that a search finds. */
const pageCount = 3;
const notRun = '# The ai-sdk-qwen emulator runs no code.';
/** Side of a picture whose size is not known, and the unit to which sides are rounded. */
const unknownSide = 512;
const tokenSide = 32;
const maxImagePixels = 2_621_440;

/** The pages of a web search: scripted, or made up, which they say. Undefined without a search. */
export function findSources(question: Question, script: ScriptedAnswer): Source[] | undefined {
  if (question.search === undefined) return undefined;
  const pages = script.sources ?? Array.from({ length: pageCount }, (_, index) => madeUp(index + 1));
  return pages.map((page) => ({ siteName: '', icon: '', ...page }));
}

function madeUp(number: number): Source {
  return {
    title: `Result ${number}, made up by the ai-sdk-qwen emulator`,
    url: `https://example.com/emulated-search/${number}`,
    siteName: 'ai-sdk-qwen emulator',
    icon: 'https://example.com/favicon.ico',
  };
}

/** Adds citation marks and a picture to a text, if the search asks for them. */
export function withFindings(text: string, { search, format }: Question, sources: Source[] = []): string {
  if (search === undefined || format.type !== 'text') return text;
  const { citation, pictures } = search;
  const marks = sources.map((_, index) => citation?.replace('<number>', `${index + 1}`) ?? '');
  const picture = pictures ? ' <img src="https://example.com/emulated-search.png" alt="made up" />' : '';
  return text + marks.join('') + picture;
}

/** Calls of the code interpreter: scripted, or the arithmetic of the question. */
export function runCode(question: Question, script: ScriptedAnswer): Record<string, unknown>[] | undefined {
  if (!question.interprets) return undefined;
  if (script.toolInfo !== undefined) return script.toolInfo.length === 0 ? undefined : [...script.toolInfo];
  const sum = /\d{1,20}(?:\s{0,5}(?:\*\*|[-+*/%])\s{0,5}\d{1,20}){1,50}/.exec(lastUserText(question))?.[0];
  const code = sum === undefined ? notRun : `${notRun}\n${sum}`;
  return [{ code_interpreter: { code }, type: 'code_interpreter' }];
}

/** Height and width of each picture as the model sees it: whole tokens, within the limit of pixels. */
export function sizesOf({ messages, describe }: Question): [height: number, width: number][] {
  return messages
    .flatMap((message) => message.parts)
    .filter((part) => part.kind === 'image')
    .map(({ url, maxPixels = maxImagePixels }) => {
      const { width = unknownSide, height = unknownSide } = describe(url) ?? {};
      const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
      return [round(height * scale), round(width * scale)];
    });
}

function round(side: number): number {
  return Math.max(tokenSide, Math.round(side / tokenSide) * tokenSide);
}

/** The result of an OCR task: fields of the schema, or words with their position. Other tasks have only text. */
export function readPicture(question: Question, script: ScriptedAnswer): Record<string, unknown> | undefined {
  if (question.ocr === undefined) return undefined;
  if (script.ocrResult !== undefined) return script.ocrResult;
  const { task, schema } = question.ocr;
  if (task === 'key_information_extraction') return { kv_result: valuesOf(schema) };
  if (task !== 'advanced_recognition') return undefined;
  const words = ['ai-sdk-qwen', 'emulator'].map((text, line) => {
    const top = 20 + line * 40;
    const location = [10, top, 210, top, 210, top + 30, 10, top + 30];
    return { location, rotate_rect: [110, top + 15, 30, 200, 90], text };
  });
  return { words_info: words };
}

/** A value for each field of a schema, which says that it is made up. */
function valuesOf(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => {
      const nested = typeof value === 'object' && value !== null && !Array.isArray(value);
      return [name, nested ? valuesOf(value as JsonObject) : `emulated ${name}`];
    }),
  );
}

/** The text of an OCR answer: the result as JSON in a fence. */
export function textOfPicture(result: Record<string, unknown>): string {
  const inner = result.kv_result ?? result.words_info ?? result;
  return `\`\`\`json\n${JSON.stringify(inner, null, 1)}\n\`\`\``;
}
