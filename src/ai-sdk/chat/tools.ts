import type {
  BuiltInToolType,
  QwenCodeInterpreterInput,
  QwenCodeInterpreterOutput,
  QwenFileSearchInput,
  QwenFileSearchOptions,
  QwenFileSearchOutput,
  QwenImageSearchInput,
  QwenImagesOutput,
  QwenMcpInput,
  QwenMcpOptions,
  QwenMcpOutput,
  QwenWebExtractorInput,
  QwenWebExtractorOutput,
  QwenWebSearchImageInput,
  QwenWebSearchInput,
  QwenWebSearchOutput,
} from '../../chat/tools/built-in.js';
import { hideSecrets } from '../../chat/tools/hidden.js';

/** A schema of the AI SDK, by the interface that AI SDK 6 and 7 accept. @see https://standardschema.dev */
export interface ToolSchema<Value> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => { readonly value: Value };
    readonly types?: { readonly input: unknown; readonly output: Value };
  };
}

/** A tool of the service for AI SDK 4, which has no parts for its calls. */
export interface ToolV1 {
  type: 'provider-defined';
  id: `qwen.${BuiltInToolType}`;
  args: Record<string, unknown>;
  /** A schema of the application's AI SDK; no type of this package can be one. */
  parameters: never;
}

/** A tool of the service for AI SDK 5. */
export interface ToolV2 {
  type: 'provider-defined';
  id: `qwen.${BuiltInToolType}`;
  name: string;
  args: Record<string, unknown>;
  /** A schema of the application's AI SDK, like the one of the output; no type of this package can be one. */
  inputSchema: never;
  outputSchema: never;
}

/** A tool of the service for AI SDK 6. */
export interface ToolV3<Input, Output> {
  type: 'provider';
  id: `qwen.${BuiltInToolType}`;
  args: Record<string, unknown>;
  inputSchema: ToolSchema<Input>;
  outputSchema: ToolSchema<Output>;
}

/** A tool of the service for AI SDK 7. */
export interface ToolV4<Input, Output> {
  type: 'provider';
  isProviderExecuted: true;
  id: `qwen.${BuiltInToolType}`;
  args: Record<string, unknown>;
  inputSchema: ToolSchema<Input>;
  outputSchema: ToolSchema<Output>;
}

/** The forms of a tool, by specification. */
interface Forms<Input, Output> {
  v1: ToolV1;
  v2: ToolV2;
  v3: ToolV3<Input, Output>;
  v4: ToolV4<Input, Output>;
}

type Form<Version extends keyof Forms<never, never>, Input, Output> = Forms<Input, Output>[Version];

/**
 * Tools that Model Studio runs itself: `qwen.tools`. The model calls them within one answer. They are tools of the
 * Responses protocol, so a call that has one goes there.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/web-search
 */
export interface Tools<Version extends keyof Forms<never, never>> {
  /** Searches the web. The pages are sources of the answer. */
  webSearch(): Form<Version, QwenWebSearchInput, QwenWebSearchOutput>;
  /** Reads pages. Needs `webSearch` beside it, and with qwen3.5-plus and qwen3.7-plus thinking. */
  webExtractor(): Form<Version, QwenWebExtractorInput, QwenWebExtractorOutput>;
  /** Runs Python code that the model writes. Needs thinking. */
  codeInterpreter(): Form<Version, QwenCodeInterpreterInput, QwenCodeInterpreterOutput>;
  /** Finds pictures by words: up to 100. */
  webSearchImage(): Form<Version, QwenWebSearchImageInput, QwenImagesOutput>;
  /** Finds pictures that look like a picture of the prompt. */
  imageSearch(): Form<Version, QwenImageSearchInput, QwenImagesOutput>;
  /** Searches a knowledge base of the console. The service says nothing about an id that does not exist. */
  fileSearch(options: QwenFileSearchOptions): Form<Version, QwenFileSearchInput, QwenFileSearchOutput>;
  /** Calls the tools of an MCP server, at once and without asking for approval: up to 10 servers a call. */
  mcp(options: QwenMcpOptions): Form<Version, QwenMcpInput, QwenMcpOutput>;
}

/**
 * A schema for every AI SDK, which all know their own schemas by these symbols. It lets everything pass: the service may
 * add fields, and an answer that has been paid for must not fail on them. The service knows the tools, so nothing sends
 * the schema.
 */
const schema = {
  [Symbol.for('vercel.ai.schema')]: true,
  [Symbol.for('vercel.ai.validator')]: true,
  jsonSchema: { type: 'object' },
  validate: undefined,
  '~standard': { version: 1, vendor: 'qwen', validate: (value: unknown) => ({ value }) },
};

/** Makes `qwen.tools` for a specification. Options are checked by the call that has the tool. */
export function createTools<Version extends keyof Forms<never, never>>(version: Version): Tools<Version> {
  const type = version === 'v1' || version === 'v2' ? 'provider-defined' : 'provider';
  const schemas = version === 'v1' ? { parameters: schema } : { inputSchema: schema, outputSchema: schema };
  const make = (name: BuiltInToolType, args: object = {}) => ({
    type,
    id: `qwen.${name}`,
    name,
    isProviderExecuted: true,
    args,
    ...schemas,
  });
  const tools = {
    webSearch: () => make('web_search'),
    webExtractor: () => make('web_extractor'),
    codeInterpreter: () => make('code_interpreter'),
    webSearchImage: () => make('web_search_image'),
    imageSearch: () => make('image_search'),
    fileSearch: (options: QwenFileSearchOptions) => make('file_search', options),
    mcp: (options: QwenMcpOptions) => make('mcp', hideSecrets({ ...options })),
  };
  return tools as { [Name in keyof typeof tools]: unknown } as Tools<Version>;
}
