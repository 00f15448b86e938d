import type { JSONObject, JSONValue } from '../../util/json.js';

/** A tool that the service runs itself, by its name there. */
export type BuiltInToolType =
  | 'web_search'
  | 'web_extractor'
  | 'code_interpreter'
  | 'web_search_image'
  | 'image_search'
  | 'file_search'
  | 'mcp';

/** The methods of `qwen.tools`, by tool. */
export const toolMethods = {
  web_search: 'webSearch',
  web_extractor: 'webExtractor',
  code_interpreter: 'codeInterpreter',
  web_search_image: 'webSearchImage',
  image_search: 'imageSearch',
  file_search: 'fileSearch',
  mcp: 'mcp',
} as const satisfies Record<BuiltInToolType, string>;

/** A tool of the service that a call offers to the model. */
export interface BuiltInTool {
  type: BuiltInToolType;
  /** Its key in the caller's tools. */
  name: string;
  fileSearch?: QwenFileSearchOptions;
  mcp?: QwenMcpOptions;
}

/** Options of `qwen.tools.fileSearch`. */
export interface QwenFileSearchOptions {
  /** Id of the knowledge base, from the console of Model Studio. The service searches exactly one. */
  vectorStoreIds: readonly [string];
}

/** Options of `qwen.tools.mcp`. */
export interface QwenMcpOptions {
  /** Name of the server. The calls of its tools have it. */
  serverLabel: string;
  /** URL of the server, which the service calls itself: http or https. */
  serverUrl: string;
  /** Tells the model when to use the server. */
  serverDescription?: string | undefined;
  /** Headers for the server, such as `Authorization`. They appear in no error, log or metadata. */
  headers?: Record<string, string> | undefined;
  /** Protocol of the server. Default `sse`, which is the only one that the service documents. */
  serverProtocol?: string | undefined;
}

/** Input of a web search, as the model wrote it. */
export interface QwenWebSearchInput {
  type?: string | undefined;
  query?: string | undefined;
  queries?: string[] | undefined;
}

/** Pages that a web search found. The service sends no titles. */
export interface QwenWebSearchOutput {
  sources: { type: string; url: string }[];
}

/** Pages that the model reads, and what it looks for. */
export interface QwenWebExtractorInput {
  urls?: string[] | undefined;
  goal?: string | undefined;
}

/** Text that answers the goal of a `webExtractor` call. */
export interface QwenWebExtractorOutput {
  output: string;
}

/** Python code that the model wrote. */
export interface QwenCodeInterpreterInput {
  code?: string | undefined;
  containerId?: string | undefined;
}

/** Lines that the code printed. A picture is a link within the logs, valid for about 12 hours. */
export interface QwenCodeInterpreterOutput {
  outputs: { type: string; logs?: string | undefined }[];
}

/** Words that the model looks for pictures with. */
export interface QwenWebSearchImageInput {
  queries?: string[] | undefined;
}

/** The part of a picture that the model looks for: the picture's place in the message, and corners from 0 to 1000. */
export interface QwenImageSearchInput {
  img_idx?: number | undefined;
  bbox?: number[] | undefined;
}

/** Pictures that were found. */
export interface QwenImagesOutput {
  images: { title?: string | undefined; url: string; index?: number | undefined }[];
}

/** Questions to the knowledge base. */
export interface QwenFileSearchInput {
  queries?: string[] | undefined;
}

/** Passages that were found, with the files that they are in. */
export interface QwenFileSearchOutput {
  results: {
    fileId?: string | undefined;
    filename?: string | undefined;
    score?: number | undefined;
    text?: string | undefined;
  }[];
}

/** A call of a tool of an MCP server. */
export interface QwenMcpInput {
  serverLabel?: string | undefined;
  name?: string | undefined;
  arguments?: JSONValue | undefined;
}

/** Text that the tool of an MCP server returned. */
export interface QwenMcpOutput {
  output: string;
}

/** Input and output of a call of a built-in tool, as the parts of an answer show them. */
export interface ToolUse {
  input: JSONObject;
  output: JSONObject;
}
