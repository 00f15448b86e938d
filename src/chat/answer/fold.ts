import type {
  AnswerEvent,
  BuiltInCallEvent,
  DocumentEvent,
  FileEvent,
  FinishEvent,
  ReasoningEvent,
  SourceEvent,
  TextEvent,
  ToolCallEvent,
} from './event.js';

/** Text or thinking that belongs together. */
export interface Said {
  type: 'text' | 'reasoning';
  text: string;
  item?: string;
}

/** A whole answer. */
export interface Answer {
  text: string;
  reasoning: string;
  /** Text, thinking and calls of the service's own tools, in their order. */
  content: (Said | BuiltInCallEvent)[];
  toolCalls: ToolCallEvent[];
  files: FileEvent[];
  sources: (SourceEvent | DocumentEvent)[];
  id?: string;
  model?: string;
  timestamp?: Date;
  finish: FinishEvent;
}

/** Folds the events of an answer into one value. Throws the error of an answer that broke off. */
export function foldAnswer(events: Iterable<AnswerEvent>): Answer {
  const answer = emptyAnswer();
  addEvents(answer, events);
  return answer;
}

export function emptyAnswer(): Answer {
  const finish: FinishEvent = { type: 'finish', reason: 'unknown', usage: {} };
  return { text: '', reasoning: '', content: [], toolCalls: [], files: [], sources: [], finish };
}

/** Adds events to an answer as they come, so that only the answer itself is kept. */
export function addEvents(answer: Answer, events: Iterable<AnswerEvent>): void {
  for (const event of events) {
    switch (event.type) {
      case 'metadata':
        answer.id ??= event.id;
        answer.model ??= event.model;
        answer.timestamp ??= event.timestamp;
        break;
      case 'text':
      case 'reasoning':
        answer[event.type] += event.delta;
        addSaid(answer, event);
        break;
      case 'built-in-call':
        answer.content.push(event);
        break;
      case 'tool-call':
        answer.toolCalls.push(event);
        break;
      case 'file':
        answer.files.push(event);
        break;
      case 'source':
      case 'document':
        answer.sources.push(event);
        break;
      case 'error':
        throw event.error;
      case 'finish':
        answer.finish = event;
        break;
      case 'raw':
      case 'tool-delta':
      case 'built-in-start':
        break;
    }
  }
}

/** Text and thinking without an item are one part each: a server may alternate between them. */
function addSaid({ content }: Answer, { type, delta, item }: TextEvent | ReasoningEvent): void {
  if (content.length === 0 && item === undefined) {
    content.push({ type, text: delta });
    return;
  }
  const last = content.at(-1);
  const same = (part: Answer['content'][number]): part is Said => part.type === type && part.item === item;
  const part = item === undefined ? content.find(same) : last !== undefined && same(last) ? last : undefined;
  if (part !== undefined) part.text += delta;
  else if (item === undefined && type === 'reasoning') content.unshift({ type, text: delta });
  else content.push({ type, text: delta, ...(item !== undefined && { item }) });
}
