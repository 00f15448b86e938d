import type { AnswerEvent, FileEvent, FinishEvent, SourceEvent, ToolCallEvent } from './event.js';

/** A whole answer. */
export interface Answer {
  text: string;
  reasoning: string;
  toolCalls: ToolCallEvent[];
  files: FileEvent[];
  sources: SourceEvent[];
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
  return { text: '', reasoning: '', toolCalls: [], files: [], sources: [], finish };
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
        answer.text += event.delta;
        break;
      case 'reasoning':
        answer.reasoning += event.delta;
        break;
      case 'tool-call':
        answer.toolCalls.push(event);
        break;
      case 'file':
        answer.files.push(event);
        break;
      case 'source':
        answer.sources.push(event);
        break;
      case 'error':
        throw event.error;
      case 'finish':
        answer.finish = event;
        break;
      case 'raw':
      case 'tool-delta':
        break;
    }
  }
}
