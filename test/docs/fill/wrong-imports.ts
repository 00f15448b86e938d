import * as ai4 from 'ai';
import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import * as ai5 from 'ai5';
import * as ai6 from 'ai6';
import * as ai7 from 'ai7';
import { table } from '../../support/markdown-table.js';

type GenerateText = (call: { model: never; prompt: string; maxRetries: number }) => Promise<unknown>;

const sdks = { 4: ai4, 5: ai5, 6: ai6, 7: ai7 };
const entries = {
  4: ['ai-sdk-qwen', createQwen4],
  5: ['ai-sdk-qwen/ai5', createQwen5],
  6: ['ai-sdk-qwen/ai6', createQwen6],
  7: ['ai-sdk-qwen/ai7', createQwen7],
} as const;

/** A table of what each AI SDK says of the imports that are for another one, as it says it. */
export async function wrongImportsTable(): Promise<string> {
  const settings = { apiKey: 'sk-docs', fetch: createEmulator().fetch };
  const shared = globalThis as { AI_SDK_LOG_WARNINGS?: unknown };
  const before = shared.AI_SDK_LOG_WARNINGS;
  // A compatibility mode is a warning, which AI SDK 6 and 7 print.
  shared.AI_SDK_LOG_WARNINGS = false;
  const rows: string[][] = [];
  for (const [major, { generateText }] of Object.entries(sdks)) {
    for (const [other, [entry, create]] of Object.entries(entries)) {
      if (other === major) continue;
      const model = create(settings)('qwen-plus') as never;
      const call = { model, prompt: 'Hello', maxRetries: 0 };
      const said = await (generateText as GenerateText)(call).then(
        () => 'works, in a compatibility mode that leaves out newer features',
        (error: Error) => `\`${error.name}\`: ${error.message}`,
      );
      rows.push([`\`ai\` ${major}`, `\`${entry}\``, said]);
    }
  }
  shared.AI_SDK_LOG_WARNINGS = before;
  return table(['AI SDK', 'Import', 'What happens'], rows);
}
