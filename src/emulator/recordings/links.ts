import { detach } from '../util/detach.js';
import { uuidFrom } from '../util/words.js';
import { replaceInPieces } from './secrets.js';

/** A link in a recorded text: to a bucket, or to a file of an emulator that plays the service. */
const link = /http:\/\/emulator\.invalid(\/(?:forwarded\/[\w.-]+|results)\/[^\s"'?#<>\\]+)(\?[^\s"'<>\\]*)?/g;
const pathOfLink = /\/(?:forwarded\/[\w.-]+|results)\/[^\s"'?#<>\\]+/g;
/** A file in a bucket that a request names. It is the caller's, and stays as it is. */
const fileOfCaller = /\/([a-z\d-]+\.oss-[a-z\d-]+\.aliyuncs\.com\/[^\s"'?#<>\\]+)/gi;

/** Gives the results of a recording other links, because those of the service differ each time: with dates and ids. */
export class Links {
  private readonly known = new Map<string, string>();
  private readonly ofCallers = new Set<string>();
  /** The number of links in the answers to a request, by its hash. */
  private readonly counts = new Map<string, number>();

  /** Remembers the files that a request names. */
  ask(request: string): void {
    for (const [, file] of request.matchAll(fileOfCaller)) this.ofCallers.add(detach(file!));
  }

  /** Learns the links of an answer. They are numbered by the request that was asked, however often it was. */
  learn(answer: string, asked: string): void {
    for (const [, path = '', query = ''] of answer.matchAll(link)) {
      // Links to results are signed. Others are the same each time.
      if (!/signature|x-oss-/i.test(query)) continue;
      if (this.known.has(path) || this.ofCallers.has(path.slice('/forwarded/'.length))) continue;
      const hash = uuidFrom(asked);
      const number = this.counts.get(hash) ?? 0;
      this.counts.set(hash, number + 1);
      const [type = ''] = /\.\w{1,8}$/.exec(path) ?? [];
      this.known.set(detach(path), `/forwarded/results/${uuidFrom(`${asked} link ${number}`)}${type}`);
    }
  }

  /** Replaces the links that are known. */
  replacePieces(pieces: readonly string[]): string[] {
    return replaceInPieces(pieces, pathOfLink, (path) => this.known.get(path) ?? path);
  }

  replace(text: string): string {
    return this.replacePieces([text])[0]!;
  }
}
