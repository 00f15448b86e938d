/** Decides who may call an emulator. */
export interface Access {
  /** True for a host name under which it may be called. */
  allowsHost: (hostname: string) => boolean;
  /** True for an origin whose pages may call it. */
  allowsOrigin: (origin: string) => boolean;
}

/**
 * True for names and addresses of this machine. Names that end with `.localhost` are among them (RFC 6761).
 */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname) ||
    hostname === '[::1]' ||
    hostname === '[::ffff:7f00:1]'
  );
}

const wildcards = ['0.0.0.0', '[::]'];

/**
 * Allows loopback, the host that is listened on, and those named. A web page elsewhere could point its own
 * domain at this machine and read the answers (DNS rebinding). An emulator that listens on all addresses may be
 * called by address, because a rebound page still sends its domain as the host.
 */
export function createAccess(listensOn: string, allowed: readonly string[] | true = []): Access {
  if (allowed === true) return { allowsHost: () => true, allowsOrigin: () => true };
  const names = new Set([listensOn, ...allowed].map(hostnameOf));
  const byAddress = wildcards.includes(hostnameOf(listensOn));
  const isNamed = (hostname: string) => isLoopback(hostname) || names.has(hostname);
  return {
    allowsHost: (hostname) => isNamed(hostname) || (byAddress && isAddress(hostname)),
    allowsOrigin: (origin) => isNamed(hostnameOfOrigin(origin) ?? ''),
  };
}

/** Access for this machine only. */
export const loopbackOnly = createAccess('localhost');

function hostnameOf(name: string): string {
  const bare = name.includes(':') && !name.startsWith('[') && name.split(':').length > 2 ? `[${name}]` : name;
  try {
    return new URL(`http://${bare}`).hostname;
  } catch {
    throw new TypeError(`allowedHosts must hold host names such as "emulator" or "192.168.1.5", given "${name}".`);
  }
}

function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(hostname);
}

/** The host name of an `Origin` header; undefined for an opaque origin (`null`) and for a malformed one. */
function hostnameOfOrigin(origin: string): string | undefined {
  try {
    const { protocol, hostname } = new URL(origin);
    return protocol === 'http:' || protocol === 'https:' ? hostname : undefined;
  } catch {
    return undefined;
  }
}

/** Lets pages of allowed origins read an answer. */
export function shareWithPages(response: Response, origin: string | null, access: Access): Response {
  if (origin === null || !access.allowsOrigin(origin)) return response;
  response.headers.set('access-control-allow-origin', origin);
  response.headers.set('access-control-expose-headers', '*');
  response.headers.append('vary', 'Origin');
  return response;
}

const methods = 'GET, POST, DELETE, OPTIONS';

/** Answers OPTIONS, which a browser sends before a request with a key or JSON. */
export function answerPreflight({ headers }: Request, access: Access): Response {
  const origin = headers.get('origin');
  if (origin !== null && !access.allowsOrigin(origin)) return new Response(null, { status: 403 });
  const response = new Response(null, { status: 204, headers: { allow: methods } });
  if (origin === null) return response;
  response.headers.set('access-control-allow-methods', methods);
  response.headers.set('access-control-allow-headers', headers.get('access-control-request-headers') ?? '*');
  response.headers.set('access-control-max-age', '600');
  if (headers.get('access-control-request-private-network') === 'true') {
    response.headers.set('access-control-allow-private-network', 'true');
  }
  return shareWithPages(response, origin, access);
}
