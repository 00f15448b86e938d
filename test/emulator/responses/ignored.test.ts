import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { askResponses, responsesBody } from '../../support/responses-requests.js';

const SELF = 'This is the ai-sdk-qwen emulator, not a model.';

describe('what the Responses API ignores', () => {
  const ignored = async (more: Record<string, unknown>) => {
    const emulator = createEmulator();
    const { status, json } = await askResponses(responsesBody(more), emulator);
    expect(status).toBe(200);
    return { json, warnings: emulator.calls[0]!.warnings };
  };

  test('text.format has no effect, and its echo renames the schema', async () => {
    const format = { type: 'json_schema', name: 'city', schema: { type: 'object' } };
    const { json, warnings } = await ignored({ text: { format } });
    expect(json.output[0].content[0].text).toContain(SELF);
    expect(json.text).toEqual({ format: { type: 'json_schema', name: 'city', schema_: { type: 'object' } } });
    expect(warnings).toEqual(["'text' has no effect in the Responses API; it is echoed."]);
  });

  test('other fields without effect are echoed and told, and their defaults are not', async () => {
    const { json, warnings } = await ignored({ metadata: { a: 'b' }, thinking_budget: 5, parallel_tool_calls: false });
    expect(json).toMatchObject({ metadata: { a: 'b' }, thinking_budget: 5, parallel_tool_calls: false });
    expect(warnings.map((warning) => warning.split(' ')[0])).toEqual([
      "'metadata'",
      "'thinking_budget'",
      "'parallel_tool_calls'",
    ]);
    expect((await ignored({ metadata: {}, parallel_tool_calls: true, truncation: 'disabled' })).warnings).toEqual([]);
  });

  test('unknown fields, tools, settings of tools and items are told', async () => {
    const tools = [{ type: 'computer' }, { type: 'web_search', filters: { allowed_domains: ['a.example'] } }];
    const input = [
      { type: 'item_reference', id: 'msg_1' },
      { role: 'user', content: 'Hi' },
    ];
    const { warnings } = await ignored({ tools, input, seed: 3, reasoning: { summary: 'auto' } });
    expect(warnings.join('\n')).toMatch(/'seed' is ignored/);
    expect(warnings.join('\n')).toMatch(/tool type computer is unknown/);
    expect(warnings.join('\n')).toMatch(/'tools\[1\]\.filters' has no effect/);
    expect(warnings.join('\n')).toMatch(/input\[0\] of type item_reference/);
    expect(warnings.join('\n')).toMatch(/'reasoning\.summary' has no effect/);
  });

  test('a file is not seen by an ordinary model, which answers nevertheless', async () => {
    const content = [{ type: 'input_file', file_url: 'https://a.example/a.pdf' }];
    const { json, warnings } = await ignored({ input: [{ role: 'user', content }] });
    expect(json.output[0].content[0].text).not.toContain('a.pdf');
    expect(warnings).toEqual([
      "The model qwen3.7-plus does not see 'input[0].content[0]': only qwen3.5-ocr reads input_file.",
    ]);
    const read = await askResponses({ model: 'qwen3.5-ocr', input: [{ role: 'user', content }] });
    expect(read.json.output[0].content[0].text).toContain('a.pdf');
  });

  test('a video_url part gets an answer without output', async () => {
    const content = [{ type: 'video_url', video_url: { url: 'https://a.example/v.mp4' } }];
    const { json, warnings } = await ignored({ input: [{ role: 'user', content }] });
    expect(json.output).toEqual([]);
    expect(warnings).toHaveLength(1);
  });

  test('an input above 80 percent of the window is cut', async () => {
    const { json, warnings } = await ignored({
      model: 'qwen3.5-ocr',
      enable_thinking: undefined,
      input: 'a b '.repeat(30_000),
    });
    expect(json.usage.input_tokens).toBe(Math.floor(49_152 * 0.8));
    expect(warnings[0]).toMatch(/cuts it to 39321/);
  });
});
