import type {
  BuiltInCallEvent,
  DocumentEvent,
  FileEvent,
  FinishEvent,
  ReasoningEvent,
  SourceEvent,
  TextEvent,
  ToolCallEvent,
} from '../../chat/answer/event.js';
import type { JSONObject, JSONValue } from '../../util/json.js';
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

/** A document that the answer is based on. */
export interface DocumentPart {
  type: 'source';
  sourceType: 'document';
  id: string;
  mediaType: string;
  title: string;
  filename?: string;
}

/** A whole tool call; `input` is JSON text. */
export interface ToolCallPart {
  type: 'tool-call';
  toolCallId: string;
  toolName: string;
  input: string;
  /** True if the service runs the tool itself. */
  providerExecuted?: boolean;
  /** True if the caller has not offered the tool. AI SDK 6 and 7. */
  dynamic?: boolean;
  providerMetadata?: ProviderMetadata;
}

/** The result of a tool that the service ran itself. */
export interface ToolResultPart {
  type: 'tool-result';
  toolCallId: string;
  toolName: string;
  result: JSONObject;
  isError?: boolean;
  providerExecuted?: boolean;
  dynamic?: boolean;
  providerMetadata?: ProviderMetadata;
}

/** The stream parts that the specifications V2 to V4 have in common. */
export type BlockPart =
  | { type: 'text-start' | 'reasoning-start'; id: string; providerMetadata?: ProviderMetadata }
  | { type: 'text-end' | 'reasoning-end' | 'tool-input-end'; id: string }
  | { type: 'text-delta' | 'reasoning-delta' | 'tool-input-delta'; id: string; delta: string }
  | { type: 'tool-input-start'; id: string; toolName: string; providerExecuted?: boolean; dynamic?: boolean }
  | { type: 'response-metadata'; id?: string; modelId?: string; timestamp?: Date }
  | { type: 'raw'; rawValue: unknown }
  | { type: 'error'; error: unknown }
  | SourcePart
  | DocumentPart
  | ToolCallPart
  | ToolResultPart;

/**
 * The form in which calls of the service's own tools become parts. AI SDK 5 throws for a tool that is not among the
 * caller's; AI SDK 6 and 7 accept it as `dynamic`.
 */
export type BuiltInForm = 'offered-only' | 'dynamic';

/** The parts that each specification writes in its shape. */
export interface OwnParts<File, Finish> {
  builtIn: BuiltInForm;
  file(event: FileEvent): File;
  finish(event: FinishEvent): Finish;
}

type Write = (part: BlockPart) => void;

/** The blocks of one stream that are open: text or thinking, and the inputs of tools. */
class OpenBlocks {
  private open:
    | { type: 'text' | 'reasoning'; item: string | undefined; id: string; delta: 'text-delta' | 'reasoning-delta' }
    | undefined;
  private readonly tools = new Set<string>();
  private count = 0;

  grow({ type, delta, item }: TextEvent | ReasoningEvent, write: Write): void {
    let { open } = this;
    if (open?.type !== type || open.item !== item) {
      this.close(write);
      open = { type, item, id: `${type}-${this.count++}`, delta: `${type}-delta` };
      this.open = open;
      write({ type: `${type}-start`, id: open.id, ...(item !== undefined && { providerMetadata: ofItem(item) }) });
    }
    write({ type: open.delta, id: open.id, delta });
  }

  openTool(id: string, toolName: string, write: Write, more?: { providerExecuted: true; dynamic?: true }): void {
    if (this.tools.has(id)) return;
    this.close(write);
    this.tools.add(id);
    write({ type: 'tool-input-start', id, toolName, ...more });
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
  builtIn,
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
        return blocks.grow(event, write);
      case 'tool-delta':
        blocks.openTool(event.id, event.name, write);
        return write({ type: 'tool-input-delta', id: event.id, delta: event.delta });
      case 'tool-call':
        blocks.openTool(event.id, event.name, write);
        blocks.closeTool(event.id, write);
        return write(toToolCall(event));
      case 'built-in-start':
        if (!isShown(event, builtIn)) return;
        return blocks.openTool(event.id, event.name, write, runBy(event));
      case 'built-in-call': {
        if (!isShown(event, builtIn)) return;
        const [call, result] = toBuiltIn(event);
        write({ type: 'tool-input-delta', id: event.id, delta: call.input });
        blocks.closeTool(event.id, write);
        write(call);
        return write(result);
      }
      case 'source':
      case 'document':
        return write(toSource(event));
      case 'file':
        return write(file(event));
      case 'raw':
        return write({ type: 'raw', rawValue: event.value });
      case 'error':
        // A chat stops reading at the error: an open block would look unfinished forever.
        blocks.closeAll(write);
        return write({ type: 'error', error: event.error });
      case 'finish':
        blocks.closeAll(write);
        return write(finish(event));
    }
  };
}

export function toToolCall({ id, name, arguments: input, item }: ToolCallEvent): ToolCallPart {
  const part: ToolCallPart = { type: 'tool-call', toolCallId: id, toolName: name, input };
  if (item !== undefined) part.providerMetadata = ofItem(item);
  return part;
}

/** The metadata of a part that is an item of the service. It comes back with the history, and the item's id with it. */
export function ofItem(itemId: string, builtInTool?: string): ProviderMetadata {
  return { qwen: { itemId, ...(builtInTool !== undefined && { builtInTool }) } };
}

/** True if a call of the service's own tools becomes parts. */
export function isShown({ offered }: { offered: boolean }, form: BuiltInForm): boolean {
  return offered || form === 'dynamic';
}

function runBy({ offered }: { offered: boolean }) {
  return { providerExecuted: true as const, ...(!offered && { dynamic: true as const }) };
}

/** A call of the service's own tools, and its result. */
export function toBuiltIn(event: BuiltInCallEvent): [ToolCallPart, ToolResultPart] {
  const shared = {
    toolCallId: event.id,
    toolName: event.name,
    ...runBy(event),
    providerMetadata: ofItem(event.id, event.tool),
  };
  return [
    { type: 'tool-call', ...shared, input: JSON.stringify(event.input) },
    { type: 'tool-result', ...shared, result: event.output, ...(event.failed && { isError: true }) },
  ];
}

export function toSource(event: SourceEvent | DocumentEvent): SourcePart | DocumentPart {
  if (event.type === 'document') {
    const { type: _type, ...document } = event;
    return { type: 'source', sourceType: 'document', ...document };
  }
  const { id, url, title, metadata } = event;
  return { type: 'source', sourceType: 'url', id, url, title, providerMetadata: { qwen: metadata } };
}
