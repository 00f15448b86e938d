import { APICallError, AISDKError } from '@ai-sdk/provider';
import { generateText, tool } from 'ai';
import { generateText as generateText5 } from 'ai5';
import { createQwen, type QwenErrorData, type QwenProvider } from 'ai-sdk-qwen';
import type { FailureName } from 'ai-sdk-qwen/emulator';
import { z } from 'zod';
import { table } from '../../support/markdown-table.js';
import { strictEmulator } from '../../support/strict-emulator.js';

/** Failures of the service, by the emulator's name of them, and what brings them about. */
const failures: readonly (readonly [FailureName, string])[] = [
  ['key-wrong', 'The key is mistyped or revoked, or belongs to another region or plan.'],
  ['model-unknown', 'The id is misspelled, or the region or workspace does not offer the model.'],
  ['model-native-only', 'The model is of another kind, or not served over this protocol.'],
  ['not-purchased', 'Model Studio was never activated for the account.'],
  ['arrears', 'The account has not paid a bill.'],
  ['free-tier-used-up', 'The account is set to use the free quota only, and it is used up.'],
  ['unpurchased', 'Model Studio was never activated for the account, or its plan does not include the model.'],
  ['model-access-denied', 'The key has no right to the model.'],
  ['workspace-not-found', 'The workspace id is mistyped, or of another account.'],
  ['rate-limit', 'More requests a minute than the account may send to this model.'],
  ['burst-rate', 'The number of requests grew too fast.'],
  ['token-quota', 'More tokens a minute than the account may use of this model.'],
  ['input-inspection', 'The content inspection objects to the prompt.'],
  ['input-length', 'The messages are longer than the context window.'],
  ['max_tokens', '`maxTokens` is higher than the model can write.'],
  ['thinking-and-tool_choice', 'A tool is forced while the model thinks.'],
  ['tool_choice', "`toolChoice: 'required'` with several tools, which older models do not take."],
  ['tool-unanswered', 'The messages have a tool call without a result, or a result without a call.'],
  ['last-message', 'The messages end with an answer of the model.'],
  ['content-empty', 'A prompt or a message has no text.'],
  ['json-word', '`response_format` was passed in snake_case, and no message says JSON.'],
  ['thinking-not-streamed', '`enable_thinking` was passed in snake_case to a call without a stream.'],
  ['stream-only', 'The model answers in streams only, and its row in the table of models does not say so.'],
  ['content-item', 'A picture or film went to a model that reads text.'],
  ['media-download', 'The service could not get a picture, film or sound from its URL.'],
  ['embedding-batch', 'More texts in one request than the model takes; only with an id that is not known.'],
  ['speech-voice', 'The voice of a speech is of another model, is misspelt, or was deleted. Names are case-sensitive.'],
  [
    'speech-voice-418',
    'The same of CosyVoice (418) and Qwen-Audio (411); 431 is a voice that was cloned for another model.',
  ],
  ['speech-instruction', 'System voices of CosyVoice take fixed Chinese sentences as `instructions`.'],
  ['speech-ssml', '`enableSsml` with a model or a voice that takes none.'],
  [
    'speech-http',
    'The model speaks or listens over WebSocket, and its name does not show it; or it answers in streams only.',
  ],
  ['asr-illegal', 'A recording whose bytes are not those of the container that `format` names.'],
  ['url-mismatch', 'The model is served at another address of the native protocol.'],
];

/** The table of failures, as calls of the provider on the emulator bring them up. */
export async function failuresTable(): Promise<string> {
  const emulator = strictEmulator();
  const qwen = createQwen({ apiKey: 'sk-docs', fetch: emulator.fetch });
  const rows: string[][] = [];
  for (const [name, cause] of failures) {
    emulator.failNext(name);
    const model = qwen('qwen-plus');
    const error = await errorOf(() => generateText({ model, prompt: 'Hello', maxRetries: 0 }));
    if (!APICallError.isInstance(error)) throw error;
    const { message, code, requestId } = error.data as QwenErrorData;
    // Behind a message without a full stop the error puts one.
    const advice = error.message.slice(message.trimEnd().length).replace(/^\. /, '');
    const cure = advice.replace(`(request id ${requestId})`, '').trim();
    if (cure === '') throw new Error(`The failure ${name} has no cure.`);
    const shown = message
      .replace(/^<\d{3}> [\w.]+: /, '')
      .replaceAll('xxx', '…')
      .trim();
    rows.push([`${shown} (\`${code}\`)`, cause, cure, error.isRetryable ? 'yes' : 'no']);
  }
  return table(['Message (code)', 'Cause', 'Cure', 'Tried again'], rows);
}

interface Refusal {
  raise: (qwen: QwenProvider) => unknown;
  cause: string;
  cure: string;
}

