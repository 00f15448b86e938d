import decodeOpus from '@audio/decode-opus';
import { experimental_generateSpeech as generate4 } from 'ai';
import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen, type QwenSpeechMetadata } from 'ai-sdk-qwen/ai7';
import { generateSpeech } from 'ai7';
import { describe, expect, test } from 'vitest';
import { checksum, createOggChain, pagesOf, secondsOfOpus } from '../../src/speech/ogg.js';
import { formatOf, readSound } from '../../src/speech/sound.js';
import { checksumOf, opusFile, samplesHeard } from '../support/opus.js';
import { failureOf } from '../support/recorder.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

const sentence = 'A sentence of the story is spoken by a request and is long enough to stand in it, as it does here. ';
const framesOf = (piece: number) => 20 + 7 * piece;
const link = 'https://dashscope-result-bj.oss-cn-beijing.aliyuncs.com/';

/** A service whose answers are Opus files, all with the same serial number. */
function connect(fileOf: (piece: number) => Uint8Array = (piece) => opusFile(framesOf(piece))) {
  let asked = 0;
  const fetch: typeof globalThis.fetch = async (url, init) => {
    if (String(url).startsWith(link)) return new Response(fileOf(Number(/(\d+)\.opus/.exec(String(url))![1])) as never);
    const piece = asked;
    asked += 1;
    const last = { output: { finish_reason: 'stop', audio: { data: '', url: `${link}${piece}.opus` } } };
    if (!new Headers(init?.headers).has('x-dashscope-sse')) return Response.json(last);
    const bytes = Buffer.from(fileOf(piece));
    const events: object[] = [];
    for (let place = 0; place < bytes.length; place += 50) {
      const data = bytes.subarray(place, place + 50).toString('base64');
      events.push({ output: { finish_reason: 'null', audio: { data } } });
    }
    return new Response([...events, last].map((event) => `data:${JSON.stringify(event)}\n\n`).join(''));
  };
  return { apiKey: 'sk-test', region: 'beijing', fetch } as const;
}

/** Checks that a file has links of Ogg with serial numbers and checksums of their own, and that a decoder hears them all. */
async function checkLinks(file: Uint8Array, frames: readonly number[]): Promise<void> {
  const pages = pagesOf(file);
  expect(pages.at(-1)!.end).toBe(file.length);
  expect(new Set(pages.map(({ serial }) => serial)).size).toBe(frames.length);
  for (const { start, end } of pages) {
    const page = Buffer.from(file.subarray(start, end));
    const told = page.readUInt32LE(22);
    page.writeUInt32LE(0, 22);
    expect(checksumOf(page)).toBe(told);
  }
  const { channelData, sampleRate } = await decodeOpus(file);
  expect(sampleRate).toBe(48_000);
  expect(channelData[0]!.length).toBe(frames.reduce((sum, count) => sum + samplesHeard(count), 0));
}

const call = { outputFormat: 'opus', voice: 'longanyang', text: sentence.repeat(3).trim() };

describe('Opus', () => {
  test.each([
    ['4', generate4 as never, createQwen4 as never],
    ['7', generateSpeech, createQwen],
  ] as [string, typeof generateSpeech, typeof createQwen][])(
    'the pieces of a long text are links of one file in AI SDK %s, and last as long as all of them',
    async (_name, generate, create) => {
      const model = create(connect()).speech('cosyvoice-v3-flash');
      const { audio, warnings, providerMetadata } = await generate({ model, ...call });
      const frames = [0, 1, 2].map(framesOf);
      await checkLinks(audio.uint8Array, frames);
      const { format, mediaType, durationInSeconds, pieces } = (
        providerMetadata as unknown as { qwen: QwenSpeechMetadata }
      ).qwen;
      expect([format, mediaType]).toEqual(['opus', 'audio/ogg']);
      expect(pieces.map((piece) => piece.durationInSeconds)).toEqual(frames.map((n) => samplesHeard(n) / 48_000));
      expect(durationInSeconds).toBeCloseTo(frames.reduce((sum, count) => sum + samplesHeard(count), 0) / 48_000, 5);
      expect(JSON.stringify(warnings)).toContain('some players stop after the first one of opus');
    },
  );

  test('one piece is the file that the service made', async () => {
    const { audio } = await generateSpeech({
      model: createQwen(connect()).speech('cosyvoice-v3-flash'),
      ...call,
      text: 'Hello.',
    });
    expect(audio.mediaType).toBe('audio/ogg');
    expect(Buffer.from(audio.uint8Array).equals(opusFile(framesOf(0)))).toBe(true);
  });

  test('the chunks of a stream are whole pages, and join to one file of links', async () => {
    const speech = createQwen(connect()).streamSpeech(call.text, { model: 'cosyvoice-v3-flash', ...call });
    const chunks: Uint8Array[] = [];
    for await (const { audio, format } of speech) {
      expect(format).toBe('opus');
      expect(pagesOf(audio).at(-1)!.end).toBe(audio.length);
      chunks.push(audio);
    }
    const frames = [0, 1, 2].map(framesOf);
    await checkLinks(Buffer.concat(chunks), frames);
    expect(speech.metadata!.pieces.map((piece) => piece.durationInSeconds)).toEqual(
      frames.map((count) => samplesHeard(count) / 48_000),
    );
  });

  test('a file with headers only is speech without sound', async () => {
    const model = createQwen(connect(() => opusFile(0))).speech('cosyvoice-v3-flash');
    expect(await failureOf(model.doGenerate({ ...call, text: 'Hello.' }))).toMatchObject({
      message: expect.stringContaining('without sound'),
      isRetryable: false,
    });
  });

  test('other sound in an Ogg file is not called opus', async () => {
    const vorbis = Buffer.from(opusFile(3));
    vorbis.write('\u0001vorbis ', 28, 'latin1');
    const model = createQwen(connect(() => vorbis)).speech('cosyvoice-v3-flash');
    const { audio, warnings, providerMetadata } = await model.doGenerate({ ...call, text: 'Hello.' });
    expect(Buffer.from(audio).equals(vorbis)).toBe(true);
    expect(providerMetadata.qwen).toMatchObject({ format: 'ogg', mediaType: 'audio/ogg' });
    expect(JSON.stringify(warnings)).toContain('opus was asked for, and the service sent ogg');
  });

  // Files of FLAC put one after the other are no file of FLAC (RFC 9639, section 8).
  test('pieces of FLAC are not joined', async () => {
    const flac = Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(40)]);
    const qwen = createQwen(connect(() => flac));
    const words = expect.stringContaining('do not join into one file (flac)');
    expect(await failureOf(qwen.speech('cosyvoice-v3-flash').doGenerate(call))).toMatchObject({ message: words });
    const speech = createQwen(connect(() => flac)).streamSpeech(call.text, { model: 'cosyvoice-v3-flash', ...call });
    const listen = async () => {
      for await (const { format } of speech) expect(format).toBe('flac');
    };
    expect(await failureOf(listen())).toMatchObject({ message: words });
  });
});

