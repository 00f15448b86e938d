import { describe, expect, test } from 'vitest';
import { Body, call, createTestChat } from '../../support/test-chat.js';
import { cutEverywhere, eventsOf, inEveryLineEnding, run } from '../../support/stream-cuts.js';
import { describeRecorded, listRecordings, readRecording } from '../../support/recordings.js';

interface WholeAnswer {
  id: string;
  model: string;
  created: number;
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
  choices: {
    finish_reason: string;
    message: {
      content: string;
      reasoning_content?: string;
      tool_calls?: { id: string; function: { name: string; arguments: string } }[] | null;
    };
  }[];
}

/** Whole answers, with the numbers of tokens that each one names. */
const bodies: Record<string, [input: number, output: number, total: number]> = {
  'vercel-ai/alibaba-text.json': [18, 1064, 1082],
  'vercel-ai/alibaba-reasoning.json': [24, 1668, 1692],
  'vercel-ai/alibaba-tool-call.json': [295, 22, 317],
  'errors/compat-qwen3-coder-plus-tool-call.json': [4684, 72, 4756],
  'doc-samples/compatibility-of-openai-with-dashscope.01.json': [22, 18, 40],
  'doc-samples/compatibility-of-openai-with-dashscope.06.json': [11, 16, 27],
  'doc-samples/qwen-vl-compatible-with-openai.03.json': [2509, 34, 2543],
  'doc-samples/qwen-mt-api.01.json': [53, 9, 62],
  'doc-samples/qwen-asr-api-reference.01.json': [42, 12, 54],
};

describeRecorded('recorded whole answers', () => {
  test('all recorded whole answers are here', () => {
    const found = listRecordings('vercel-ai').filter((name) => name.endsWith('.json'));
    const listed = Object.keys(bodies).filter((name) => name.startsWith('vercel-ai/'));
    expect(listed.sort()).toEqual(found.map((name) => `vercel-ai/${name}`).sort());
  });

  for (const [name, [inputTokens, outputTokens, totalTokens]] of Object.entries(bodies)) {
    describe(name, () => {
      const text = readRecording(name);
      const body = JSON.parse(text) as WholeAnswer;
      const message = body.choices[0]?.message;
      const calls = (message?.tool_calls ?? []).map(({ id, function: { name: tool, arguments: json } }) => ({
        type: 'tool-call',
        id,
        name: tool,
        arguments: json,
      }));

      test('a recorded answer is decoded to the answer that it holds, in one piece and a byte at a time', async () => {
        const bytes = new TextEncoder().encode(text);
        for (const pieces of [[bytes], Array.from(bytes, (byte) => Uint8Array.of(byte))]) {
          const { answer } = await createTestChat(new Response(new Body(pieces).stream)).answer(call, {});
          expect(answer).toMatchObject({
            id: body.id,
            model: body.model,
            timestamp: new Date(body.created * 1000),
            text: message?.content,
            reasoning: message?.reasoning_content ?? '',
            toolCalls: calls,
            finish: {
              rawReason: body.choices[0]?.finish_reason,
              usage: { inputTokens, outputTokens, totalTokens, raw: body.usage },
            },
          });
        }
      });

      test('a recorded answer is decoded the same where a stream was asked for, cut at every byte, in any line ending', async () => {
        const expected = await run([text]);
        expect(eventsOf(expected).at(-1)).toMatchObject({ type: 'finish', usage: { totalTokens } });
        for (const bytes of inEveryLineEnding(text)) await cutEverywhere(bytes, expected);
      });
    });
  }

  test('recorded whole answers of a transcription keep its annotations', async () => {
    const response = new Response(readRecording('doc-samples/qwen-asr-api-reference.01.json'));
    const { answer } = await createTestChat(response).answer(call, {});
    expect(answer.finish.metadata?.annotations).toEqual([{ type: 'audio_info', language: 'zh', emotion: 'neutral' }]);
    expect(answer.finish.usage).toMatchObject({ input: { audio: 42, text: 0 }, output: { text: 12 } });
  });
});
