import { describe, expect, test } from 'vitest';
import { createFraming, maxEventSize, type StreamRecord } from '../../src/http/sse.js';

/** A framing that returns the records of each text. */
function collecting() {
  let records: StreamRecord[] = [];
  const framing = createFraming((record) => records.push(record));
  const taken = () => {
    const found = records;
    records = [];
    return found;
  };
  return {
    push(text: string) {
      framing.push(text);
      return taken();
    },
    end() {
      framing.end();
      return taken();
    },
    overflowed: () => framing.overflowed(),
  };
}

function frame(...pieces: string[]): StreamRecord[] {
  const framing = collecting();
  return [...pieces.flatMap((piece) => framing.push(piece)), ...framing.end()];
}

const data = (...texts: string[]) => texts.map((text) => expect.objectContaining({ data: text }));

describe('the lines of a stream', () => {
  for (const [name, ending] of [
    ['\\n', '\n'],
    ['\\r\\n', '\r\n'],
    ['\\r', '\r'],
  ] as const) {
    test(`the lines of a stream may end in ${name}, cut at every character`, () => {
      const stream = ['event: a', 'data: 1', 'data: 2', '', ':HTTP_STATUS/429', 'data:3', '', ''].join(ending);
      const records = [
        { event: 'a', data: '1\n2', status: undefined },
        { event: undefined, data: '3', status: 429 },
      ];
      expect(frame(stream)).toEqual(records);
      expect(frame(...stream)).toEqual(records);
      for (let cut = 0; cut <= stream.length; cut += 1) {
        expect(frame(stream.slice(0, cut), stream.slice(cut))).toEqual(records);
      }
    });
  }

  test('the lines of a stream may end in all three in one stream, cut at every character', () => {
    const stream = 'data: 1\r\n\r\ndata: 2\n\ndata: 3\r\rdata: 4\r\n\ndata: 5\r\r\ndata: 6\n\r';
    const records = data('1', '2', '3', '4', '5', '6');
    expect(frame(stream)).toEqual(records);
    expect(frame(...stream)).toEqual(records);
    for (let cut = 0; cut <= stream.length; cut += 1) {
      expect(frame(stream.slice(0, cut), '', stream.slice(cut))).toEqual(records);
    }
  });

  test('the lines of a stream end in two characters once, wherever those are cut', () => {
    expect(frame('data: 1\r', '\n', 'data: 2\r', '', '\ndata: 3\r\n')).toEqual(data('1\n2\n3'));
  });

  test('the lines of a stream may lack the blank line at the end, or every line ending', () => {
    for (const end of ['', '\n', '\r', '\r\n', '\n\n', '\r\n\r\n']) {
      expect(frame(`data: 1\n\ndata: 2${end}`)).toEqual(data('1', '2'));
    }
  });

  test('the lines of a stream may be of unknown fields, ids, retry times and comments, which are passed over', () => {
    expect(frame('id: 7\nretry: 10\nretry: soon\nfoo: bar\nfoo\n: ping\n:\ndata: 1\nevents: x\n\n')).toEqual(data('1'));
  });

  // https://github.com/ggml-org/llama.cpp/pull/16109, https://github.com/lemonade-sdk/lemonade/pull/2975
  test('the lines of a stream may hold an error in a field of that name, or without a field', () => {
    const error = '{"error":{"code":400,"message":"The context is full."}}';
    expect(frame(`data: 1\n\nerror: ${error}\n\ndata: [DONE]\n\n`)).toEqual([
      { data: '1', event: undefined, status: undefined },
      { event: 'error', data: ` ${error}`, status: undefined },
      { data: '[DONE]', event: undefined, status: undefined },
    ]);
    expect(frame(`data: 1\n\n${error}`)).toEqual(data('1', error));
  });

  test('the lines of a stream without data make no record', () => {
    expect(frame(': keep-alive\n\nevent: ping\n\nid: 1\n\n')).toEqual([]);
  });

  test('the lines of a stream need no space after the colon, and lose only one', () => {
    expect(frame('data:1\n\ndata:  2\n\ndata\n\n')).toEqual(data('1', ' 2', ''));
  });
});

describe('the status of an event', () => {
  test('the status of an event stands in a comment before the data, with or without a space', () => {
    expect(frame('id:1\nevent:error\n:HTTP_STATUS/400\ndata:{}\n\n')).toEqual([
      { event: 'error', data: '{}', status: 400 },
    ]);
    expect(frame(': HTTP_STATUS/503 \ndata:{}\n\n')[0]?.status).toBe(503);
    expect(frame(':  HTTP_STATUS/503\ndata:{}\n\n')[0]?.status).toBe(503);
    expect(frame(':HTTP_STATUS/5030\ndata:{}\n\n')[0]?.status).toBeUndefined();
  });

  test('the status of an event may stand in a field, or in a comment that has lost its colon', () => {
    expect(frame('event:error\nstatus:429\ndata:{}\n\n')[0]?.status).toBe(429);
    expect(frame('event:error\nHTTP_STATUS/429 TOO_MANY_REQUESTS\ndata:{}\n\n')[0]?.status).toBe(429);
  });

  test('the status of an event holds for only that event', () => {
    expect(frame(':HTTP_STATUS/400\ndata:1\n\ndata:2\n\n').map(({ status }) => status)).toEqual([400, undefined]);
  });

  test('the status of an event is not read out of other comments', () => {
    expect(frame(': see HTTP_STATUS/400\n: HTTP_STATUS/x\n: ping 500\ndata:1\n\n')[0]?.status).toBeUndefined();
  });
});

test('records come as soon as they are whole, whatever ends their lines', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const { push } = collecting();
    expect(push(`data: 1${end}${end}`)).toEqual(data('1'));
    expect(push(`data: 2${end}`)).toEqual([]);
    expect(push(end)).toEqual(data('2'));
    // Half of a line ending is one.
    expect(push(`data: 3${end}${end.slice(0, 1)}`)).toEqual(data('3'));
    expect(push(`${end.slice(1)}data: 4${end}${end}`)).toEqual(data('4'));
  }
  const framing = collecting();
  expect(framing.push('data: 1\n')).toEqual([]);
  expect(framing.push('\nda')).toEqual(data('1'));
  expect(framing.push('ta: 2\n\ndata: 3\n\n')).toEqual(data('2', '3'));
  expect(framing.end()).toEqual([]);
});

test('an event that is too long is reported; text before it is kept, and no more is read', () => {
  const framing = collecting();
  expect(framing.push('data: 1\n\ndata: ')).toEqual(data('1'));
  expect(framing.overflowed()).toBe(false);
  const piece = 'x'.repeat(maxEventSize / 8);
  for (let count = 0; count < 8; count += 1) expect(framing.push(piece)).toEqual([]);
  expect(framing.overflowed()).toBe(true);
  expect(framing.push('\n\ndata: 2\n\n')).toEqual([]);
  expect(framing.end()).toEqual([]);
});

test('an event that never ends is reported even if its lines end', () => {
  const framing = collecting();
  const line = `data: ${'x'.repeat(maxEventSize / 64)}\n`;
  let count = 0;
  for (; count < 100 && !framing.overflowed(); count += 1) expect(framing.push(line)).toEqual([]);
  expect(count).toBe(64);
});