/** A file whose last page says after how many samples it ends. */
function endingAt(samples: bigint): Buffer {
  const file = Buffer.from(opusFile(20));
  file.writeBigInt64LE(samples, pagesOf(file).at(-1)!.start + 6);
  return file;
}

describe('a length that the file cannot have', () => {
  // A packet of Opus holds at most 120 ms (RFC 6716, section 3.2.5): 22 packets are 126,720 samples.
  test.each([2n ** 62n, 2n ** 40n, 126_721n])('a position of %i samples leaves the length unknown', async (samples) => {
    expect(secondsOfOpus(endingAt(samples))).toBeUndefined();
    const qwen = createQwen(connect((piece) => (piece === 1 ? endingAt(samples) : opusFile(20))));
    const { audio, providerMetadata } = await qwen.speech('cosyvoice-v3-flash').doGenerate(call);
    const { durationInSeconds, pieces } = providerMetadata.qwen as unknown as QwenSpeechMetadata;
    expect(durationInSeconds).toBeUndefined();
    const known = samplesHeard(20) / 48_000;
    expect(pieces.map((piece) => piece.durationInSeconds)).toEqual([known, undefined, known]);
    expect(pagesOf(audio as Uint8Array).at(-1)!.end).toBe(audio.length);
  });

  test('a stream leaves it unknown as well', async () => {
    const qwen = createQwen(connect(() => endingAt(2n ** 62n)));
    const speech = qwen.streamSpeech('Hello.', { model: 'cosyvoice-v3-flash', ...call });
    for await (const chunk of speech) void chunk;
    expect(speech.metadata!.pieces.map((piece) => piece.durationInSeconds)).toEqual([undefined]);
  });

  test('a length that the packets can have is believed', () => {
    expect(secondsOfOpus(endingAt(126_720n))).toBe((126_720 - 312) / 48_000);
  });

  // A lace of 255 continues its packet (RFC 3533, section 6), so that this file has a packet fewer.
  test('a packet with several laces counts once', () => {
    const file = endingAt(126_720n);
    file[pagesOf(file).at(-1)!.start + 27] = 255;
    expect(secondsOfOpus(Buffer.concat([file, Buffer.alloc(252)]))).toBeUndefined();
  });
});

describe('Ogg', () => {
  // The check value of a CRC-32 of this polynomial that begins with 0 and reflects nothing.
  test('the checksum is that of the RFC', () => {
    expect(checksum(Buffer.from('123456789'))).toBe(0x89a1_897f);
  });

  test('serial numbers that differ are kept, also the highest one', () => {
    const nextLink = createOggChain();
    const numbers = [7, 8, 7, 0xffff_ffff, 0xffff_ffff].map(
      (serial) => pagesOf(nextLink()(opusFile(3, serial)))[0]!.serial,
    );
    expect(numbers).toEqual([7, 8, 9, 0xffff_ffff, 0]);
  });

  test('a file that is cut anywhere is read up to its last whole page', () => {
    const file = opusFile(25);
    for (let length = 0; length < file.length; length += 1) {
      const cut = file.subarray(0, length);
      expect(pagesOf(cut).every(({ end }) => end <= length)).toBe(true);
      expect(secondsOfOpus(cut)!).toBeLessThanOrEqual(secondsOfOpus(file)!);
    }
    expect(formatOf(file)).toBe('opus');
    expect(readSound(opusFile(0), 24_000)).toBeUndefined();
  });
});
