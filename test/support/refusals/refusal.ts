import type { RuleName } from '../../../src/emulator/rules/rules.js';

/** The call with which a user asks for what is refused, and the words of the error. */
interface Planned {
  call?: object;
  options?: object;
  /** Field, what was given, and what is accepted, as the error names them; of the last one its beginning is enough. */
  says: [field: string, given: string, accepted: string];
}

/** The same request as it would be sent, and how the service refuses it. */
interface Served {
  path: string;
  body: object;
  headers?: Record<string, string>;
  /** Default 400. */
  status?: number;
  /** Default `InvalidParameter`. */
  code?: string;
  message: string;
}

/** Something that is refused, by both sides unless one has a reason not to know it. */
export interface Refusal {
  kind: 'image' | 'video';
  rule: RuleName | 'none';
  model: string;
  planner: Planned | { unknown: string };
  service: Served | { unknown: string };
}

/** Fills in what rows of a list share. */
export function rowsOf(kind: Refusal['kind'], rows: Omit<Refusal, 'kind'>[]): Refusal[] {
  return rows.map((row) => ({ kind, ...row }));
}

export const image = { type: 'url' as const, url: 'https://a.example/a.png' };
export const video = { type: 'url' as const, url: 'https://a.example/a.mp4' };
export const audio = { type: 'url' as const, url: 'https://a.example/a.mp3' };

/** The same thing several times. */
export function times<Value>(count: number, value: Value): Value[] {
  return Array.from({ length: count }, () => value);
}
