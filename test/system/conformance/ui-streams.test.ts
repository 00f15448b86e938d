import { processDataStream, streamText as streamText4, tool } from 'ai';
import * as ai5 from 'ai5';
import * as ai6 from 'ai6';
import * as ai7 from 'ai7';
import type { createQwen as CreateQwen } from 'ai-sdk-qwen/ai5';
import * as qwen5 from 'ai-sdk-qwen/ai5';
import * as qwen6 from 'ai-sdk-qwen/ai6';
import * as qwen7 from 'ai-sdk-qwen/ai7';
import type { AskedCall, ScriptedAnswer } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { z as z3 } from 'zod';
import { z } from 'zod/v4';
import { collect } from '../../support/collect.js';
import { emulate, serve } from '../../support/listening-emulator.js';

// The readers of the browser side, which `useChat` is built on, each with the server side of its own major.

const later = [
  { name: 'ai 5', ai: ai5, createQwen: qwen5.createQwen, stopWhen: ai5.stepCountIs(3) },
  { name: 'ai 6', ai: ai6, createQwen: qwen6.createQwen, stopWhen: ai6.stepCountIs(3) },
  { name: 'ai 7', ai: ai7, createQwen: qwen7.createQwen, stopWhen: ai7.isStepCount(3) },
] as unknown as {
  name: string;
  ai: typeof ai5;
  createQwen: typeof CreateQwen;
  stopWhen: ai5.StopCondition<ai5.ToolSet>;
}[];

const loop = ({ toolResults }: AskedCall): ScriptedAnswer =>
  toolResults.length > 0
    ? { reasoning: 'Both clear.', text: 'It is clear in both.' }
    : {
        reasoning: 'I must look.',
        text: 'A moment.',
        toolCalls: [
          { name: 'weather', arguments: { city: 'Oslo' }, id: 'call_a' },
          { name: 'weather', arguments: { city: 'Rome' }, id: 'call_b' },
        ],
      };

const options = { qwen: { enableThinking: true, parallelToolCalls: true } };
const broken: ScriptedAnswer = {
  reasoning: 'Hm.',
  deltas: ['Once ', 'upon '],
  failAfter: { deltas: 4, failure: 'rate-limit' },
};
const brokenCall: ScriptedAnswer = {
  text: 'A moment.',
  toolCalls: [{ name: 'weather', arguments: { city: 'Llanfairpwllgwyngyll' }, id: 'call_a' }],
  failAfter: { deltas: 5, failure: 'rate-limit' },
};

