/** An answer to a chat question, free of the protocol it is sent over. */
export interface Answer {
  choices: Choice[];
  usage: Usage;
  /** The pages of a web search; undefined where none was made. */
  sources?: Source[];
  /** What the code interpreter was given, and the prompt before it ran. The model reads twice then. */
  interpreter?: { calls: Record<string, unknown>[]; promptTokens: number };
  /** Height and width pictures had for the model, where the question asks for it. */
  imageSizes?: [height: number, width: number][];
  /** What was read off a picture, in the shape of the task. */
  ocr?: Record<string, unknown>;
}

/** A page that a web search found. */
export interface Source {
  title: string;
  url: string;
  siteName: string;
  icon: string;
}

/** One of the answers, already cut into the pieces a stream sends. */
export interface Choice {
  reasoning: string[];
  text: string[];
  toolCalls: AnsweredCall[];
  finishReason: FinishReason;
  /** One entry a token of the text, when asked for. */
  logprobs?: TokenLogprob[];
  /** 16-bit PCM, 24 kHz, mono: base64 pieces. */
  speech?: string[];
  /** What a transcription tells of the sound. */
  annotations?: Record<string, unknown>[];
}

/** Why the answer ended, as the service writes it. */
type FinishReason = 'stop' | 'length' | 'tool_calls' | (string & {});

/** A tool call of the answer; the fragments joined are its arguments. */
export interface AnsweredCall {
  id: string;
  name: string;
  fragments: string[];
}

/** A token with how likely it was. */
export interface TokenLogprob {
  token: string;
  logprob: number;
  top: { token: string; logprob: number }[];
}

/** Tokens spent. */
export interface Usage {
  promptTokens: number;
  completionTokens: number;
  /** Part of the prompt that was read from, and written to, the cache. */
  cachedTokens: number;
  cacheWriteTokens: number;
  /** Part of the completion that was thinking. */
  reasoningTokens: number;
  imageTokens: number;
  videoTokens: number;
  audioTokens: number;
  speechTokens: number;
  /** Length of a transcribed sound. */
  seconds?: number;
}
