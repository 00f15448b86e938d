import { InvalidArgumentError } from '@ai-sdk/provider';
import { untilAborted } from '../util/abort.js';
import type { SpeechText } from './speech.js';
import { splitText, wholeSentences, type TextLimit } from './split.js';

/** A piece of a text that can be spoken. */
export interface FedPiece {
  text: string;
  voice: string | undefined;
}

// A source that never ends must not fill the memory: it goes on once some of its text has been spoken.
const maxWaiting = 100_000;

/**
 * Collects a text that comes bit by bit, and gives it back in whole sentences: as many as there are by then, within a
 * limit. A change of the voice ends a sentence.
 */
export class TextFeed {
  private readonly parts: FedPiece[] = [];
  private ended = false;
  private failure: { error: unknown } | undefined;
  private wake: () => void = () => {};
  private goOn: () => void = () => {};
  private readonly iterator: AsyncIterator<SpeechText>;

  constructor(
    text: AsyncIterable<SpeechText>,
    private readonly abortSignal: AbortSignal | undefined,
  ) {
    this.iterator = text[Symbol.asyncIterator]();
    void this.pump();
  }

  /** The next piece; undefined at the end. Rejects with the error of the text, or when the caller gives up. */
  async next(limit: TextLimit): Promise<FedPiece | undefined> {
    for (;;) {
      if (this.failure !== undefined) throw this.failure.error;
      const piece = this.take(limit);
      if (this.waiting <= maxWaiting) this.goOn();
      if (piece !== undefined) return piece;
      if (this.ended) return undefined;
      const woken = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      await untilAborted(woken, this.abortSignal);
    }
  }

  /** Gives a piece back that was not spoken. */
  unread(piece: FedPiece): void {
    const [head] = this.parts;
    if (head !== undefined && head.voice === piece.voice) head.text = piece.text + head.text;
    else this.parts.unshift({ ...piece });
  }

  /** Ends the source: its text is read no further. */
  close(): void {
    this.ended = true;
    this.goOn();
    // A source that fails at its end has nobody left to tell.
    void Promise.resolve(this.iterator.return?.()).catch(() => {});
  }

  /** Characters that have not been read. */
  private get waiting(): number {
    return this.parts.reduce((sum, { text }) => sum + text.length, 0);
  }

  private async pump(): Promise<void> {
    try {
      while (!this.ended) {
        const { done, value } = await this.iterator.next();
        if (done === true) break;
        this.push(value);
        this.wake();
        if (this.waiting > maxWaiting) await new Promise<void>((resolve) => (this.goOn = resolve));
      }
    } catch (error) {
      this.failure = { error };
    }
    this.ended = true;
    this.wake();
  }

  private push({ text, voice }: SpeechText): void {
    if (typeof text !== 'string') {
      const message = `text has a part of type ${typeof text}; expected strings.`;
      throw new InvalidArgumentError({ argument: 'text', message });
    }
    const last = this.parts.at(-1);
    if (last !== undefined && last.voice === voice) last.text += text;
    else this.parts.push({ text, voice });
  }

  private take(limit: TextLimit): FedPiece | undefined {
    const head = this.parts[0];
    if (head === undefined) return undefined;
    // Some pieces' worth: reading a whole book for each of its pieces would take ever longer.
    const start = head.text.slice(0, 4 * Math.min(limit.units, limit.characters ?? limit.units));
    const isWhole = this.ended || this.parts.length > 1 || start.length < head.text.length;
    const text = isWhole ? start : this.readable(start, limit);
    if (text.trim() === '' && !isWhole) return undefined;
    const piece = splitText(text, limit)[0] ?? '';
    head.text = head.text.slice(piece.length);
    if (isWhole && head.text === '') this.parts.shift();
    // Blanks at the end are not spoken.
    return piece === '' ? this.take(limit) : { text: piece, voice: head.voice };
  }

  /** The beginning of a text that may still go on: its whole sentences, or a part of one that is too long anyhow. */
  private readable(text: string, limit: TextLimit): string {
    const sentences = wholeSentences(text);
    if (sentences.trim() !== '') return sentences;
    const pieces = splitText(text, limit);
    return pieces.length > 1 ? (pieces[0] as string) : '';
  }
}
