/** An answer to a chat question, in no protocol's words. */
export interface Answer {
  choices: Choice[];
  usage: Usage;
  /** The pages of a web search; undefined without a search. */
  sources?: Source[];
  /** Calls of the code interpreter, and the prompt tokens before it ran: the model then reads the prompt again. */
  interpreter?: { calls: Record<string, unknown>[]; promptTokens: number };
  /** Height and width of pictures as the model saw them, if the question asks for them. */
  imageSizes?: [height: number, width: number][];
  /** The result of an OCR task, in the task's shape. */
  ocr?: Record<string, unknown>;
}

/** A page that a web search found. */
export interface Source {
  title: string;
  url: string;
  siteName: string;
  icon: string;
}

/** One of the choices, cut into the pieces that a stream sends. */
export interface Choice {
  reasoning: string[];
  text: string[];
  toolCalls: AnsweredCall[];
  finishReason: FinishReason;
  /** An entry for each token of the text, if asked for. */
  logprobs?: TokenLogprob[];
  /** 16-bit PCM, 24 kHz, mono: base64 pieces. */
  speech?: string[];
}

/** Why the answer ended, as the service writes it. */
type FinishReason = 'stop' | 'length' | 'tool_calls' | (string & {});

/** A tool call of the answer. Its fragments, joined, are the arguments. */
export interface AnsweredCall {
  id: string;
  name: string;
  fragments: string[];
}

/** A token and its probability. */
export interface TokenLogprob {
  token: string;
  logprob: number;
  top: { token: string; logprob: number }[];
}

/** Tokens spent. */
export interface Usage {
  promptTokens: number;
  completionTokens: number;
  /** The parts of the prompt that were read from the cache and written to it. */
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
