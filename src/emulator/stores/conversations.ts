import type { JsonObject } from '../util/objects.js';

/** An item of a conversation, and when it was added. */
interface KeptItem {
  item: JsonObject;
  added: number;
}

export interface Conversation {
  id: string;
  metadata: JsonObject;
  /** Milliseconds since 1970. */
  created: number;
  kept: KeptItem[];
}

const lifetime = 7 * 24 * 3_600_000;

/** Conversations. They stay until they are deleted; their items, for seven days. */
export class ConversationStore {
  private readonly stored = new Map<string, Conversation>();

  add(conversation: Conversation): void {
    this.stored.set(conversation.id, conversation);
  }

  get(id: string): Conversation | undefined {
    return this.stored.get(id);
  }

  delete(id: string): void {
    this.stored.delete(id);
  }

  clear(): void {
    this.stored.clear();
  }
}

/** The items of a conversation that are not too old. */
export function itemsIn({ kept }: Conversation, now: number): JsonObject[] {
  return kept.filter(({ added }) => now - added <= lifetime).map(({ item }) => item);
}

export function addItems({ kept }: Conversation, items: readonly JsonObject[], now: number): void {
  kept.push(...items.map((item) => ({ item, added: now })));
}
