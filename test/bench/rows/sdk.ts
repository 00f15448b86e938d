import { expectSame } from '../contestants.js';
import { againstBest, namesOf, type Row } from '../findings.js';
import { prose, textStream } from '../payloads.js';
import { streamFetch } from '../fetches.js';
import { interleave, type Case } from '../statistics.js';

type StreamText = (options: { model: unknown; prompt: string }) => { textStream: AsyncIterable<string> };

export const sdk: Row = {
  id: 'stream-text',
  async measure({ contestants, quick }) {
    const module = 'ai';
    const { streamText } = (await import(module)) as { streamText: StreamText };
    const payload = textStream(prose(quick ? 500 : 5_000));
    const cases = contestants
      .filter(({ side, specifier }) => side === 'V1' || (side === 'ours' && !specifier.includes('/')))
      .map(({ name, chat }): Case => {
        const model = chat(streamFetch(payload.buffers));
        return {
          name,
          async run() {
            let text = '';
            for await (const delta of streamText({ model, prompt: 'What is left?' }).textStream) text += delta;
            expectSame(name, text, payload.content);
          },
        };
      });
    const samples = await interleave(cases, quick ? 3 : 7);
    const values = againstBest(samples, namesOf(contestants, 'V1'));
    const work = 'streamText of ai 4 from end to end: CPU, against the best V1 peer';
    return [{ row: this.id, work, unit: '×', values, goal: 0.7 }];
  },
};
