import type { LanguageModelV1CallOptions, LanguageModelV1Message, LanguageModelV1Prompt } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { nativeQwen } from '../../support/native-service.js';
import { readBody } from '../../support/native-recordings.js';
import { describeRecorded, listRecordings } from '../../support/recordings.js';

type Fields = Record<string, unknown>;

interface WireMessage {
  role: 'system' | 'user' | 'assistant' | 'tool';
  content: string | Fields[];
  tool_calls?: { id: string; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
  partial?: boolean;
}

interface WireBody {
  model: string;
  input: { messages: WireMessage[]; prompt?: string };
  parameters: Fields;
}

/** Differences between this package and the recorded client; each turns the one into the other. */
const differences = {
  'result_format is always sent'({ parameters }: WireBody) {
    parameters.result_format = 'message';
  },
  'incremental_output is never sent as false'({ parameters }: WireBody) {
    delete parameters.incremental_output;
  },
  'a prompt is a user message'({ input }: WireBody) {
    input.messages = [{ role: 'user', content: input.prompt ?? '' }];
    delete input.prompt;
  },
  'a stop is a list of them'({ parameters }: WireBody) {
    parameters.stop = [parameters.stop];
  },
  'a model that the catalogue has not is streamed inside'({ parameters }: WireBody) {
    parameters.incremental_output = true;
  },
  'arguments have no spaces between their tokens'({ input }: WireBody) {
    for (const call of input.messages.flatMap(({ tool_calls }) => tool_calls ?? [])) {
      call.function.arguments = JSON.stringify(JSON.parse(call.function.arguments));
    }
  },
};

const format = 'result_format is always sent';
const deltas = 'incremental_output is never sent as false';
const prompt = 'a prompt is a user message';
const stop = 'a stop is a list of them';
const inside = 'a model that the catalogue has not is streamed inside';
const spaces = 'arguments have no spaces between their tokens';

/** Every recorded chat request, and the differences. */
const requests: Record<string, (keyof typeof differences)[]> = {
  'auth-error-nosse': [format, deltas, prompt],
  'conversation-generation-message-partial-nosse': [],
  'conversation-generation-message-sse': [],
  'conversation-generation-message-with-doc-url-sse': [],
  'multimodal-generation-audio-caption-sse': [format],
  'multimodal-generation-audio-nosse': [format, inside],
  'multimodal-generation-audio-sse': [format],
  'multimodal-generation-message-with-tools-sse': [format, spaces],
  'multimodal-generation-vl-nosse': [format, stop],
  'multimodal-generation-vl-ocr-advanced-recognition-nosse': [format],
  'multimodal-generation-vl-ocr-key-information-extraction-nosse': [format],
  'multimodal-generation-vl-ocr-nosse': [format],
  'multimodal-generation-vl-sse': [format],
  'multimodal-generation-vl-video-nosse': [format],
  'multimodal-generation-with-websearch-nosse': [format, deltas],
  'single-generation-message-json-nosse': [deltas],
  'single-generation-message-nosse': [deltas],
  'single-generation-message-reasoning-nosse': [format, deltas],
  'single-generation-message-reasoning-sse': [],
  'single-generation-message-roleplay-nosse': [],
  'single-generation-message-search-nosse': [],
  'single-generation-message-sse': [],
  'single-generation-message-translation-nosse': [deltas],
  'single-generation-message-with-code-interpreter-sse': [],
  'single-generation-message-with-tools-nosse': [deltas, stop],
  'single-generation-message-with-tools-sse': [spaces],
  'single-generation-text-nosse': [format, deltas, prompt],
  'single-generation-text-sse': [format, prompt],
};

/** Requests that this package can't be made to write. */
const inexpressible: Record<string, string> = {
  'parameter-error-sse': 'has an empty list of messages beside a prompt, to be refused',
  'image-generation-nosse': 'asks for a picture',
  'multimodal-generation-image-nosse': 'asks for a picture',
};

const toCamelCase = (name: string) => name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** Options are in camelCase also within groups; the fields of a schema and of terms are the caller's. */
function toOptions(fields: Fields): Fields {
  const entries = Object.entries(fields).map(([name, value]): [string, unknown] => {
    const group = /_(options|config)$/.test(name) && typeof value === 'object';
    // A parameter that this package has no option for goes by the name that the service gives it.
    return [name === 'logit_bias' ? name : toCamelCase(name), group ? toOptions(value as Fields) : value];
  });
  return Object.fromEntries(entries);
}

const textOf = (content: string | Fields[]) =>
  typeof content === 'string' ? content : content.map(({ text }) => text ?? '').join('');

type UserPart = Extract<LanguageModelV1Message, { role: 'user' }>['content'][number];

function toUserParts({ type: _type, text, image, video, audio, doc_url, ...rest }: Fields): UserPart[] {
  const { file_parsing_strategy: _automatic, ...options } = rest;
  const given = Object.keys(options).length > 0 && { providerMetadata: { qwen: toOptions(options) as never } };
  if (typeof text === 'string') return [{ type: 'text', text, ...given }];
  if (typeof image === 'string') return [{ type: 'image', image: new URL(image), ...given }];
  if (typeof audio === 'string') return [{ type: 'file', data: new URL(audio), mimeType: 'audio/wav', ...given }];
  const frame = { providerMetadata: { qwen: { frame: true } } };
  if (Array.isArray(video)) return video.map((url: string) => ({ type: 'image', image: new URL(url), ...frame }));
  return (doc_url as string[]).map((url) => ({ type: 'file', data: new URL(url), mimeType: 'application/msword' }));
}

function toPrompt(messages: WireMessage[]): LanguageModelV1Prompt {
  const names = new Map(
    messages.flatMap(({ tool_calls = [] }) => tool_calls.map((call) => [call.id, call.function.name])),
  );
  return messages.map(({ role, content, tool_calls = [], tool_call_id = '', partial }): LanguageModelV1Message => {
    switch (role) {
      case 'system':
        return { role, content: textOf(content) };
      case 'user':
        return { role, content: (typeof content === 'string' ? [{ text: content }] : content).flatMap(toUserParts) };
      case 'assistant': {
        const text = textOf(content);
        const calls = tool_calls.map((call) => ({
          type: 'tool-call' as const,
          toolCallId: call.id,
          toolName: call.function.name,
          args: JSON.parse(call.function.arguments) as unknown,
        }));
        return {
          role,
          content: [...(text === '' ? [] : [{ type: 'text' as const, text }]), ...calls],
          ...(partial && { providerMetadata: { qwen: { partial } } }),
        };
      }
      case 'tool': {
        const toolName = names.get(tool_call_id) ?? '';
        return {
          role,
          content: [{ type: 'tool-result', toolCallId: tool_call_id, toolName, result: textOf(content) }],
        };
      }
    }
  });
}

/** The call of the SDK that asks for the same as a recorded request. */
function toCall({ input, parameters }: WireBody): LanguageModelV1CallOptions {
  const { temperature, top_p, top_k, max_tokens, seed, presence_penalty, stop: stops, ...others } = parameters;
  const { tools, tool_choice, result_format: _format, response_format, ...options } = others;
  const byId = Array.isArray(stops);
  const forced = tool_choice as { function: { name: string } } | undefined;
  const functions = (tools as { function: { name: string; description: string; parameters: object } }[]) ?? [];
  return {
    inputFormat: 'messages',
    mode: {
      type: 'regular',
      ...(functions.length > 0 && {
        tools: functions.map((tool) => ({ type: 'function' as const, ...tool.function })),
      }),
      ...(forced && { toolChoice: { type: 'tool', toolName: forced.function.name } }),
    },
    prompt: toPrompt(input.prompt === undefined ? input.messages : [{ role: 'user', content: input.prompt }]),
    temperature: temperature as number | undefined,
    topP: top_p as number | undefined,
    topK: top_k as number | undefined,
    maxTokens: max_tokens as number | undefined,
    seed: seed as number | undefined,
    presencePenalty: presence_penalty as number | undefined,
    ...(typeof stops === 'string' && { stopSequences: [stops] }),
    ...(response_format !== undefined && { responseFormat: { type: 'json' } }),
    providerMetadata: { qwen: { ...toOptions(options), ...(byId && { stopTokenIds: stops }) } as never },
  };
}

describeRecorded('recorded native requests', () => {
  test('all recorded native requests have a test here', () => {
    const found = listRecordings('dashscope-native')
      .filter((name) => /generation.*request\.body\.json$|-error-n?o?sse\.request\.body/.test(name))
      .map((name) => name.replace('.request.body.json', ''));
    expect([...Object.keys(requests), ...Object.keys(inexpressible)].sort()).toEqual(found.sort());
  });

  test.each(Object.entries(requests))(
    'the recorded request %s is what this package writes, except for %j',
    async (name, named) => {
      const recorded = JSON.parse(readBody(`dashscope-native/${name}.request.body.json`)) as WireBody;
      const header = readBody(`dashscope-native/${name}.request.header.txt`);
      const { qwen, calls } = nativeQwen();
      const model = qwen.dashscope(recorded.model);
      const call = toCall(recorded);
      if (name.endsWith('-nosse')) await model.doGenerate(call);
      else await model.doStream(call);

      const expected = structuredClone(recorded);
      for (const difference of named) {
        const before = structuredClone(expected);
        differences[difference](expected);
        // Every difference is one.
        expect(expected).not.toEqual(before);
      }
      expect(calls).toHaveLength(1);
      expect(calls[0]?.body).toEqual(expected);
      // Some of the recorded heads lack their first line.
      const service = name.startsWith('multimodal-') ? 'multimodal-generation' : 'text-generation';
      const path = /\/api\/v1\/\S+/.exec(header)?.[0] ?? `/api/v1/services/aigc/${service}/generation`;
      expect(new URL(calls[0]?.url ?? '').pathname).toBe(path);
      const streams = name.endsWith('-sse') || named.includes(inside);
      expect(calls[0]?.headers['x-dashscope-sse']).toBe(streams ? 'enable' : undefined);
    },
  );
});
