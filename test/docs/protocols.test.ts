import { readFileSync } from 'node:fs';
import type { LanguageModelV1CallOptions, LanguageModelV1Prompt } from '@ai-sdk/provider';
import { createQwen } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import type { QwenChatOptions, QwenPartOptions, QwenSearchOptions } from '../../src/chat/options.js';

const page = readFileSync(new URL('../../docs/reference/options.md', import.meta.url), 'utf8');

/** Each option of a table with the protocol that its row names. */
function columnOf(name: string): [option: string, protocol: string][] {
  const table = page.split(`<!-- options ${name} -->`)[1]!.split('<!-- /options -->')[0]!;
  const lines = table.split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return [cells[1]!.replaceAll('`', ''), cells[4]!];
  });
}

type Samples<Options> = Record<keyof Required<Omit<Options, `${string}_${string}`>>, unknown>;

const chat: Samples<QwenChatOptions> = {
  enableThinking: true,
  thinkingBudget: 100,
  reasoningEffort: 'low',
  preserveThinking: true,
  clearThinking: true,
  enableSearch: true,
  searchOptions: { forcedSearch: true },
  enableCodeInterpreter: true,
  topK: 3,
  repetitionPenalty: 1.1,
  vlHighResolutionImages: true,
  vlEnableImageHwOutput: true,
  enableTextImageMixed: true,
  parallelToolCalls: true,
  toolStream: true,
  maxCompletionTokens: 100,
  n: 2,
  logprobs: true,
  topLogprobs: 2,
  stopTokenIds: [1, 2],
  translationOptions: { sourceLang: 'auto', targetLang: 'English' },
  asrOptions: { language: 'en' },
  ocrOptions: { task: 'text_recognition' },
  modalities: ['text', 'audio'],
  audio: { voice: 'Cherry' },
  skill: [{ type: 'ppt' }],
  dataInspection: true,
  waitTimeout: 30,
  api: 'chat',
  timeout: { idle: 60_000 },
  upload: 'auto',
  user: 'user-7',
  metadata: { team: 'search' },
  incrementalOutput: false,
  strictJsonSchema: false,
};

/** Options that another one is needed for. */
const needed: Record<string, object> = { searchOptions: { enableSearch: true }, topLogprobs: { logprobs: true } };

const search: Samples<QwenSearchOptions> = {
  forcedSearch: true,
  searchStrategy: 'max',
  enableSearchExtension: true,
  freshness: 7,
  assignedSiteList: ['example.com'],
  intentionOptions: { promptIntervene: 'News only' },
  enableSource: true,
  enableCitation: true,
  citationFormat: '[<number>]',
  prependSearchResult: true,
};

/** The sample, and the media type of the part that it stands on. */
const part: Record<keyof Samples<QwenPartOptions>, [value: unknown, mediaType: string]> = {
  cacheControl: [{ type: 'ephemeral' }, 'image/png'],
  minPixels: [1000, 'image/png'],
  maxPixels: [2000, 'image/png'],
  totalPixels: [3000, 'video/mp4'],
  fps: [1, 'video/mp4'],
  maxFrames: [8, 'video/mp4'],
  enableRotate: [true, 'image/png'],
  frame: [{ fps: 2 }, 'image/png'],
  format: ['wav', 'audio/mpeg'],
};

/** Sent without their name: in headers, under another name, or not at all but by what they do. */
const unnamed: Record<string, string> = {
  dataInspection: 'x-dashscope-datainspection',
  waitTimeout: 'x-dashscope-wait-timeout',
  stopTokenIds: 'stop',
  api: '',
  timeout: '',
  upload: '',
  incrementalOutput: '',
  strictJsonSchema: '"strict":false',
  frame: 'video',
};

const answers = { choices: [{ message: { role: 'assistant', content: '{}' }, finish_reason: 'stop' }] };

