// What the page gets from the emulator. Both sides import these types, and nothing else of each other.

/** `waiting`: there are no headers yet. `broken`: the emulator broke the connection. `aborted`: the client left. */
export type CallState = 'waiting' | 'streaming' | 'done' | 'broken' | 'aborted';

/** Tokens as the answer reports them, in the words of no protocol. */
export interface TokenCount {
  input?: number;
  output?: number;
  reasoning?: number;
  cached?: number;
  /** Written to an explicit cache. */
  written?: number;
}

/** Other things that an answer reports and that are billed. */
export interface UnitCount {
  images?: number;
  /** Spoken characters. */
  characters?: number;
  /** Seconds of a recording, or of a video that was made. */
  seconds?: number;
  /** Seconds of the videos that were passed in. */
  inputSeconds?: number;
  /** Class of a video's resolution: 480, 720 or 1080. */
  resolution?: number;
}

/** A cost by the list prices of a region. */
export interface Cost {
  amount: number;
  currency: 'CNY';
  region: string;
}

/** A row of the list. Times are milliseconds since the request came. */
export interface CallSummary {
  id: number;
  /** Milliseconds since 1970. */
  startedAt: number;
  method: string;
  path: string;
  model?: string;
  streams: boolean;
  state: CallState;
  /** 0 until there is one. */
  status: number;
  /** The first chunk that carries a piece of the answer. */
  firstToken?: number;
  duration?: number;
  chunks: number;
  warnings: number;
  /** The last text of the user, cut. */
  question: string;
  error?: string;
  tokens?: TokenCount;
  /** Absent where the list has no price. */
  cost?: Cost;
}

export type ChunkKind = 'text' | 'reasoning' | 'tool' | 'audio' | 'usage' | 'error' | 'end' | 'other';

/** A chunk of the response's body, as it left the emulator. */
export interface Chunk {
  /** Milliseconds since the request came. */
  at: number;
  bytes: number;
  kind: ChunkKind;
  /** The piece of the answer in it. */
  piece: string;
  /** Output tokens so far, if the chunk reports them. */
  tokens?: number;
}

export interface ToolCall {
  name: string;
  arguments: string;
}

/** An answer, read from the response. */
export interface ReadAnswer {
  text: string;
  reasoning: string;
  toolCalls: ToolCall[];
  finishReason?: string;
  tokens?: TokenCount;
  units?: UnitCount;
  /** The task that the call created or asked about. */
  taskId?: string;
  error?: { code: string; message: string };
}

/** Everything about a call. */
export interface CallDetail extends CallSummary {
  requestHeaders: Record<string, string>;
  requestBody: unknown;
  responseHeaders: Record<string, string>;
  /** Undefined unless the body is text. */
  responseBody?: string;
  /** Bytes of the body, which may be more than are kept. */
  bytes: number;
  /** A sentence, if less is kept of the response than came. */
  cut?: string;
  warningTexts: string[];
  answer: ReadAnswer;
  chunkList: Chunk[];
}

/** A message of the event stream: calls that are new or have changed. */
export interface InspectorEvent {
  /** Calls before this message are gone. */
  cleared?: boolean;
  calls: CallSummary[];
  /** The number of the oldest call that is kept. Those before it are forgotten. */
  oldest: number;
  /** Answers and failures that wait for a call. */
  queued: number;
}

/** The facts that do not change while the emulator runs. */
export interface InspectorSetup {
  failures: { name: string; status: number; message: string }[];
}

/** The body of a request to queue something. */
export type QueueRequest = { answer: unknown } | { failure: string; times?: number };
