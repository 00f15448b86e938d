import type { JSONObject } from '../core/json.js';
import type { ChatOptions, QwenSearchOptions } from '../core/options.js';
import type { ChatRequest } from '../core/request.js';
import type { Warning } from '../core/warning.js';
import { encodeMessages } from './messages.js';
import type { WireRequest, WireTool } from './wire.js';

/** The body of a chat call and what of the request it can't carry. */
export interface EncodedChat {
  body: WireRequest;
  warnings: Warning[];
}

/** Writes a chat request as the body of `POST /chat/completions`. */
export function encodeChat(request: ChatRequest): EncodedChat {
  const { known, extra } = request.options;
  const body: WireRequest = {
    model: request.model,
    messages: encodeMessages(request.prompt),
    ...(request.stream && { stream: true, stream_options: { include_usage: true } }),
    temperature: request.temperature,
    top_p: request.topP,
    top_k: request.topK ?? known.topK,
    max_tokens: request.maxTokens,
    seed: request.seed,
    stop: request.stop ?? known.stopTokenIds,
    presence_penalty: request.presencePenalty,
    frequency_penalty: request.frequencyPenalty,
    response_format: responseFormat(request),
    ...toolFields(request),
    ...optionFields(known),
    ...extra,
  };
  return { body, warnings: nativeOnly(request) };
}

function optionFields(options: ChatOptions['known']): JSONObject {
  return withoutUndefined({
    enable_thinking: options.enableThinking,
    thinking_budget: options.thinkingBudget,
    reasoning_effort: options.reasoningEffort,
    preserve_thinking: options.preserveThinking,
    clear_thinking: options.clearThinking,
    enable_search: options.enableSearch,
    search_options: options.searchOptions && searchFields(options.searchOptions),
    enable_code_interpreter: options.enableCodeInterpreter,
    repetition_penalty: options.repetitionPenalty,
    vl_high_resolution_images: options.vlHighResolutionImages,
    max_completion_tokens: options.maxCompletionTokens,
    n: options.n,
    logprobs: options.logprobs,
    top_logprobs: options.topLogprobs,
    translation_options: options.translationOptions && translationFields(options.translationOptions),
    asr_options: options.asrOptions && transcriptionFields(options.asrOptions),
    modalities: options.modalities,
    audio: options.audio && withoutUndefined({ format: 'wav', ...options.audio }),
    skill: options.skill,
    user: options.user,
    metadata: options.metadata,
  });
}

function searchFields(options: QwenSearchOptions): JSONObject {
  const {
    forcedSearch,
    searchStrategy,
    enableSearchExtension,
    freshness,
    assignedSiteList,
    intentionOptions,
    enableSource: _source,
    enableCitation: _citation,
    citationFormat: _format,
    prependSearchResult: _prepend,
    ...extra
  } = options;
  return withoutUndefined({
    forced_search: forcedSearch,
    search_strategy: searchStrategy,
    enable_search_extension: enableSearchExtension,
    freshness,
    assigned_site_list: assignedSiteList,
    intention_options: intentionOptions && { prompt_intervene: intentionOptions.promptIntervene },
    ...extra,
  });
}

function translationFields(options: NonNullable<ChatOptions['known']['translationOptions']>): JSONObject {
  const { sourceLang, targetLang, terms, tmList, domains, ...extra } = options;
  return withoutUndefined({
    source_lang: sourceLang,
    target_lang: targetLang,
    terms,
    tm_list: tmList,
    domains,
    ...extra,
  });
}

function transcriptionFields(options: NonNullable<ChatOptions['known']['asrOptions']>): JSONObject {
  const { language, enableItn, enableLid, ...extra } = options;
  return withoutUndefined({ language, enable_itn: enableItn, enable_lid: enableLid, ...extra });
}

/** Fields that hold undefined are left out, so that an option that was not given sends nothing. */
function withoutUndefined(fields: Record<string, unknown>): JSONObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as JSONObject;
}

/** Tools and what goes with them; the service refuses a choice without tools. */
function toolFields({ tools, toolChoice, options: { known } }: ChatRequest): JSONObject {
  if (tools.length === 0) return {};
  return withoutUndefined({
    tools: tools.map(
      ({ name, description, parameters }): WireTool => ({
        type: 'function',
        function: { name, ...(description !== undefined && { description }), parameters: withoutDialect(parameters) },
      }),
    ),
    tool_choice:
      typeof toolChoice === 'object' ? { type: 'function', function: { name: toolChoice.name } } : toolChoice,
    parallel_tool_calls: known.parallelToolCalls,
    tool_stream: known.toolStream,
  });
}

function responseFormat({ output, responseFormat: format, options }: ChatRequest): JSONObject | undefined {
  if (output.kind === 'text' || format === 'none') return undefined;
  if (format === 'object' || output.schema === undefined) return { type: 'json_object' };
  return {
    type: 'json_schema',
    json_schema: withoutUndefined({
      name: schemaName(output.name),
      description: output.description,
      schema: withoutDialect(output.schema),
      strict: options.known.strictJsonSchema ?? true,
    }),
  };
}

/** Names of schemas are at most 64 of A–Z a–z 0–9 _ - (structured output page, 2026). */
function schemaName(name: string | undefined): string {
  return name?.replace(/[^\w-]/g, '_').slice(0, 64) || 'response';
}

/** `$schema` names the JSON schema dialect, which no model needs and the documentation does not list. */
function withoutDialect({ $schema: _dialect, ...schema }: JSONObject): JSONObject {
  return schema;
}

/** Options that only the native protocol has a place for. */
function nativeOnly({ options: { known }, prompt }: ChatRequest): Warning[] {
  const search = known.searchOptions;
  const given: Record<string, unknown> = {
    ocrOptions: known.ocrOptions,
    vlEnableImageHwOutput: known.vlEnableImageHwOutput,
    enableTextImageMixed: known.enableTextImageMixed,
    'searchOptions.enableSource': search?.enableSource,
    'searchOptions.enableCitation': search?.enableCitation,
    'searchOptions.citationFormat': search?.citationFormat,
    'searchOptions.prependSearchResult': search?.prependSearchResult,
    ...partOptions(prompt),
  };
  return Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([setting]) => ({
      type: 'unsupported-setting',
      setting,
      details: 'The OpenAI-compatible protocol has no such parameter; only the native DashScope protocol has it.',
    }));
}

function partOptions(prompt: ChatRequest['prompt']): Record<string, unknown> {
  const parts = prompt.flatMap((message) => (message.role === 'user' ? message.parts : []));
  return {
    maxFrames: parts.find((part) => part.options?.maxFrames !== undefined),
    enableRotate: parts.find((part) => part.options?.enableRotate !== undefined),
  };
}
