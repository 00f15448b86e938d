import { createEmulator } from './emulator.js';

/** The members of Node's process that this command needs. */
declare const process: {
  argv: string[];
  env: Record<string, string | undefined>;
  exitCode: number;
};

/** `npm run emulator [-- --port 4010]`: serves until it is stopped. */
async function serve(): Promise<void> {
  const place = process.argv.indexOf('--port');
  const port = Number(place > 0 ? process.argv[place + 1] : (process.env.PORT ?? 4010));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError('The port, given by --port or PORT, must be a whole number from 0 to 65535.');
  }
  const { url } = await createEmulator().listen({ port });
  console.log(`The DashScope emulator of ai-sdk-qwen listens.
It is not a model; any key that starts with sk- will do.

  OpenAI-compatible base URL  ${url}/compatible-mode/v1
  native base URL             ${url}/api/v1

  curl ${url}/compatible-mode/v1/chat/completions -H 'authorization: Bearer sk-demo' \\
    -H 'content-type: application/json' \\
    -d '{"model":"qwen-plus","messages":[{"role":"user","content":"Hello"}]}'`);
}

serve().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
