import { streamText } from 'ai';
import { hasKey, qwen, type QwenMetadata } from './service.js';

// An agent or a workflow of the console; the key must be of its region. The emulator answers for any id.
const id = process.env.APPLICATION_ID ?? (hasKey ? undefined : 'agent-1');
const question = 'Which boats stay outside the harbour?';

/** Asks the application; the session has the turns before. */
async function ask(prompt: string, sessionId?: string): Promise<string | undefined> {
  const result = streamText({
    model: qwen.application(id!, { ragOptions: { pipelineIds: ['emulated-store'] } }),
    prompt,
    ...(sessionId !== undefined && { providerOptions: { qwen: { sessionId } } }),
    onError: ({ error }) => console.error(error),
  });
  for await (const delta of result.textStream) process.stdout.write(delta);
  const metadata = (await result.providerMetadata)?.qwen as QwenMetadata | undefined;
  console.log(`\n${JSON.stringify(metadata?.docReferences) ?? 'no references'}`);
  return metadata?.sessionId;
}

if (id === undefined) console.log('Set APPLICATION_ID to the id of an application of the console.');
else await ask('And at night?', await ask(question));
