import { expect, test } from 'vitest';
import { encodings } from '../../support/encodings.js';
import { chat } from '../../support/emulator-requests.js';
import { inspect } from '../../support/inspected-emulator.js';

const key = 'sk-0123456789abcdef0123456789abcdef';

/** Everything that the inspector says about its calls. */
async function allOf({ calls, detail, copy }: Awaited<ReturnType<typeof inspect>>): Promise<string> {
  const ids = (await calls()).map(({ id }) => id);
  const texts = await Promise.all(
    ids.flatMap((id) => [detail(id).then((call) => JSON.stringify(call)), copy(id, 'curl'), copy(id, 'vitest')]),
  );
  return [JSON.stringify(await calls()), ...texts].join('\n');
}

test('the key of a caller is shown nowhere, even where the call repeats it', async () => {
  const inspected = await inspect();
  const { ask, url } = inspected;
  const question = chat({ user: key, [key]: 1, messages: [{ role: 'user', content: `My key is ${key}. ${key}?` }] });
  await ask(question, { key, headers: { 'x-dashscope-note': key } });
  await ask({ ...question, stream: true }, { key });
  await fetch(`${url}/api/v1/tasks/${key}?api_key=${key}`, {
    headers: { authorization: `Bearer ${key}`, cookie: key },
  });
  const shown = await allOf(inspected);
  expect(shown).toContain('My key is sk-***.');
  expect(shown).not.toContain(key);
  expect(shown).not.toContain('0123456789abcdef');
});

test('the values of headers that may be secret are shown nowhere, however an answer spells them', async () => {
  const inspected = await inspect();
  const secret = 'gateway/+"&9876543210=';
  const spelled = Object.values(encodings).map((spell) => spell(secret));
  inspected.emulator.answerNext({ text: spelled.join(' | ') });
  inspected.emulator.answerNext({ deltas: spelled });
  const headers = { 'x-gateway-credential': secret, 'x-some-name': `JWT ${secret}`, 'x-title': 'Reader of books' };
  await inspected.ask(chat({ user: secret }), { headers });
  await inspected.ask(chat({ stream: true }), { headers });
  const shown = await allOf(inspected);
  expect(shown).toContain('Reader of books');
  for (const text of [secret, ...spelled]) expect(shown).not.toContain(JSON.stringify(text).slice(1, -1));
});

test('a key that a stream repeats in pieces is shown in none of them', async () => {
  const inspected = await inspect();
  const pieces = ['It is sk-spl', 'it-ove', 'r-pie', 'ces, and that -ove'];
  inspected.emulator.answerNext({ deltas: pieces });
  await inspected.ask(chat({ stream: true }), { key: 'sk-split-over-pieces' });
  const { chunkList, answer, responseBody } = await inspected.detail(1);
  expect(chunkList.filter(({ kind }) => kind === 'text').map(({ piece }) => piece)).toEqual([
    'It is sk-***',
    '',
    '',
    ', and that -ove',
  ]);
  expect(answer.text).toBe('It is sk-***, and that -ove');
  expect(responseBody).not.toContain('sk-spl');
  expect(responseBody).not.toContain('it-ove');
  expect(responseBody).toContain(', and that -ove');
});

test('keys are hidden in a second piece, in a row, and at the ends', async () => {
  const inspected = await inspect();
  const deltas = ['sk-', 'key', '1', 'sk-key1sk-k', 'ey1.', 'No key. sk-key', '1'];
  inspected.emulator.answerNext({ deltas });
  await inspected.ask(chat({ stream: true }), { key: 'sk-key1' });
  const { chunkList, answer } = await inspected.detail(1);
  const pieces = chunkList.filter(({ kind }) => kind === 'text').map(({ piece }) => piece);
  expect(pieces).toEqual(['sk-***', '', '', 'sk-***sk-***', '.', 'No key. sk-***', '']);
  expect(answer.text).toBe(pieces.join(''));
});

test('a short or odd key breaks nothing', async () => {
  const inspected = await inspect();
  for (const odd of ['e', 'text', '(.*)+[', '"quoted"']) await inspected.ask(chat(), { key: odd });
  expect((await inspected.calls()).map(({ question, status }) => [question, status])).toEqual(
    Array.from({ length: 4 }, () => ['Hello there', 401]),
  );
  expect(await allOf(inspected)).not.toContain('(.*)+[');
});
