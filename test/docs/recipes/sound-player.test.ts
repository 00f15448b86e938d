import { expect, test, vi } from 'vitest';
import { createSoundPlayer } from '../../../examples/recipes/sound-player.js';

/** The few fields of an AudioContext that a player needs, and what it was told to play. */
function fakeContext() {
  const started: { samples: number[]; rate: number; at: number }[] = [];
  const context = {
    currentTime: 0,
    destination: {},
    createBuffer: (_channels: number, length: number, rate: number) => ({
      duration: length / rate,
      rate,
      samples: [] as number[],
      copyToChannel(values: Float32Array) {
        this.samples = [...values];
      },
    }),
    createBufferSource: () => ({
      buffer: undefined as unknown as { samples: number[]; rate: number },
      connect: vi.fn(),
      start(at: number) {
        started.push({ samples: this.buffer.samples, rate: this.buffer.rate, at });
      },
    }),
  };
  return { context, started };
}

const urlOf = (...samples: number[]) =>
  `data:audio/pcm;rate=24000;base64,${Buffer.from(Int16Array.from(samples).buffer).toString('base64')}`;

// Web Audio API: a source starts at the second of the context's clock that it is given.
test('pieces of a spoken answer are played one after the other, and a late one at once', () => {
  const { context, started } = fakeContext();
  const play = createSoundPlayer(context as unknown as AudioContext);
  const half = Array.from({ length: 12_000 }, () => 0);
  play(urlOf(...half));
  play(urlOf(16_384, -32_768));
  context.currentTime = 3;
  play(urlOf(0));
  expect(started.map(({ at }) => at)).toEqual([0, 0.5, 3]);
  expect(started[1]).toMatchObject({ samples: [0.5, -1], rate: 24_000 });
});