const refusals: readonly Refusal[] = [
  {
    raise: (qwen) => generateText5({ model: qwen('qwen-plus') as never, prompt: 'Hello' }),
    cause: 'The import is for another AI SDK than the one that is called.',
    cure: 'Take the import of your `ai`: `ai-sdk-qwen/ai5`, `/ai6` or `/ai7`.',
  },
  {
    raise: () => generateText({ model: createQwen({ apiKey: ' ' })('qwen-plus'), prompt: 'Hello' }),
    cause:
      'The key is missing or empty, is in quotation marks, starts with `Bearer`, or has a line break or letters ' +
      'that a header cannot carry.',
    cure: 'Set it to the key and nothing else: `sk-…`.',
  },
  {
    raise: () => {
      const misspelt = { baseUrl: 'https://gateway.example.com/v1' };
      return generateText({ model: createQwen(misspelt as object)('qwen-plus'), prompt: 'Hello' });
    },
    cause: 'A setting with this name does not exist.',
    cure: 'Write the name as in the message.',
  },
  {
    raise: () => {
      const qwen = createQwen({ apiKey: 'sk-a', region: 'tokyo' });
      return generateText({ model: qwen('qwen-plus'), prompt: 'Hello' });
    },
    cause: 'A setting is wrong.',
    cure: 'The message says what is accepted.',
  },
  {
    raise: (qwen) => {
      const providerOptions = { qwen: { topLogprobs: 9 } };
      return generateText({ model: qwen('qwen-plus'), prompt: 'Hello', providerOptions });
    },
    cause: 'An option has a value of a wrong type or range.',
    cure: 'The message says what is accepted.',
  },
  {
    raise: (qwen) => {
      const now = tool({ parameters: z.object({}), execute: async () => 'noon' });
      return generateText({ model: qwen('qwen-math-plus'), prompt: 'Hello', tools: { now } });
    },
    cause: 'The model is known not to take what the call has: tools, pictures, video, sound …',
    cure: 'Take a model of [the table](models.md) that does.',
  },
  {
    raise(qwen) {
      const content = [{ type: 'image' as const, image: new URL('http://localhost:3000/a.png') }];
      return generateText({ model: qwen('qwen3-vl-plus'), messages: [{ role: 'user', content }] });
    },
    cause: 'The service downloads URLs itself, and cannot reach your machine or network.',
    cure: 'Pass the bytes of the file.',
  },
  {
    raise: (qwen) => generateText({ model: qwen('qwen-mt-plus'), system: 'Be brief.', prompt: 'Hello' }),
    cause: 'The model does not take messages like these.',
    cure: 'The message says what it takes.',
  },
  {
    raise: (qwen) => qwen('embedding:text-embedding-v4'),
    cause: 'The id names another kind of model than the function makes.',
    cure: 'Call `qwen.embeddingModel(id)`.',
  },
  {
    raise: () => {
      const cause = new Error('getaddrinfo ENOTFOUND');
      const fetch = async () => Promise.reject(new TypeError('fetch failed', { cause }));
      const qwen = createQwen({ apiKey: 'sk-a', baseURL: 'https://qwen.example.com/v1', fetch });
      return generateText({ model: qwen('qwen-plus'), prompt: 'Hello', maxRetries: 0 });
    },
    cause: 'The server cannot be reached. Tried again.',
    cure: 'Check `baseURL`, the network and the proxy.',
  },
  {
    raise: () => {
      const fetch = () => new Promise<never>(() => {});
      const qwen = createQwen({ apiKey: 'sk-a', fetch, timeout: { headers: 10 } });
      return generateText({ model: qwen('qwen-plus'), prompt: 'Hello', maxRetries: 0 });
    },
    cause: 'A limit of `timeout` has passed. Tried again, unless it was a stream.',
    cure: 'Allow more time, or use a stream, which begins at once.',
  },
];

/** The table of errors that come before a request, as the provider raises them. */
export async function refusalsTable(): Promise<string> {
  const emulator = strictEmulator();
  const qwen = createQwen({ apiKey: 'sk-docs', fetch: emulator.fetch });
  const rows: string[][] = [];
  for (const { raise, cause, cure } of refusals) {
    const error = await errorOf(() => raise(qwen));
    if (!AISDKError.isInstance(error)) throw error;
    rows.push([`\`${error.name.replace('AI_', '')}\`: ${error.message}`, cause, cure]);
  }
  if (emulator.calls.length > 0) throw new Error('A call that should have been refused was sent.');
  return table(['Error', 'Cause', 'Cure'], rows);
}

async function errorOf(raise: () => unknown): Promise<unknown> {
  try {
    await raise();
  } catch (error) {
    return error;
  }
  throw new Error('A call that should have failed did not.');
}
