import { isLoopback } from '../server/access.js';

/** The emulator's own address in a recording, because its port changes. */
const anyAddress = 'http://emulator.invalid';

/** Buckets in which the service keeps uploads and results. */
const bucket = /https?:\/\/([a-z\d][a-z\d-]*\.oss-[a-z\d-]+\.aliyuncs\.com)(?![\w.-])/gi;

/** Paths below which the emulator serves the files of a bucket. */
const folder = '/forwarded/';

const modelStudio = /(?:^|\.)(?:dashscope(?:-intl|-us)?|maas)\.aliyuncs\.com$/;

/** Reads the address of a service that may have a caller's key: Model Studio, or an emulator on this machine. */
export function readService(address: string): URL {
  const given = `forward.to must be the address of Model Studio, such as "https://dashscope-intl.aliyuncs.com", or of an emulator on this machine, given "${address}".`;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new TypeError(given);
  }
  const isAllowed =
    url.protocol === 'https:' ? modelStudio.test(url.hostname) : url.protocol === 'http:' && isLoopback(url.hostname);
  if (!isAllowed) throw new TypeError(`${given} The key of a caller goes nowhere else.`);
  if (url.pathname !== '/' || url.search !== '' || url.username !== '' || url.password !== '') {
    throw new TypeError(`${given} It has no path: the paths of the calls are kept.`);
  }
  return url;
}

/** Replaces the emulator's own address in texts that are recorded. */
export function toRecorded(text: string, own: string): string {
  return text.replaceAll(own, anyAddress);
}

/** Puts the emulator's own address into a recorded text. */
export function fromRecorded(text: string, own: string): string {
  return text.replaceAll(anyAddress, own);
}

/**
 * Leads the files that an answer links to through the emulator, so that they are recorded too: those in buckets, and
 * those of an emulator that plays the service.
 */
export class Addresses {
  private readonly buckets = new Set<string>();
  private readonly files: RegExp;

  constructor(private readonly service: URL) {
    this.files = new RegExp(`${service.origin.replaceAll('.', '\\.')}(?=/(?:results|oss)(?![\\w-]))`, 'g');
  }

  /** The address to which a call is passed on; undefined for a bucket that no answer has named. */
  targetOf({ pathname, search }: URL): URL | undefined {
    if (!pathname.startsWith(folder)) return new URL(pathname + search, this.service);
    const [host = '', ...path] = pathname.slice(folder.length).split('/');
    return this.buckets.has(host) ? new URL(`https://${host}/${path.join('/')}${search}`) : undefined;
  }

  /** True for a bucket, which must not get a key. */
  isBucket({ host }: URL): boolean {
    return host !== this.service.host;
  }

  /** An answer of the service, as the client of the emulator gets it. */
  lead(text: string, own: string): string {
    return text.replace(this.files, own).replace(bucket, (_, host: string) => {
      this.buckets.add(host);
      return `${own}${folder}${host}`;
    });
  }

  /** An address to which the service redirects: of its own, or of a bucket. Others are as they were. */
  leadRedirect(address: string, own: string): string {
    const led = this.lead(address, own);
    return led.startsWith(`${this.service.origin}/`) ? own + led.slice(this.service.origin.length) : led;
  }

  /** A request of the client, as the service gets it. */
  restore(text: string, own: string): string {
    if (!text.includes(own)) return text;
    const [before, ...parts] = text.split(`${own}${folder}`);
    const restored = [before!, ...parts.map((part) => `https://${part}`)].join('');
    return restored.replaceAll(own, this.service.origin);
  }
}

/** Rewrites a text that comes in pieces. The beginning of an address at the end of a piece waits for the next. */
export class PieceRewriter {
  private rest = '';

  constructor(private readonly rewrite: (text: string) => string) {}

  push(piece: string): string {
    const text = this.rest + piece;
    const [open = ''] = /(?:h|ht|htt|https?|https?:\/?|https?:\/\/[\w.:-]{0,100}\/?[a-z]{0,7})$/i.exec(text) ?? [];
    this.rest = open;
    return this.rewrite(text.slice(0, text.length - open.length));
  }

  end(): string {
    return this.rewrite(this.rest);
  }
}
