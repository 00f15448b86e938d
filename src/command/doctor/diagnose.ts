import { askForModels, type Reply } from './ask.js';
import type { Check } from './check.js';
import { findKey, type FoundKey, type KeyKind } from './key.js';
import { judgeReplies } from './key-check.js';
import { checkClock, checkMachine } from './machine.js';
import { checkPackages, findPackages, type Installed } from './packages.js';
import { findOwnServer, type OwnServer, serversFor, type Server } from './servers.js';
import type { Surroundings } from './surroundings.js';

/** Everything that the doctor found. */
export interface Diagnosis {
  checks: Check[];
  /** The variable that holds the key, and what kind of key it is. */
  key?: Pick<FoundKey, 'variable' | 'kind'>;
  servers: ServerResult[];
  packages: Installed;
}

/** A server's answer, for scripts. */
export type ServerResult = Omit<Reply, 'server' | 'serverTime'> & Pick<Server, 'name' | 'baseURL' | 'settings'>;

export interface DiagnoseOptions {
  workspaceId?: string | undefined;
  /** Asks no server. */
  offline: boolean;
  /** Names the hosts that get the key, before it is sent. */
  announce: (text: string) => void;
}

/** Runs all checks. Rejects only if the command is stopped. */
export async function diagnose(surroundings: Surroundings, options: DiagnoseOptions): Promise<Diagnosis> {
  const packages = findPackages(surroundings.folder);
  const { key, checks: keyChecks } = findKey(surroundings);
  const own = findOwnServer(surroundings);
  const servers = serversOf(key?.kind ?? 'general', own, options.workspaceId);
  const replies = key === undefined || options.offline ? [] : await askAll(key, servers, surroundings, options);
  surroundings.signal.throwIfAborted();
  const verdict = key === undefined || replies.length === 0 ? [] : judgeReplies(replies, key);
  const clock = checkClock(replies, surroundings.now());
  const machine = checkMachine(surroundings, hostsOf(servers));
  const checks = [...machine, ...clock, ...checkPackages(packages), ...keyChecks, ...own.checks];
  return {
    checks: [...checks, ...verdict],
    ...(key && { key: { variable: key.variable, kind: key.kind } }),
    servers: replies.map(resultOf),
    packages,
  };
}

/** The servers to ask: the one that the environment names goes first. */
function serversOf(kind: KeyKind, own: OwnServer, workspaceId: string | undefined): Server[] {
  const others = serversFor(kind, workspaceId, own).filter(({ baseURL }) => baseURL !== own.server?.baseURL);
  return own.server === undefined ? others : [own.server, ...others];
}

const hostsOf = (servers: readonly Server[]) => servers.map(({ baseURL }) => new URL(baseURL).host);

async function askAll(
  { text }: FoundKey,
  servers: readonly Server[],
  surroundings: Surroundings,
  { announce }: DiagnoseOptions,
): Promise<Reply[]> {
  const hosts = hostsOf(servers).join(', ');
  announce(`Asking for the list of models with your key, which costs nothing: ${hosts}.`);
  return Promise.all(servers.map((server) => askForModels(server, text, surroundings)));
}

function resultOf({ server, outcome, status, models, reason, milliseconds }: Reply): ServerResult {
  const { name, baseURL, settings } = server;
  return { name, baseURL, settings, outcome, status, models, reason, milliseconds };
}
