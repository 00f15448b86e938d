import { type Check, check } from './check.js';
import type { FoundKey, KeyKind } from './key.js';
import type { Reply } from './ask.js';
import type { Server } from './servers.js';

/** Says where the key is valid, and which settings choose that server. */
export function judgeReplies(replies: readonly Reply[], { kind }: FoundKey): Check[] {
  const lines = replies.map((reply) => check('server', reply.outcome === 'unclear' ? 'note' : 'ok', describe(reply)));
  return [...lines, verdict(replies, kind)];
}

function describe({ server, outcome, status, models, reason, milliseconds }: Reply): string {
  const place = `${server.name} (${new URL(server.baseURL).host})`;
  if (outcome === 'accepted') return `${place} accepts the key: ${models} models, in ${milliseconds} ms.`;
  if (outcome === 'refused') return `${place} refuses the key (HTTP ${status}).`;
  return `${place} gives no clear answer: ${reason}.`;
}

function verdict(replies: readonly Reply[], kind: KeyKind): Check {
  const accepted = replies.filter(({ outcome }) => outcome === 'accepted').map(({ server }) => server);
  const [first] = accepted;
  if (accepted.some(({ isDefault }) => isDefault)) {
    return check('settings', 'ok', 'The provider needs no settings: `qwen` and `createQwen()` call this server.');
  }
  if (first !== undefined) return wrongServer(first, replies.find(({ server }) => server.isDefault)?.server);
  if (replies.some(({ outcome }) => outcome === 'refused')) return refusedEverywhere(kind);
  return check(
    'network',
    'problem',
    'No server of Model Studio gave a clear answer.',
    'Check the network and the proxy.',
  );
}

function wrongServer({ name, settings }: Server, byDefault: Server | undefined): Check {
  const inUse = byDefault === undefined ? 'needs settings to call it' : `calls ${byDefault.name} without settings`;
  return check(
    'settings',
    'problem',
    `The key belongs to ${name}, and the provider ${inUse}.`,
    `Create the provider with \`createQwen(${literalOf(settings)})\`.`,
  );
}

/** The settings as a line of code. */
function literalOf(settings: Server['settings']): string {
  const fields = Object.entries(settings).map(([name, value]) => `${name}: '${value}'`);
  return `{ ${fields.join(', ')} }`;
}

function refusedEverywhere(kind: KeyKind): Check {
  const advice =
    kind === 'plan'
      ? 'Check in the console that the plan is active and the key is whole.'
      : 'Check in the console that the key is whole and enabled. A key of Frankfurt, Tokyo or of one workspace needs ' +
        '--workspace ID.';
  return check('settings', 'problem', 'No server that gave a clear answer accepts the key.', advice);
}
