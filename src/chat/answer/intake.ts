import type { Failure } from '../../http/failure.js';
import { maxAnswerBytes } from '../../http/body.js';
import { parseJSON } from '../../http/parse-json.js';
import { createFraming, maxEventSize, type StreamRecord } from '../../http/sse.js';
import { tooLong, type HttpResponse } from '../../http/transport.js';
import { ContentReader, type AnswerDecoder } from './content.js';
import type { AnswerEvent } from './event.js';

/** The body that an intake reads: released when the answer is whole, cancelled when it has failed. */
export interface Body {
  release(): void;
  cancel(): void;
}

// Characters kept of a body in which no record has been found yet: it may be an error page, or a whole answer.
const maxUnframedText = 4 * 1024 * 1024;

/** Turns the text of a body into events. */
export class Intake {
  /** Set when nothing more will come: the answer has ended, failed, or been cancelled. */
  ended = false;
  private readonly framing = createFraming((record) => this.take(record));
  private readonly reader: ContentReader;
  /** The events of the text that is being framed. */
  private events: AnswerEvent[] = [];
  private broken = false;
  private framed = false;
  private unframed = '';
  /** Characters of the chunks without text: tool calls, speech and further choices stay in memory to the end. */
  private kept = 0;

  constructor(
    reply: HttpResponse,
    decoder: AnswerDecoder,
    private readonly body: Body,
  ) {
    this.reader = new ContentReader(reply, decoder, () => this.hangUp());
  }

  push(text: string): AnswerEvent[] {
    const grows = !this.framed && this.unframed.length < maxUnframedText;
    if (grows) this.unframed += text;
    this.framing.push(text);
    const events = this.takeEvents();
    if (this.ended || !grows || !this.isEndless()) return events;
    this.takeUnframed(events);
    this.hangUp();
    return events;
  }

  end(): AnswerEvent[] {
    this.framing.end();
    const events = this.takeEvents();
    if (!this.ended && this.framed) this.reader.end(events);
    else if (!this.ended) this.takeUnframed(events);
    this.ended = true;
    return events;
  }

  /** The connection broke off: returns the events of its last record if that came whole. */
  breakOff(): AnswerEvent[] {
    this.broken = true;
    this.framing.end();
    return this.takeEvents();
  }

  fail(failure: Failure): AnswerEvent[] {
    const events: AnswerEvent[] = [];
    this.reader.fail(failure, events);
    return events;
  }

  private takeEvents(): AnswerEvent[] {
    const { events } = this;
    this.events = [];
    if (!this.ended && this.framing.overflowed()) {
      this.reader.fail({ message: `An event of the stream is longer than ${maxEventSize} characters.` }, events);
    }
    return events;
  }

  private take(record: StreamRecord): void {
    const { events } = this;
    if (this.ended || (this.broken && !isWhole(record))) return;
    const isFirst = !this.framed;
    this.framed = true;
    if (record.data === '' && record.event !== 'error') return;
    if (record.data.startsWith('[DONE]')) {
      // Some gateways end a whole answer as if it were a stream (decolua/9router#3492).
      if (isFirst && this.unframed.trimStart().startsWith('{')) {
        this.reader.takeUnframed(this.unframed.slice(0, this.unframed.lastIndexOf('data:')), true, events);
      }
      if (this.ended) return;
      this.ended = true;
      this.body.release();
      return this.reader.end(events);
    }
    const before = events.length;
    this.reader.takeRecord(record, events);
    if (!hasText(events, before)) this.kept += record.data.length;
    if (this.kept > maxAnswerBytes && !this.ended) this.reader.fail(tooLong, events);
  }

  /** A server that ignores `stream` answers whole; a gateway answers with a page. Neither is framed. */
  private takeUnframed(events: AnswerEvent[]): void {
    this.reader.takeUnframed(this.unframed, this.unframed.length < maxUnframedText, events);
    if (!this.ended) this.reader.end(events);
  }

  /** True for a page that may never end. Text that begins like an event may be as long as any event. */
  private isEndless(): boolean {
    const { unframed } = this;
    return !this.framed && unframed.length >= maxUnframedText && !/^(data|event|id|retry)?:/m.test(unframed);
  }

  private hangUp(): void {
    this.ended = true;
    this.body.cancel();
  }
}

function hasText(events: readonly AnswerEvent[], from: number): boolean {
  for (let place = from; place < events.length; place += 1) {
    const { type } = events[place]!;
    if (type === 'text' || type === 'reasoning') return true;
  }
  return false;
}

function isWhole({ data }: StreamRecord): boolean {
  if (data.startsWith('[DONE]')) return true;
  try {
    return typeof parseJSON(data) === 'object';
  } catch {
    return false;
  }
}
