import { isLanguage } from '../catalogue/languages.js';
import { type Message, type Question, textOf } from '../model/question.js';
import { refuse } from '../rules/api-error.js';
import { countTokens } from '../util/words.js';

/** Refuses a history that the service would refuse. */
export function checkConversation(question: Question): void {
  const { model, messages, format } = question;
  if (model.can.has('translate')) checkTranslation(question);
  if (!messages.some((message) => message.role === 'user')) refuse('user-missing');
  checkToolHistory(messages);
  checkEmpty(messages);
  checkEnd(question);
  if (format.type === 'json_object') checkJsonWord(messages);
  checkLength(question);
}

/** Checks a request to qwen-mt, which takes one user message and two languages. */
function checkTranslation({ messages, translation }: Question): void {
  if (messages.some((message) => message.role !== 'user')) refuse('translation-role');
  if (messages.length > 1) refuse('translation-single');
  for (const [field, language] of [
    ['source_lang', translation?.from],
    ['target_lang', translation?.to],
  ] as const) {
    if (!language) refuse('translation-options', { field });
    const detected = field === 'source_lang' && language === 'auto';
    if (!detected && !isLanguage(language)) refuse('translation-language');
  }
}

function checkToolHistory(messages: Message[]): void {
  let open = new Set<string>();
  for (const message of messages) {
    if (message.role === 'tool') {
      if (!open.delete(message.toolCallId ?? '')) refuse('tool-orphan');
      continue;
    }
    if (message.role === 'function') {
      open.delete('');
      continue;
    }
    if (open.size > 0) refuse('tool-unanswered');
    open = new Set(message.toolCalls.map((call) => call.id));
    for (const call of message.toolCalls) {
      if (!isJson(call.arguments)) refuse('arguments-not-json');
    }
  }
  if (open.size > 0) refuse('tool-unanswered');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function checkEmpty(messages: Message[]): void {
  for (const message of messages) {
    const empty = message.parts.every((part) => part.kind === 'text' && part.text === '');
    // A tool may return nothing, and a system message may be blank.
    const matters = message.role === 'user' || (message.role === 'assistant' && message.toolCalls.length === 0);
    if (empty && matters) refuse('content-empty');
  }
}

function checkEnd({ model, messages, thinking }: Question): void {
  const last = messages.at(-1);
  for (const message of messages) {
    if (message.partial && (message !== last || message.role !== 'assistant')) refuse('partial-position');
  }
  if (!last?.partial) {
    if (last?.role === 'assistant' || last?.role === 'system') refuse('last-message');
    return;
  }
  if (!model.can.has('partial')) refuse('parameter-unsupported', { model: model.id, field: 'partial' });
  if (thinking) refuse('thinking-and-partial');
}

function checkJsonWord(messages: Message[]): void {
  const asked = messages.filter((message) => message.role === 'system' || message.role === 'user');
  if (!asked.some((message) => /json/i.test(textOf(message)))) refuse('json-word');
}

function checkLength({ model, messages }: Question): void {
  const texts = messages.map((message) => textOf(message) + (message.reasoning ?? ''));
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  // A token has at least one character, so most conversations need no counting.
  if (characters <= model.input) return;
  const tokens = texts.reduce((sum, text) => sum + countTokens(text), 0);
  if (tokens > model.input) refuse('input-length', { limit: model.input });
}
