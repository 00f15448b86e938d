import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { bodyOf, frame, many, settle, times, type LongInput } from './streams.js';

/* Very long answers of the newer kinds: Responses, applications, speech, transcriptions. */

// Without the type, an answer that is asked for as a whole would not be read event by event.
const headers = { 'content-type': 'text/event-stream' };
const serving = (body: () => BodyInit) =>
  createQwen7({ apiKey: 'sk-0123456789', fetch: async () => new Response(body(), { headers }) });

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];

/** Reads an answer of a language model in both ways. */
async function both(id: 'responses' | 'application', texts: () => Iterable<string>): Promise<void> {
  const model = serving(() => bodyOf(texts()))[id](id === 'responses' ? 'qwen3.7-plus' : 'app');
  await settle(() => model.doGenerate({ prompt }));
  await settle(async () => {
    const { stream } = await model.doStream({ prompt });
    for await (const part of stream as unknown as AsyncIterable<unknown>) void part;
  });
}

const item = (fields: object, index = 0) =>
  frame({ type: 'response.output_item.done', output_index: index, item: fields });
const node = (id: unknown, content: string, type = 'End') =>
  frame({ request_id: '1', output: { workflow_message: { node_id: id, node_type: type, message: { content } } } });
const said = (text: string) => frame({ request_id: '1', output: { text, finish_reason: 'null' } });

const responses: Record<string, (index: number) => string> = {
  'calls of tools of the service': (index) => item({ id: `ws_${index}`, type: 'web_search_call', action: {} }, index),
  'items that nobody knows': (index) => item({ id: `x_${index}`, type: 'x' }, index),
  'messages without ids': (index) => item({ type: 'message', content: [{ text: 'x' }] }, index),
  'thinking in single characters': () => frame({ type: 'response.reasoning_text.delta', item_id: 'r', delta: 'x' }),
  'pieces of arguments before their item': () =>
    frame({ type: 'response.function_call_arguments.delta', item_id: 'f', delta: 'x' }),
};

const applications: Record<string, (index: number) => string> = {
  'nodes of a workflow': (index) => node(`n${index}`, 'x'),
  'nodes of a workflow that say nothing': (index) => node(`n${index}`, '', 'LLM'),
  'pieces of the text of a node': () => node('n', 'x'),
  'pieces of an object of a node': (index) => node('n', index === 0 ? '{"a":"' : '{}'),
  'nodes and texts in turn': (index) => (index % 2 === 0 ? node(`n${index}`, 'x') : said('x')),
  'steps of thinking': (index) =>
    frame({ request_id: '1', output: { thoughts: [{ action_type: 'reasoning', thought: `x${index}` }] } }),
  'passages of documents': (index) =>
    frame({ request_id: '1', output: { doc_references: [{ index_id: String(index), title: 'x' }] } }),
};

const audio = new Uint8Array();
const talk = { url: 'https://example.com/a.mp3' };
const long = 'a'.repeat(2_000_000);

const sounds: LongInput[] = [
  {
    name: 'speech in very many packets',
    async read() {
      const packet = (data: string, reason = 'null') => frame({ output: { audio: { data }, finish_reason: reason } });
      const body = () => bodyOf(times(many, () => packet('AAAA'), packet('AAAA', 'stop')));
      const text = 'Hi there. '.repeat(40);
      await settle(() => serving(body).speech('qwen3-tts-flash').doGenerate({ text }));
      await settle(async () => {
        for await (const chunk of serving(body).streamSpeech(text, { model: 'qwen3-tts-flash' })) void chunk;
      });
    },
  },
  {
    name: 'a transcript whose last sentence looks like its text',
    async read() {
      const sentence = { text: `${long.slice(1_000_000)}b`, sentence_end: true };
      const body = () => frame({ output: { text: long, sentence } });
      const model = serving(body).transcription('fun-asr-flash-2026-06-15', { ...talk, format: 'mp3' });
      await settle(() => model.doGenerate({ audio, mediaType: 'audio/mp3' }));
    },
  },
  {
    name: 'a transcript of very many languages',
    async read() {
      const sentences = Array.from({ length: 300_000 }, (_none, index) => ({ text: 'x', language: `l${index}` }));
      const qwen = createQwen7({
        apiKey: 'sk-0123456789',
        fetch: async (url) =>
          String(url).includes('results')
            ? Response.json({ transcripts: [{ text: 'x', sentences }] })
            : Response.json({
                output: {
                  task_id: 't',
                  task_status: 'SUCCEEDED',
                  results: [{ transcription_url: 'https://example.com/results/a.json' }],
                },
              }),
      });
      const { text } = await qwen.transcription('fun-asr', talk).doGenerate({ audio, mediaType: 'audio/mp3' });
      if (text !== 'x') throw new Error('The transcript was not read.');
    },
  },
];

const named = (kind: 'responses' | 'application', rows: Record<string, (index: number) => string>): LongInput[] =>
  Object.entries(rows).map(([name, make]) => ({
    name: `${kind}: very many ${name}`,
    read: () => both(kind, () => times(many, make)),
  }));

export const newerInputs: LongInput[] = [
  ...named('responses', responses),
  ...named('application', applications),
  ...sounds,
];
