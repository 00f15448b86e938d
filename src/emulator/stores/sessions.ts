import type { Message } from '../model/question.js';

interface Session {
  messages: Message[];
  /** The last request, in milliseconds since 1970. */
  used: number;
}

const lifetime = 3_600_000;

/** Sessions of applications. Each is forgotten after an hour without a request. */
export class SessionStore {
  private readonly sessions = new Map<string, Session>();

  /** The turns of a session; undefined if there is none of this id. */
  get(id: string, now: number): Message[] | undefined {
    const session = this.sessions.get(id);
    return session !== undefined && now - session.used <= lifetime ? session.messages : undefined;
  }

  keep(id: string, messages: Message[], now: number): void {
    this.sessions.set(id, { messages, used: now });
  }

  clear(): void {
    this.sessions.clear();
  }
}
