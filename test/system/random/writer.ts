import type { Fault, Move, Script, Style } from './script.js';

/** Writes a script as the chunks of its protocol. */
export function write(script: Script): object[] {
  const writer = new Writer(script);
  return script.style.wire === 'native' ? writer.native() : writer.compatible();
}

type Fields = Record<string, unknown>;

const annotations = [{ type: 'audio_info', language: 'en' }];

/** JSON with keys that would reach a prototype. */
const dangerous = { ['__proto__']: { content: 'no' }, constructor: { prototype: { content: 'no' } } };
const harmless = { constructor: null, toString: 'no', hasOwnProperty: 1 };

class Writer {
  private readonly style: Style;
  private readonly script: Script;
  private readonly seen = new Map<number, number>();
  private soFar = '';
  private turn = 0;

  constructor(script: Script) {
    this.script = script;
    this.style = script.style;
  }

  compatible(): object[] {
    const { openers, repeatedEnds, usageIn } = this.style;
    const alive = { id: 'keepalive', model: 'keepalive', created: 0 };
    const chunks = [
      ...Array.from({ length: openers }, () => this.chunk({}, {}, alive)),
      this.chunk({ role: 'assistant', content: '' }),
      ...this.script.moves.map((move) => this.move(move)),
      ...this.replays(),
    ];
    if (this.script.fault !== undefined) return [...chunks, this.fault(this.script.fault)];
    const end = () =>
      this.chunk(
        this.style.wire === 'repeating' ? { content: this.soFar } : {},
        { finish_reason: this.script.reason },
        usageIn === 'the last chunk' ? { usage: this.usage() } : {},
      );
    chunks.push(end());
    for (let count = 0; count < repeatedEnds; count += 1) chunks.push(end());
    const own = () => ({ ...this.chunk({}), choices: [], usage: this.usage() });
    if (usageIn === 'a separate chunk') chunks.push(own(), ...(repeatedEnds > 1 ? [own()] : []));
    return chunks;
  }

  native(): object[] {
    const { repeatedEnds, outerReason } = this.style;
    const packets = [...this.script.moves.map((move) => this.move(move)), ...this.replays()];
    const { reason, fault } = this.script;
    if (fault !== undefined) return [...packets, this.fault(fault)];
    const end = () =>
      outerReason
        ? this.packet({ content: '' }, { finish_reason: null }, { finish_reason: reason })
        : this.packet({ content: '' }, { finish_reason: reason });
    packets.push(end());
    for (let count = 0; count < repeatedEnds; count += 1) packets.push(end());
    return packets;
  }

  private fault({ place, status, message }: Fault): Fields {
    if (place === 'error_finish') return this.message({ content: message }, { finish_reason: 'error_finish' });
    // The framing makes an error frame of what has a status.
    if (place === 'frame') return { status, code: 'Unknown', message, request_id: 'chatcmpl-1' };
    return { error: { message, code: status, type: 'x' } };
  }

  private chunk(delta: Fields, choice: Fields = {}, head: Fields = {}): Fields {
    return this.guarded({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1_770_000_000,
      model: 'qwen-plus',
      choices: [this.guarded({ index: 0, delta: this.guarded(delta), finish_reason: null, logprobs: null, ...choice })],
      usage: this.style.usageIn === 'every chunk' ? this.usage() : null,
      ...head,
    });
  }

  private packet(message: Fields, choice: Fields = {}, output: Fields = {}): Fields {
    return this.guarded({
      output: this.guarded({
        choices: [
          this.guarded({ finish_reason: 'null', message: this.guarded({ role: 'assistant', ...message }), ...choice }),
        ],
        ...output,
      }),
      usage: this.style.usageIn === 'none' ? {} : this.usage(),
      request_id: 'chatcmpl-1',
    });
  }

  private guarded(fields: Fields): Fields {
    this.turn += 1;
    if (!this.style.reserved) return fields;
    return this.turn % 2 === 0 ? { ...fields, ...harmless } : withOwn(fields);
  }

  private usage(): Fields {
    const [input, output, total, cached, thinking] = this.script.usage;
    const native = this.style.wire === 'native';
    return {
      [native ? 'input_tokens' : 'prompt_tokens']: input,
      [native ? 'output_tokens' : 'completion_tokens']: output,
      total_tokens: total,
      prompt_tokens_details: { cached_tokens: cached },
      [native ? 'output_tokens_details' : 'completion_tokens_details']: { reasoning_tokens: thinking },
    };
  }

  private message(message: Fields, choice: Fields = {}): Fields {
    return this.style.wire === 'native' ? this.packet(message, choice) : this.chunk(message, choice);
  }

