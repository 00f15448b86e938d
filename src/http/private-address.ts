import { withoutTrailing } from '../util/text.js';

/**
 * True for the host of a URL that names this machine or a local network. `URL` has already turned every spelling of an
 * IPv4 address (`127.1`, `0x7f000001`, `0177.0.0.1`) into four numbers.
 *
 * A public name may still resolve to a private address: no runtime tells which address its `fetch` connects to. Looking
 * the name up here would not help: the answer may change a moment later, and where a proxy resolves names, some answer
 * every name with an address in 198.18.0.0/15.
 */
export function isPrivate(hostname: string): boolean {
  const host = withoutTrailing('.', hostname.replace(/^\[|\]$/g, '')).toLowerCase();
  if (host.includes(':')) return isPrivateIPv6(host);
  if (/^\d+(\.\d+){3}$/.test(host)) return isPrivateIPv4(host);
  return (
    !host.includes('.') || /\.(localhost|localdomain|local|internal|intranet|lan|home|corp|home\.arpa)$/.test(host)
  );
}

/** True for an http(s) URL whose host is private. */
export function isPrivateURL(url: string): boolean {
  try {
    const { protocol, hostname } = new URL(url);
    return /^https?:$/.test(protocol) && isPrivate(hostname);
  } catch {
    return false;
  }
}

/** Networks that the internet does not reach (the registry of special addresses, RFC 6890 and later). */
const privateNetworks: readonly [address: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

function isPrivateIPv4(host: string): boolean {
  const address = numberOf(host);
  return privateNetworks.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor(numberOf(network) / size);
  });
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Public addresses begin with 2 or 3. Those of tunnels hold an IPv4 address; some are reserved for documentation. */
function isPrivateIPv6(host: string): boolean {
  return !/^[23][\da-f]{3}:/.test(host) || /^(2002:|2001:(0?:|db8:|1\w:|2\w:|2:0?:)|3fff:)/.test(host);
}
