import { callOf, expectSame, type ChatModel } from '../contestants.js';
import { floor, multiples, type Bench, type Row } from '../findings.js';
import { floorAnswer } from '../floors.js';
import { prose, wholeAnswer } from '../payloads.js';
import { jsonFetch } from '../fetches.js';
import { interleave, type Case } from '../statistics.js';

const answer = 'Water, small crabs, and a piece of the sky.';
const wholeText = wholeAnswer(answer);
const answering = jsonFetch(() => wholeText);

async function expectAnswer(name: string, model: ChatModel, call: object): Promise<void> {
  const { text, content } = await model.doGenerate(call);
  expectSame(name, text ?? content?.find(({ type }) => type === 'text')?.text ?? '', answer);
}

/** A conversation of this number of messages, each of some sentences; every tenth question has a tool answer it. */
function conversation(length: number): object[] {
  const sentences = prose(60);
  const messages: object[] = [];
  for (let turn = 0; messages.length < length; turn += 1) {
    const text = `${turn}. ${sentences.slice(turn % 20, 20 + (turn % 40)).join('')}`;
    messages.push({ role: 'user', content: [{ type: 'text', text }] });
    if (turn % 10 === 5) messages.push(...toolTurn(turn));
    messages.push({ role: 'assistant', content: [{ type: 'text', text: `You said: ${text}` }] });
  }
  return messages.slice(0, length - 1).concat({ role: 'user', content: [{ type: 'text', text: 'And then?' }] });
}

/** A call and its result; `args` and `result` are V1's words, `input` and `output` those of V4. */
function toolTurn(turn: number): object[] {
  const call = { toolCallId: `call_${turn}`, toolName: 'tide' };
  const args = { place: 'Pool 7', hour: turn };
  const value = { height: turn / 10, rising: true };
  return [
    { role: 'assistant', content: [{ type: 'tool-call', ...call, args, input: args }] },
    {
      role: 'tool',
      content: [{ type: 'tool-result', ...call, result: value, output: { type: 'json', value } }],
    },
  ];
}

/** The request body that this package sends for a call. */
async function bodyOf({ contestants }: Bench, call: object): Promise<unknown> {
  let sent = '';
  const fetch = jsonFetch((body) => {
    sent = body;
    return wholeText;
  });
  await contestants[0]?.chat(fetch).doGenerate(call);
  return JSON.parse(sent);
}

export const generate: Row = {
  id: 'generate',
  async measure(bench) {
    const call = callOf(conversation(200));
    const body = await bodyOf(bench, call);
    const times = bench.quick ? 20 : 1_000;
    const repeated = (name: string, run: () => unknown): Case => ({
      name,
      async run() {
        for (let time = 0; time < times; time += 1) await run();
      },
    });
    const base = 'stringify and parse';
    const samples = await interleave(
      [
        repeated(base, () => JSON.stringify(body).length + Object.keys(JSON.parse(wholeText)).length),
        repeated(floor, () => floorAnswer(answering, body)),
        ...bench.contestants.map(({ name, chat }) => {
          const model = chat(answering);
          return repeated(name, () => expectAnswer(name, model, call));
        }),
      ],
      bench.quick ? 3 : 11,
    );
    const work = 'doGenerate, 200 messages: CPU, against JSON.stringify and JSON.parse of its bodies';
    return [{ row: this.id, work, unit: '×', values: multiples(samples, base), goal: 2.2 }];
  },
};
