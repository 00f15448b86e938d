import { expect, test } from 'vitest';
import { cutEverywhere, deltasOf, eventsOf, inEveryLineEnding, run } from '../../support/stream-cuts.js';
import { describeRecorded, listRecordings, readRecording } from '../../support/recordings.js';

const protocol = 'application';
const folder = 'responses-batch';

/** An answer or a packet, as far as it is compared. */
interface Body {
  output: {
    text: string;
    session_id: string;
    thoughts?: { action_type: string; thought?: string }[] | null;
    doc_references?: { index_id: string }[] | null;
  };
  usage: { models?: { input_tokens: number; output_tokens: number }[] };
}

describeRecorded('recorded and documented answers of applications', () => {
  const isAnswer = (name: string) => /^application-.*-nosse\.response\.body\.txt$/.test(name);
  const bodies = [
    ...listRecordings(`${folder}/application`)
      .filter(isAnswer)
      .map((name) => `${folder}/application/${name}`),
    `${folder}/doc-samples/application-completion-agent2.01.json`,
    `${folder}/doc-samples/application-completion-agent2.02.json`,
    `${folder}/doc-samples/application-completion.02.json`,
  ];

  test.each(bodies)('%s decodes to what it has, cut at every byte', async (path) => {
    const text = readRecording(path);
    const { output, usage } = JSON.parse(text) as Body;
    const outcome = await run([text], { protocol });
    const events = eventsOf(outcome);
    const steps = output.thoughts ?? [];
    const thinking = steps.flatMap(({ action_type: type, thought }) => (type === 'reasoning' ? [thought] : []));
    expect(deltasOf(events, 'text').join('')).toBe(output.text);
    expect(deltasOf(events, 'reasoning').join('')).toBe(thinking.join('\n\n'));
    const others = steps.filter(({ action_type: type }) => type !== 'reasoning');
    const [model] = usage.models ?? [];
    expect(events.at(-1)).toMatchObject({
      reason: 'stop',
      usage: model === undefined ? {} : { inputTokens: model.input_tokens, outputTokens: model.output_tokens },
      metadata: { sessionId: output.session_id, ...(others.length > 0 && { thoughts: others }) },
    });
    const [bytes] = inEveryLineEnding(text);
    await cutEverywhere(bytes!, outcome, { protocol });
  });

  test('a recorded stream decodes to the text and the references of its packets, cut at every byte', async () => {
    const text = readRecording(`${folder}/application/application-single-generation-text-sse.response.body.txt`);
    const packets = text
      .split('\n')
      .filter((line) => line.startsWith('data:'))
      .map((line) => JSON.parse(line.slice('data:'.length)) as Body);
    const outcome = await run([text], { protocol });
    const events = eventsOf(outcome);
    expect(deltasOf(events, 'text')).toEqual(packets.map(({ output }) => output.text).filter(Boolean));
    const last = packets.at(-1)!;
    expect(events.at(-1)).toMatchObject({
      reason: 'stop',
      metadata: { docReferences: last.output.doc_references, sessionId: last.output.session_id },
    });
    await cutEverywhere(new TextEncoder().encode(text), outcome, { protocol });
  });
});
