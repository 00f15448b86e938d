import { createEmulator, type EmulatorOptions, type Region, type ScriptedAnswer } from '../../emulator/index.js';
import { defineCommand } from '../command.js';
import { exitCodes, UsageError } from '../exit-codes.js';
import { readWholeNumber } from '../read-arguments.js';
import { describeAddresses } from './addresses.js';
import { readRecording, sourceOf } from './recording.js';
import { loadScenario } from './scenario.js';

const regions = [
  'beijing',
  'singapore',
  'virginia',
  'hong-kong',
  'frankfurt',
  'tokyo',
] as const satisfies readonly Region[];

/** The inspector shows as many calls. Nobody reads older ones, and their bodies may be large. */
const callLimits = { max: 500, maxBodyBytes: 50_000_000 };

/** `npx ai-sdk-qwen emulator`: serves until it is stopped. */
export const emulator = defineCommand({
  summary: 'Serves DashScope on this machine, for clients of any language. No key, no network, no model.',
  notes: `A scenario is a JSON file with an array of answers for the next calls, such as
  [{"text": "Hello."}, {"failure": "rate-limit"}, {"deltas": ["Good", "bye."], "deltaDelay": 50}]
or a module whose default export is such an array, or a function (call) => answer.
After the last answer, the emulator answers in its own words.`,
  options: {
    port: { type: 'string', value: 'PORT', summary: 'port to listen on, 0 for a free one (default 4010)' },
    host: { type: 'string', value: 'HOST', summary: 'address to listen on (default 127.0.0.1)' },
    'allow-host': {
      type: 'string',
      value: 'NAME',
      multiple: true,
      summary: 'another host name under which it answers, such as that of a container; may be repeated',
    },
    region: { type: 'string', value: 'REGION', choices: regions, summary: 'region that it stands for (default all)' },
    delay: {
      type: 'string',
      value: 'MS',
      summary: 'milliseconds before the first token and between the pieces of a stream (default 0)',
    },
    scenario: { type: 'string', value: 'FILE', summary: 'answers for the next calls' },
    unknown: {
      type: 'string',
      value: 'HOW',
      choices: ['warn', 'refuse'],
      summary: 'handling of parameters that it does not know (default warn)',
    },
    forward: {
      type: 'string',
      value: 'URL',
      summary: 'passes calls on to Model Studio, such as https://dashscope-intl.aliyuncs.com',
    },
    record: { type: 'string', value: 'DIR', summary: 'with --forward: keeps each call in a file, without keys' },
    replay: { type: 'string', value: 'DIR', summary: 'answers from recorded calls' },
    otherwise: {
      type: 'string',
      value: 'HOW',
      choices: ['refuse', 'emulate'],
      summary: 'with --replay: the answer to a call that is not recorded (default refuse)',
    },
    timing: { type: 'boolean', summary: 'with --replay: answers take the time that they took' },
  },
  exits: { ok: 'it was stopped' },
  async run({ port: givenPort, host, 'allow-host': allowedHosts, region, delay: givenDelay, ...others }, terminal) {
    const { scenario, unknown } = others;
    const recording = await readRecording(others, { region, delay: givenDelay, scenario, unknown });
    const port = readWholeNumber('port', givenPort, { min: 0, max: 65_535 }) ?? 4010;
    const delay = readWholeNumber('delay', givenDelay, { min: 0, max: 600_000 });
    const { answers, answer } = scenario === undefined ? {} : await loadScenario(scenario);
    const options: EmulatorOptions = {
      region,
      firstTokenDelay: delay,
      deltaDelay: delay,
      unknownParameters: unknown,
      answer,
      callLimits,
      ...recording,
    };
    const running = start(options);
    if (answers !== undefined) queue(running, answers, scenario);
    const { url } = await listen(running, { port, hostname: host, allowedHosts, inspector: true });
    terminal.print(describeAddresses(url, process.platform === 'win32' ? 'powershell' : 'sh', sourceOf(others)));
    await stopped(terminal.stopped);
    await running.close();
    return exitCodes.ok;
  },
});

/** The emulator refuses an address that is not one of the service. */
function start(options: EmulatorOptions) {
  try {
    return createEmulator(options);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.replace('forward.to', '--forward') : String(error));
  }
}

type Running = ReturnType<typeof createEmulator>;

/** The emulator refuses an answer with a misspelt field. */
function queue(running: Running, answers: ScriptedAnswer[], file: string | undefined): void {
  try {
    running.answerNext(...answers);
  } catch (error) {
    throw new UsageError(`The scenario ${file} cannot be used: ${error instanceof Error ? error.message : error}`);
  }
}

async function listen(running: Running, where: Parameters<Running['listen']>[0] & { port: number }) {
  try {
    return await running.listen(where);
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith('allowedHosts must'))
      throw new UsageError(error.message.replace('allowedHosts', '--host and --allow-host'));
    if ((error as { code?: unknown }).code !== 'EADDRINUSE') throw error;
    throw new Error(`Something else listens on port ${where.port}. Choose another one with --port.`, { cause: error });
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
