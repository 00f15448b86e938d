/** A call and its answer, as a recording keeps them. */
export interface RecordedExchange {
  request: RecordedRequest;
  response: RecordedResponse;
  /** The place among the calls with the same request, from 2; absent for the first. */
  turn?: number;
}

/** A request without keys. It has one of `body`, `form`, `text` and `file`, or none. */
export interface RecordedRequest {
  method: string;
  /** Such as `/compatible-mode/v1/chat/completions`. */
  path: string;
  /** The query, sorted by name. */
  query?: string;
  /** The headers that change an answer. Names are in lower case. */
  headers?: Record<string, string>;
  /** A body that is JSON. Long media in base64 are hashes. */
  body?: unknown;
  form?: RecordedField[];
  /** A body that is another text. */
  text?: string;
  /** A body that is not a text. */
  file?: RecordedFile;
}

/** A field of a form. */
export interface RecordedField {
  name: string;
  value?: string;
  file?: RecordedFile;
}

/** A file of a request, by its hash. */
export interface RecordedFile {
  name?: string;
  bytes: number;
  sha256: string;
}

/** An answer. It has one of `body`, `text`, `base64` and `chunks`, or none. */
export interface RecordedResponse {
  /** Absent if the client left before there was an answer. */
  status?: number;
  headers?: Record<string, string>;
  /** Milliseconds from the request to the headers of the answer. */
  ms: number;
  /** A body that is JSON. */
  body?: unknown;
  /** A body that is another text, or JSON that is written in another way. */
  text?: string;
  /** A body that is not a text. */
  base64?: string;
  /** A stream of events. */
  chunks?: RecordedChunk[];
  /** `broken`: the connection broke in the middle. `aborted`: the client left. Absent: the answer is whole. */
  ends?: 'broken' | 'aborted';
}

/** An event of a stream, or another piece of its text. */
export interface RecordedChunk {
  /** Milliseconds since the request. Absent: it came in one chunk with the piece before. */
  ms?: number;
  /** The event's JSON. The piece is `before` (default `data: `), this JSON and an empty line. */
  data?: unknown;
  before?: string;
  /** A piece that has another form. */
  text?: string;
}

/** The calls of a recording. */
export interface Recording {
  exchanges: readonly RecordedExchange[];
}