  private move(move: Move): Fields {
    const { parts, thoughtsField, wire } = this.style;
    const content = (text: string) => (parts && wire !== 'repeating' ? [{ type: 'text', text }] : text);
    switch (move.kind) {
      case 'text':
        this.soFar += move.text;
        return this.message({
          content: content(wire === 'repeating' ? this.soFar : move.text),
          reasoning_content: null,
        });
      case 'thoughts':
        return this.message({ content: '', [wire === 'native' ? 'reasoning_content' : thoughtsField]: move.text });
      case 'alternative':
        return this.message({ content: content(move.text) }, { index: move.index });
      case 'silence':
        return this.message(wire === 'repeating' ? { content: this.soFar } : { content: null, tool_calls: [] });
      case 'annotations':
        return this.message({ annotations });
      case 'call':
        return this.message({ content: null, tool_calls: [this.fragment(move)] });
    }
  }

  private fragment({ call, text, first }: Move & { kind: 'call' }): Fields {
    const { calls: style, everywhere } = this.style;
    const place = this.seen.get(call) ?? 0;
    this.seen.set(call, place + 1);
    const { name } = this.script.calls[call]!;
    const id = `call_${call}`;
    const ids: Record<typeof style, unknown> = {
      'index and id': first || everywhere ? id : '',
      index: '',
      id,
      order: undefined,
      'new ids': `${id}_${place}`,
      'one index': first || everywhere ? id : '',
      'late ids': place > 0 ? id : '',
      bare: call === 0 && first ? id : undefined,
    };
    const index = this.indexOf(call, first);
    const named = style === 'bare' ? call === 0 && first : first || (everywhere && style !== 'order');
    return {
      index,
      id: ids[style],
      type: 'function',
      function: {
        ...(named && { name: first ? ` ${name}\n` : name }),
        arguments: text,
      },
    };
  }

  private indexOf(call: number, first: boolean): number | undefined {
    const { calls: style, everywhere, firstIndex, strays, parallel } = this.style;
    if (style === 'id' || style === 'order') return undefined;
    if (style === 'one index' || style === 'bare') return 0;
    // Only a fragment with neither name nor id can be known for a stray, and only where the first call is whole.
    const whole = this.script.calls[0]!.pieces.some(opens);
    const stray =
      strays && whole && !first && !everywhere && !parallel && (style === 'index' || style === 'index and id');
    return firstIndex + (stray ? 0 : call);
  }

  /** Some servers send a call once more when it is whole. */
  private replays(): Fields[] {
    const { replay, calls, wire } = this.style;
    if (!replay || wire === 'repeating' || calls !== 'index and id') return [];
    return this.script.calls.flatMap(({ name, arguments: json, pieces }, call) => {
      if (!pieces.some(opens)) return [];
      const again = { index: this.style.firstIndex + call, id: `call_${call}`, function: { name, arguments: json } };
      return [this.message({ tool_calls: [again] })];
    });
  }
}

const opens = (piece: unknown) => typeof piece === 'string' && piece.startsWith('{');

/** A key of the name `__proto__` is one of the object's own only where it is computed. */
function withOwn(fields: Fields): Fields {
  const copy = { ...fields, constructor: dangerous.constructor };
  return Object.defineProperty(copy, '__proto__', { value: { content: 'no' }, enumerable: true });
}

/** The lines of a stream. */
export interface Framing {
  ending: '\n' | '\r\n';
  comments: boolean;
  done: number;
  /** The part of the end that is left out. */
  end: 'nothing' | 'blank line' | 'line end';
}

/** The bytes of a stream of these chunks. */
export function toBytes(
  chunks: readonly object[],
  wire: Style['wire'],
  { ending, comments, done, end }: Framing,
): Uint8Array {
  const events = chunks.map((chunk, place) => {
    const data = JSON.stringify(chunk);
    const { status } = chunk as { status?: number };
    if (status !== undefined) return ['event:error', `:HTTP_STATUS/${status}`, `data:${data}`];
    if (wire === 'native') return [`id:${place + 1}`, 'event:result', ':HTTP_STATUS/200', `data:${data}`];
    return comments ? [': keep-alive', '', `data: ${data}`] : [`data: ${data}`];
  });
  if (wire !== 'native') for (let count = 0; count < done; count += 1) events.push(['data: [DONE]']);
  const text = events.map((lines) => [...lines, '', ''].join(ending)).join('');
  const left = { nothing: 0, 'blank line': ending.length, 'line end': 2 * ending.length }[end];
  return new TextEncoder().encode(text.slice(0, text.length - left));
}
