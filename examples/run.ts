import { parseArgs } from 'node:util';
import { findApp } from './runner/apps.js';
import { startEmulator, type RemoteEmulator } from './runner/emulator.js';
import { installApp, packPackage } from './runner/install.js';
import { freePort, isFree } from './runner/processes.js';
import { buildApp, startApp, type RunningApp } from './runner/start.js';
import { hasKey } from './service.js';

let emulator: RemoteEmulator | undefined;
let running: RunningApp | undefined;
let ending = false;

async function end(code: number): Promise<void> {
  // The app that is stopped here says that it has ended.
  if (ending) return;
  ending = true;
  await running?.process.stop();
  emulator?.stop();
  process.exit(code);
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      production: { type: 'boolean', default: false },
      port: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const app = findApp(values.help ? undefined : positionals[0]);
  const port = await choosePort(values.port);

  console.log('Building and packing ai-sdk-qwen …');
  const tarball = await packPackage();
  console.log(`Installing examples/${app.name} …`);
  await installApp(app, tarball);
  if (values.production) await buildApp(app, true);

  if (!hasKey) emulator = await startEmulator();
  running = await startApp(app, {
    port,
    environment: emulator?.environment ?? {},
    production: values.production,
    shown: true,
  });
  running.process.child.once('close', () => void end(1));
  console.log(`
${app.name} is at ${running.url}
${
  hasKey
    ? 'It talks to Alibaba Cloud Model Studio: there is a key in the environment, and the calls cost money.'
    : 'It talks to the emulator, and no model thinks. Set DASHSCOPE_API_KEY to talk to Qwen.'
}
Ctrl-C ends it.`);
}

async function choosePort(given: string | undefined): Promise<number> {
  if (given === undefined) return freePort(3000);
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new RangeError(`--port must be a whole number from 1 to 65535, given ${given}`);
  }
  if (!(await isFree(port))) throw new Error(`Something else listens on port ${port}.`);
  return port;
}

process.once('SIGINT', () => void end(130));
process.once('SIGTERM', () => void end(143));
run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return end(1);
});
