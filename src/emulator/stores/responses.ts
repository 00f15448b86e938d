import type { JsonObject } from '../util/objects.js';

/** An answer of the Responses API that can be looked up and continued. */
export interface StoredResponse {
  id: string;
  /** As it was answered. */
  body: JsonObject;
  /** The items of its input, each with an id. */
  input: JsonObject[];
  /** Input and output of the turns before it. */
  history: JsonObject[];
  previous?: string;
  /** The part of its input that a session cache holds, and until when. */
  cached?: { tokens: number; until: number };
  /** Milliseconds since 1970. */
  created: number;
}

const lifetime = 7 * 24 * 3_600_000;

/** Answers of the last seven days. */
export class ResponseStore {
  private readonly stored = new Map<string, StoredResponse>();

  add(response: StoredResponse): void {
    this.stored.set(response.id, response);
  }

  get(id: string, now: number): StoredResponse | undefined {
    const response = this.stored.get(id);
    return response !== undefined && now - response.created <= lifetime ? response : undefined;
  }

  delete(id: string): void {
    this.stored.delete(id);
  }

  clear(): void {
    this.stored.clear();
  }
}