/** Which protocols send an option, and which warn that they don't. */
async function sendersOf(option: string, options: object, content: object[] = []): Promise<string> {
  const senders: string[] = [];
  for (const protocol of ['compatible', 'dashscope']) {
    let sent = '';
    const qwen = createQwen({
      apiKey: 'sk-test',
      fetch: async (_url, init) => {
        sent = `${JSON.stringify([...new Headers(init?.headers)])} ${String(init?.body)}`;
        const body = JSON.parse(String(init?.body)) as { stream?: boolean };
        if (body.stream !== true) return Response.json({ ...answers, output: answers });
        const chunk = { choices: [{ delta: { content: '{}' }, finish_reason: 'stop' }] };
        return new Response(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`, {
          headers: { 'content-type': 'text/event-stream' },
        });
      },
    });
    // A model that is not known has no rules that interfere, but no schemas either.
    const id = option === 'strictJsonSchema' ? 'qwen-plus' : 'a-new-model';
    const model = protocol === 'dashscope' ? qwen.dashscope(id) : qwen(id);
    const { warnings = [] } = await model.doGenerate({
      inputFormat: 'prompt',
      mode: modeFor(option),
      prompt: [{ role: 'user', content: [...content, { type: 'text', text: 'Hi' }] }] as LanguageModelV1Prompt,
      providerMetadata: { qwen: options as Record<string, never> },
    });
    const name = option.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const warned = warnings.filter((warning) => 'setting' in warning && warning.setting.split('.').at(-1) === option);
    const isSent = warned.length === 0 && sent.includes(unnamed[option] ?? `"${name}":`);
    expect(isSent || warned.length === 1, `${option} over the ${protocol} protocol: ${sent}`).toBe(true);
    if (isSent) senders.push(protocol);
  }
  return senders.length === 2 ? 'both' : senders.join();
}

/** The schema or tool that an option needs beside it. */
function modeFor(option: string): LanguageModelV1CallOptions['mode'] {
  if (option === 'strictJsonSchema') return { type: 'object-json', schema: { type: 'object' } };
  const tools = [{ type: 'function' as const, name: 'now', parameters: { type: 'object' as const } }];
  return { type: 'regular', ...(/^(parallelToolCalls|toolStream)$/.test(option) && { tools }) };
}

describe('the column that says which protocol has an option', () => {
  test.each(columnOf('QwenChatOptions'))(
    'the protocol column of the options page is right about %s: %s',
    async (option, protocol) => {
      const value = chat[option as keyof typeof chat];
      expect(await sendersOf(option, { [option]: value, ...needed[option] })).toBe(protocol);
    },
  );

  test.each(columnOf('QwenSearchOptions'))(
    'the protocol column of the options page is right about searchOptions.%s: %s',
    async (option, protocol) => {
      const value = search[option as keyof typeof search];
      expect(await sendersOf(option, { searchOptions: { [option]: value } })).toBe(protocol);
    },
  );

  test.each(columnOf('QwenPartOptions'))(
    'the protocol column of the options page is right about %s of a part: %s',
    async (option, protocol) => {
      const [value, mimeType] = part[option as keyof typeof part];
      const providerMetadata = { qwen: { [option]: value } };
      const url = new URL('https://example.com/a');
      const content = mimeType.startsWith('image')
        ? { type: 'image', image: url, mimeType, providerMetadata }
        : { type: 'file', data: url.toString(), mimeType, providerMetadata };
      expect(await sendersOf(option, {}, [content])).toBe(protocol);
    },
  );

  test('the protocol column of the options page has a cell for every option', () => {
    expect(columnOf('QwenChatOptions').map(([option]) => option)).toEqual(Object.keys(chat));
    expect(columnOf('QwenSearchOptions').map(([option]) => option)).toEqual(Object.keys(search));
    expect(columnOf('QwenPartOptions').map(([option]) => option)).toEqual(Object.keys(part));
    expect(columnOf('QwenEmbeddingOptions')).toEqual([
      ['dimensions', 'both'],
      ['concurrency', 'both'],
      ['textType', 'dashscope'],
      ['outputType', 'dashscope'],
      ['instruct', 'dashscope'],
      ['timeout', 'both'],
    ]);
  });
});
