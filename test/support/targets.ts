import type { AskedCall, Emulator, ScriptedAnswer } from 'ai-sdk-qwen/emulator';
import type { Calls, Major, Protocol } from './majors/major.js';
import { majors } from './majors/index.js';
import { expectNoSecret } from './canary.js';
import { emulate } from './listening-emulator.js';

const protocols: Protocol[] = ['compatible', 'native', 'responses'];

/** A way to a model: a major of the AI SDK over a protocol. */
export interface Target {
  name: string;
  major: Major;
  protocol: Protocol;
}

/** All twelve of them. */
export const targets: Target[] = majors.flatMap((major) =>
  protocols.map((protocol) => ({ name: `${major.name}, ${protocol}`, major, protocol })),
);

/** The same with applications, which lack tools and objects. */
export const allTargets: Target[] = [
  ...targets,
  ...majors.map((major) => ({ name: `${major.name}, application`, major, protocol: 'application' as const })),
];

/** A target with a server of its own, which answers from a queue or by a scenario, else in its own words. */
export async function connect(
  { major, protocol }: Target,
  script: ScriptedAnswer[] | ((call: AskedCall) => ScriptedAnswer) = [],
  apiKey = 'sk-test-key',
): Promise<Calls & { emulator: Emulator; url: string }> {
  const { emulator, url } = await emulate(typeof script === 'function' ? { answer: script } : {});
  if (typeof script !== 'function') emulator.answerNext(...script);
  const calls = major.connect({ apiKey, baseURL: `${url}/compatible-mode/v1` }, protocol);
  const stream: Calls['stream'] = async (ask) => {
    const streamed = await calls.stream(ask);
    expectNoSecret([streamed.errors, streamed.result]);
    return streamed;
  };
  return { ...calls, stream, emulator, url };
}

/** A request's body, with what the protocols have in different places in one. */
export function requestOf(body: unknown): {
  messages: { role: string; content: unknown }[];
  parameters: Record<string, unknown>;
} {
  const { messages, input, instructions, parameters, ...rest } = body as Record<string, unknown>;
  const { messages: inner } = (input ?? {}) as { messages?: unknown };
  const system = instructions === undefined ? [] : [{ role: 'system', content: instructions }];
  return {
    messages: (messages ?? inner ?? [...system, ...(input as object[])]) as { role: string; content: unknown }[],
    parameters: (parameters ?? rest) as Record<string, unknown>,
  };
}
