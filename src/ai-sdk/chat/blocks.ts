import type { AnswerEvent, FileEvent, FinishEvent, SourceEvent, ToolCallEvent } from '../../chat/answer/event.js';
import type { JSONValue } from '../../util/json.js';
import type { PartWriter } from './stream.js';

/** Metadata of a part or an answer, by provider. */
export type ProviderMetadata = Record<string, Record<string, JSONValue>>;

/** A page that an answer is based on. */
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

/** What a specification writes in its own shape. */
export interface OwnParts<File, Finish> {
  file(event: FileEvent): File;
  finish(event: FinishEvent): Finish;
}

/**
 * Writes events as blocks that open, grow and close: every delta belongs to an open block, and thinking is closed
 * before the text begins, or `useChat` loses both. Holds the state of one stream.
 */
export function createBlockWriter<File, Finish>({
  file,
  finish,
}: OwnParts<File, Finish>): PartWriter<BlockPart | File | Finish> {
  type Write = Parameters<PartWriter<BlockPart | File | Finish>>[1];
  let open: { type: 'text' | 'reasoning'; id: string; delta: 'text-delta' | 'reasoning-delta' } | undefined;
  const tools = new Set<string>();
  let blocks = 0;

  // Made once for the stream: there are thousands of events.
  const close = (write: Write): void => {
    if (open !== undefined) write({ type: `${open.type}-end`, id: open.id });
    open = undefined;
  };
  const closeAll = (write: Write): void => {
    close(write);
    for (const id of tools) write({ type: 'tool-input-end', id });
    tools.clear();
  };
  const grow = (type: 'text' | 'reasoning', delta: string, write: Write): void => {
    if (open?.type !== type) {
      close(write);
      open = { type, id: `${type}-${blocks++}`, delta: `${type}-delta` };
      write({ type: `${type}-start`, id: open.id });
    }
    write({ type: open.delta, id: open.id, delta });
  };
  const openTool = (id: string, toolName: string, write: Write): void => {
    if (tools.has(id)) return;
    close(write);
    tools.add(id);
    write({ type: 'tool-input-start', id, toolName });
  };

  return (event: AnswerEvent, write: Write): void => {
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
        return grow(event.type, event.delta, write);
      case 'tool-delta':
        openTool(event.id, event.name, write);
        return write({ type: 'tool-input-delta', id: event.id, delta: event.delta });
      case 'tool-call':
        openTool(event.id, event.name, write);
        tools.delete(event.id);
        write({ type: 'tool-input-end', id: event.id });
        return write(toToolCall(event));
      case 'source':
        return write(toSource(event));
      case 'file':
        return write(file(event));
      case 'raw':
        return write({ type: 'raw', rawValue: event.value });
      case 'error':
        // A chat stops reading at the error: what is open then would look unfinished for ever.
        closeAll(write);
        return write({ type: 'error', error: event.error });
      case 'finish':
        closeAll(write);
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
