import assert from 'node:assert/strict';

/** Where the emulator listens. */
export const url = process.env.EMULATOR_URL;
export const compatible = `${url}/compatible-mode/v1`;

/** What the emulator says by itself. */
export const self = 'This is the ai-sdk-qwen emulator, not a model.';

/** The question and the answer of the weather tool, and what the emulator makes of it. */
export const question = 'How is the weather in Paris?';
export const toolAnswer = `${self} The tool get_weather answered: sunny in Paris`;

export const weatherSchema = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};

/** Runs a check and prints what came of it; the checks of a program go on after one that fails. */
export async function check(name, body) {
  let error;
  try {
    await body();
  } catch (thrown) {
    error = String(thrown?.stack ?? thrown);
  }
  console.log(JSON.stringify({ check: name, ...(error && { error }) }));
}

/** Collects the items of a stream. */
export async function collect(stream) {
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
}

export { assert };
