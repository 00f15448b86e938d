import type { FileEvent, FinishEvent, SourceEvent, ToolCallEvent } from '../../chat/answer/event.js';
import type { JSONValue } from '../../util/json.js';
import type { PartWriter } from './stream.js';

/** Metadata of a part or an answer, by provider. */
export type ProviderMetadata = Record<string, Record<string, JSONValue>>;

/** A page that the answer is based on. */
export interface SourcePart {
  type: 'source';
  sourceType: 'url';
  id: string;
  url: string;
  title?: string;
  providerMetadata: ProviderMetadata;
}

/** A whole tool call; `input` is JSON text. */
export interface ToolCallPart {
  type: 'tool-call';
  toolCallId: string;
  toolName: string;
  input: string;
}

/** The stream parts that the specifications V2 to V4 have in common. */
export type BlockPart =
  | { type: 'text-start' | 'text-end' | 'reasoning-start' | 'reasoning-end' | 'tool-input-end'; id: string }
  | { type: 'text-delta' | 'reasoning-delta' | 'tool-input-delta'; id: string; delta: string }
  | { type: 'tool-input-start'; id: string; toolName: string }
  | { type: 'response-metadata'; id?: string; modelId?: string; timestamp?: Date }
  | { type: 'raw'; rawValue: unknown }
  | { type: 'error'; error: unknown }
  | SourcePart
  | ToolCallPart;

/** The parts that each specification writes in its shape. */
export interface OwnParts<File, Finish> {
  file(event: FileEvent): File;
  finish(event: FinishEvent): Finish;
}

type Write = (part: BlockPart) => void;

/** The blocks of one stream that are open: text or thinking, and the inputs of tools. */
class OpenBlocks {
  private open: { type: 'text' | 'reasoning'; id: string; delta: 'text-delta' | 'reasoning-delta' } | undefined;
  private readonly tools = new Set<string>();
  private count = 0;

  grow(type: 'text' | 'reasoning', delta: string, write: Write): void {
    let { open } = this;
    if (open?.type !== type) {
      this.close(write);
      open = { type, id: `${type}-${this.count++}`, delta: `${type}-delta` };
      this.open = open;
      write({ type: `${type}-start`, id: open.id });
    }
    write({ type: open.delta, id: open.id, delta });
  }

  openTool(id: string, toolName: string, write: Write): void {
    if (this.tools.has(id)) return;
    this.close(write);
    this.tools.add(id);
    write({ type: 'tool-input-start', id, toolName });
  }

  closeTool(id: string, write: Write): void {
    this.tools.delete(id);
    write({ type: 'tool-input-end', id });
  }

  closeAll(write: Write): void {
    this.close(write);
    for (const id of this.tools) write({ type: 'tool-input-end', id });
    this.tools.clear();
  }

  private close(write: Write): void {
    if (this.open !== undefined) write({ type: `${this.open.type}-end`, id: this.open.id });
    this.open = undefined;
  }
}

/**
 * Writes events as blocks that open, grow and close: every delta belongs to an open block. Thinking is closed before the
 * text begins, or `useChat` loses both. Holds the state of one stream.
 */
export function createBlockWriter<File, Finish>({
  file,
  finish,
}: OwnParts<File, Finish>): PartWriter<BlockPart | File | Finish> {
  const blocks = new OpenBlocks();

  return (event, write): void => {
    switch (event.type) {
      case 'metadata':
        return write({
          type: 'response-metadata',
          id: event.id,
          modelId: event.model,
          timestamp: event.timestamp,
        });
      case 'reasoning':
      case 'text':
        return blocks.grow(event.type, event.delta, write);
      case 'tool-delta':
        blocks.openTool(event.id, event.name, write);
        return write({ type: 'tool-input-delta', id: event.id, delta: event.delta });
      case 'tool-call':
        blocks.openTool(event.id, event.name, write);
        blocks.closeTool(event.id, write);
        return write(toToolCall(event));
      case 'source':
        return write(toSource(event));
      case 'file':
        return write(file(event));
      case 'raw':
        return write({ type: 'raw', rawValue: event.value });
      case 'error':
        // A chat stops reading at the error: an open block would look unfinished for ever.
        blocks.closeAll(write);
        return write({ type: 'error', error: event.error });
      case 'finish':
        blocks.closeAll(write);
        return write(finish(event));
    }
  };
}

export function toToolCall({ id, name, arguments: input }: ToolCallEvent): ToolCallPart {
  return { type: 'tool-call', toolCallId: id, toolName: name, input };
}

export function toSource({ id, url, title, metadata }: SourceEvent): SourcePart {
  return { type: 'source', sourceType: 'url', id, url, title, providerMetadata: { qwen: metadata } };
}