describe.each(['compatible', 'native'] as const)('over the %s protocol', (protocol) => {
  describe.each(later)('a message stream of $name', ({ ai, createQwen, stopWhen }) => {
    const tools: ai5.ToolSet = {
      weather: ai.tool({
        description: 'The weather of a city',
        inputSchema: z.object({ city: z.string() }),
        execute: async ({ city }: { city: string }) => `clear in ${city}`,
      }),
    };

    async function read(script: typeof loop | ScriptedAnswer) {
      const { emulator, url } = await emulate(typeof script === 'function' ? { answer: script } : {});
      if (typeof script !== 'function') emulator.answerNext(script);
      const qwen = createQwen({ apiKey: 'sk-test-key', baseURL: `${url}/compatible-mode/v1` });
      const result = ai.streamText({
        model: (protocol === 'native' ? qwen.dashscope : qwen)('qwen-plus'),
        prompt: 'Weather in Oslo and Rome?',
        tools,
        stopWhen,
        providerOptions: options,
        onError: () => {},
      });
      const errors: unknown[] = [];
      const stream = result.toUIMessageStream({ onError: String });
      const messages = await collect(ai.readUIMessageStream({ stream, onError: (error) => errors.push(error) }));
      const last = (messages.at(-1)?.parts ?? []) as unknown as Record<string, unknown>[];
      // 6 and 7 show ids of their own, and what the provider said of a part.
      const parts = last.map(({ id: _id, providerMetadata: _metadata, ...part }) => part);
      return { parts, errors };
    }

    test('a UI message stream ends with every part of a tool loop done', async () => {
      const { parts, errors } = await read(loop);
      expect(errors).toEqual([]);
      const call = (toolCallId: string, city: string) => ({
        type: 'tool-weather',
        toolCallId,
        state: 'output-available',
        input: { city },
        output: `clear in ${city}`,
      });
      expect(parts).toEqual([
        { type: 'step-start' },
        { type: 'reasoning', text: 'I must look.', state: 'done' },
        { type: 'text', text: 'A moment.', state: 'done' },
        expect.objectContaining(call('call_a', 'Oslo')),
        expect.objectContaining(call('call_b', 'Rome')),
        { type: 'step-start' },
        { type: 'reasoning', text: 'Both clear.', state: 'done' },
        { type: 'text', text: 'It is clear in both.', state: 'done' },
      ]);
    });

    test('a UI message stream keeps what came before an error, closed', async () => {
      const { parts, errors } = await read(broken);
      expect(errors).toHaveLength(1);
      expect(String(errors[0])).toContain('exceeded your current request limit');
      expect(parts).toEqual([
        { type: 'step-start' },
        { type: 'reasoning', text: 'Hm.', state: 'done' },
        { type: 'text', text: 'Once upon ', state: 'done' },
      ]);
    });

    test('a UI message stream shows a call that broke off as one whose input never came', async () => {
      const { parts, errors } = await read(brokenCall);
      expect(errors).toHaveLength(1);
      expect(parts).toEqual([
        { type: 'step-start' },
        { type: 'text', text: 'A moment.', state: 'done' },
        expect.objectContaining({ type: 'tool-weather', toolCallId: 'call_a', state: 'input-streaming' }),
      ]);
    });
  });

  describe('a data stream of ai 4', () => {
    const weather = tool({
      description: 'The weather of a city',
      parameters: z3.object({ city: z3.string() }),
      execute: async ({ city }) => `clear in ${city}`,
    });

    async function read(script: typeof loop | ScriptedAnswer) {
      const { qwen, emulator } = await serve(typeof script === 'function' ? { answer: script } : {});
      if (typeof script !== 'function') emulator.answerNext(script);
      const result = streamText4({
        model: (protocol === 'native' ? qwen.dashscope : qwen)('qwen-plus'),
        prompt: 'Weather in Oslo and Rome?',
        tools: { weather },
        maxSteps: 3,
        toolCallStreaming: true,
        providerOptions: options,
        onError: () => {},
      });
      const response = result.toDataStreamResponse({ sendReasoning: true, getErrorMessage: String });
      const seen = {
        text: '',
        reasoning: '',
        started: [] as string[],
        inputs: {} as Record<string, string>,
        calls: [] as [string, unknown][],
        results: [] as [string, unknown][],
        errors: [] as string[],
        finishReasons: [] as string[],
      };
      await processDataStream({
        stream: response.body!,
        onTextPart: (text) => void (seen.text += text),
        onReasoningPart: (text) => void (seen.reasoning += text),
        onToolCallStreamingStartPart: ({ toolCallId }) => void seen.started.push(toolCallId),
        onToolCallDeltaPart: ({ toolCallId, argsTextDelta }) => {
          seen.inputs[toolCallId] = (seen.inputs[toolCallId] ?? '') + argsTextDelta;
        },
        onToolCallPart: ({ toolCallId, args }) => void seen.calls.push([toolCallId, args]),
        onToolResultPart: ({ toolCallId, result: output }) => void seen.results.push([toolCallId, output]),
        onErrorPart: (error) => void seen.errors.push(error),
        onFinishStepPart: ({ finishReason }) => void seen.finishReasons.push(finishReason),
      });
      return seen;
    }

    test('a data stream of ai 4 has every part of a tool loop, each call started once and finished', async () => {
      expect(await read(loop)).toEqual({
        text: 'A moment.It is clear in both.',
        reasoning: 'I must look.Both clear.',
        started: ['call_a', 'call_b'],
        inputs: { call_a: '{"city":"Oslo"}', call_b: '{"city":"Rome"}' },
        calls: [
          ['call_a', { city: 'Oslo' }],
          ['call_b', { city: 'Rome' }],
        ],
        results: [
          ['call_a', 'clear in Oslo'],
          ['call_b', 'clear in Rome'],
        ],
        errors: [],
        finishReasons: ['tool-calls', 'stop'],
      });
    });

    test('a data stream of ai 4 keeps what came before an error', async () => {
      const { text, reasoning, errors, finishReasons } = await read(broken);
      expect({ text, reasoning, finishReasons }).toEqual({
        text: 'Once upon ',
        reasoning: 'Hm.',
        finishReasons: ['error'],
      });
      expect(errors).toHaveLength(1);
    });
  });
});
