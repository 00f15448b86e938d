import type { Reply } from './ask.js';
import { type Check, check } from './check.js';
import { type Surroundings, variable } from './surroundings.js';

/** Checks Node, the proxy for these hosts, and the certificates. */
export function checkMachine(surroundings: Surroundings, hosts: readonly string[]): Check[] {
  return [checkNode(surroundings), ...checkProxy(surroundings, hosts), ...checkCertificates(surroundings)];
}

function checkNode({ node }: Surroundings): Check {
  const major = Number(node.split('.')[0]);
  if (major >= 18) return check('node', 'ok', `Node ${node}.`);
  return check('node', 'problem', `Node ${node} has no \`fetch\`.`, 'Install Node 20 or newer.');
}

/** Variables of a proxy that Node can read. */
const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];
/** Variables of a proxy that only other programs read. */
const otherProxyVariables = ['ALL_PROXY', 'all_proxy'];

/** Node's `fetch` reads the variables of a proxy only if NODE_USE_ENV_PROXY says so. */
function checkProxy(surroundings: Surroundings, hosts: readonly string[]): Check[] {
  const isSet = (name: string) => variable(surroundings, name) !== undefined;
  const [read, unread] = [proxyVariables.filter(isSet), otherProxyVariables.filter(isSet)];
  const set = [...read, ...unread].join(', ');
  if (set === '') return [];
  const exempt = hosts.filter((host) => isExempt(surroundings, host));
  const all = exempt.length === hosts.length;
  const names = all ? 'Model Studio' : exempt.join(', ');
  const exemption = check('proxy', 'note', `NO_PROXY exempts ${names} from the proxy of ${set}.`);
  if (all) return [exemption];
  return [...(exempt.length > 0 ? [exemption] : []), checkProxyUse(surroundings, read, set)];
}

function checkProxyUse(surroundings: Surroundings, read: readonly string[], set: string): Check {
  const used = variable(surroundings, 'NODE_USE_ENV_PROXY') === '1' && readsProxyVariables(surroundings.node);
  if (used && read.length > 0) {
    return check('proxy', 'note', `Requests go through the proxy of ${read.join(', ')} (NODE_USE_ENV_PROXY).`);
  }
  const name = read.length > 0 ? 'Set' : 'Name the proxy in HTTPS_PROXY, and set';
  const advice = `${name} NODE_USE_ENV_PROXY=1 (Node 22.21, Node 24 and newer), or pass createQwen a \`fetch\` with undici's ProxyAgent.`;
  return check('proxy', 'warning', `${set} is set, but \`fetch\` does not use it.`, advice);
}

/** True if NO_PROXY names the host, in the forms that Node reads: a host, `*.domain`, `.domain`, or `*`. */
function isExempt(surroundings: Surroundings, host: string): boolean {
  const entries = (variable(surroundings, 'no_proxy') ?? variable(surroundings, 'NO_PROXY') ?? '').split(/[\s,]+/);
  return entries
    .map((entry) => entry.toLowerCase().replace(/:443$/, ''))
    .some((entry) => {
      if (/^[*.]/.test(entry)) return entry === '*' || host.endsWith(entry.replace(/^\*/, ''));
      return entry === host;
    });
}

/** @see https://nodejs.org/api/cli.html#node_use_env_proxy1 */
function readsProxyVariables(node: string): boolean {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 21);
}

function checkCertificates(surroundings: Surroundings): Check[] {
  if (variable(surroundings, 'NODE_TLS_REJECT_UNAUTHORIZED') !== '0') return [];
  const text = 'NODE_TLS_REJECT_UNAUTHORIZED=0: anyone on the network path can read the key.';
  return [check('certificates', 'warning', text, 'Name the certificate in NODE_EXTRA_CA_CERTS instead.')];
}

const maxSkewMinutes = 5;

/** Compares this machine's clock with a server's. Uploads to the temporary store fail if the clock is wrong. */
export function checkClock(replies: readonly Reply[], now: number): Check[] {
  const serverTime = replies.find((reply) => reply.serverTime !== undefined)?.serverTime;
  if (serverTime === undefined) return [];
  const minutes = Math.round((now - serverTime) / 60_000);
  if (Math.abs(minutes) <= maxSkewMinutes) return [check('clock', 'ok', 'The clock is right.')];
  const direction = minutes > 0 ? 'fast' : 'slow';
  const text = `The clock of this machine is ${Math.abs(minutes)} minutes ${direction}.`;
  return [check('clock', 'warning', text, 'Set it right: signatures and expiry times depend on it.')];
}
