import type { AskedCall, ScriptedAnswer } from '../../src/emulator/index.js';

const mark = '\n\n*Written beforehand for the emulator: no model answered.*';

/** Answers to what the apps propose, so that an app without a key shows what an answer can be. */
const answers: Record<string, ScriptedAnswer> = {
  'Compare three green teas in a table': {
    text: `Three green teas of China, side by side:

| Tea | From | Taste | Water |
| --- | --- | --- | --- |
| **Longjing** | Hangzhou, Zhejiang | chestnut, sweet | 80 °C |
| **Biluochun** | Suzhou, Jiangsu | fruit, flowers | 75 °C |
| **Huangshan Maofeng** | Mount Huang, Anhui | orchid, fresh | 85 °C |

To begin with:

1. Take **Longjing**: it forgives water that is too hot.
2. Use 3 g of leaves for 150 ml.
3. Pour again two or three times: the second pour is often the best.${mark}`,
  },
  'Write a debounce function in TypeScript': {
    text: `This waits until the calls have stopped for a moment:

\`\`\`ts
/** Calls \`action\` once, when there has been no call for \`delay\` milliseconds. */
export function debounce<Args extends unknown[]>(action: (...args: Args) => void, delay: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (...args: Args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), delay);
  };
}
\`\`\`

Use it for \`input\` events:

- the **last** call wins, with its own arguments
- nothing runs while the user is still typing
- call \`clearTimeout\` yourself when the component goes${mark}`,
  },
  'How many squares are on a chess board?': {
    reasoning: `The quick answer is 64, but larger squares count as well.
A square of side n can stand in 9 - n places along each edge, so there are (9 - n)² of them.
Together: 1 + 4 + 9 + 16 + 25 + 36 + 49 + 64 = 204.`,
    text: `There are **204** squares of all sizes.

Of side 1 there are 64, of side 2 there are 49, and so on down to a single one of side 8: 64 + 49 + … + 1 = 204.${mark}`,
  },
  'Is the Danube longer than the Rhine?': {
    reasoning: 'I need the length of each river from a page, and then the difference.',
    items: [
      {
        type: 'web_search_call',
        action: {
          type: 'search',
          query: 'length of the Danube and of the Rhine',
          sources: [
            { type: 'url', url: 'https://www.example.com/rivers/danube' },
            { type: 'url', url: 'https://example.org/rivers/rhine' },
          ],
        },
      },
      {
        type: 'web_extractor_call',
        urls: ['https://www.example.com/rivers/danube', 'https://example.org/rivers/rhine'],
        goal: 'The length of the river',
        output: 'The Danube is 2,850 km long. The Rhine is 1,230 km long.',
      },
      { type: 'code_interpreter_call', code: 'print(2850 - 1230)', outputs: [{ type: 'logs', logs: '1620\n' }] },
    ],
    text: `Yes, by **1,620 km**: the Danube is 2,850 km long, the Rhine 1,230 km.${mark}`,
  },
  'What is new on the ferries of Hong Kong?': {
    text: `Three things, by the pages that were found:

- The first electric ferries cross the harbour.[ref_1]
- Boats between Central and Mui Wo leave more often on Sundays.[ref_2]
- Old piers become places to eat and to sit by the water.[ref_1][ref_3]${mark}`,
    sources: [
      { title: 'Electric ferries on trial in the harbour', url: 'https://example.com/electric-ferries' },
      { title: 'Timetables of the outlying islands', url: 'https://example.org/timetables' },
      { title: 'What becomes of the old piers', url: 'https://example.net/piers' },
    ],
  },
};

/** The answer that is written beforehand for a question; undefined leaves it to the emulator. */
export function cannedAnswer({ text, toolResults }: AskedCall): ScriptedAnswer | undefined {
  if (toolResults.length === 0) return answers[text.trim()];
  return toolResults.at(-1)?.includes('"picture"') ? { text: `Here it is.${mark}` } : undefined;
}
