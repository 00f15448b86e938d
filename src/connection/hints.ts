import type { Failure } from '../http/failure.js';
import { keyHint, type Place } from './key-hint.js';
import { isPlan } from './plan-hosts.js';

interface Hint {
  code?: RegExp;
  message?: RegExp;
  hint: string;
}

/**
 * Advice by the service's code or message; the first matching row counts. All of it follows the documentation's error
 * page.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/error-code
 */
const hints: readonly Hint[] = [
  {
    code: /FreeTierOnly/,
    message: /free (allocated )?quota|free tier/i,
    hint: 'The free quota of this model is used up: switch on paid use in the console or use another model.',
  },
  {
    code: /^(Arrearage|PrepaidBillOverdue|PostpaidBillOverdue)$/,
    hint: 'The account has an unpaid bill: pay it in the console.',
  },
  { code: /^CommodityNotPurchased$/, hint: 'Activate Model Studio for this account in the console first.' },
  {
    code: /\.Unpurchased$/,
    hint: 'Activate Model Studio for this account in the console, and check that its plan and region include the model.',
  },
  {
    code: /^(model_not_found|ModelNotFound)$/,
    // The others come from vLLM and Ollama.
    message: /^Model not exist|\bmodel [`"'][^`"']+[`"'] (not found|does not exist)/i,
    hint: 'Check the spelling (ids are case-sensitive) and that this region and workspace offer the model.',
  },
  {
    code: /^WorkSpaceNotFound$/i,
    hint: 'Check workspaceId: the console lists the workspaces of the account.',
  },
  {
    code: /^model_not_supported$/,
    hint:
      'Embedding and reranking models have other methods (qwen.textEmbeddingModel, qwen.reranking); some chat ' +
      'models are served only by the DashScope protocol (qwen.dashscope).',
  },
  {
    code: /AccessDenied|access_denied|^NOT AUTHORIZED$/i,
    hint: 'The key may not use this model, app or workspace: check its permissions in the console.',
  },
  {
    // Before the row for inspection: InvalidParameter.DataInspection is a failed download on the way to it.
    code: /^InvalidURL/,
    message: /download.{0,200}(multimodal|media resource)|Failed to download|Content-(Type|Length) of multimodal url/i,
    hint: 'The service could not fetch a media URL: it must be public and fast, and send its content type and length.',
  },
  {
    code: /^(DataInspectionFailed|data_inspection_failed)$/,
    message: /inappropriate content/i,
    hint: 'The content inspection blocked the call: change the prompt, or the material that it quotes.',
  },
  {
    message: /Range of input length|message token length exceed/i,
    hint:
      'The prompt or text is empty, or too long for the context window of this model: shorten it or use a model with a ' +
      'larger one.',
  },
  {
    message: /Range of max_tokens/i,
    hint:
      'maxTokens (maxOutputTokens since AI SDK 5) is above what this model can write; leave it out to use the whole ' +
      'range.',
  },
  {
    message: /tool_choice .{0,200}(required|object)|tool_choice is one of/i,
    hint:
      "toolChoice 'required' and forced tools need a model that is not thinking, and 'required' with several tools " +
      "a newer model: use 'auto', force one tool, or set enableThinking: false.",
  },
  {
    message: /enable_thinking (must be set to false for non-streaming|only support stream)/i,
    hint:
      'Write enableThinking and not enable_thinking: a call that thinks is then streamed inside. Or set it to false, or ' +
      'use streamText.',
  },
  { message: /only support stream/i, hint: 'This model answers only in streams: use streamText.' },
  {
    message: /must contain the word 'json'/i,
    hint: 'Put the word JSON into the system message or the prompt.',
  },
  {
    message: /\blist index out of range/i,
    hint: 'The last message must come from the user or a tool, or be a prefix to continue (partial).',
  },
  {
    message: /Content length must be greater than 0/i,
    hint: 'A message is empty: leave it out, or add text to it.',
  },
  {
    message: /tool_calls.{0,40}must be followed by tool messages|must be a response to a preceeding message/i,
    hint: 'Every tool call in the messages needs its result right after it, and every result needs its call before it.',
  },
  {
    message: /batch size is invalid/i,
    hint: 'Too many texts in one request; embedMany splits them for you.',
  },
  {
    message: /url error, please check url/i,
    hint: 'This model has another endpoint: the DashScope protocol has one for text models and one for multimodal models.',
  },
  {
    message: /Unexpected item type in content/i,
    hint: 'This model reads text only: use a vision model for images and video.',
  },
  {
    // CosyVoice, Qwen-Audio and Qwen-TTS spell it differently; 431 is a voice that was cloned for another model.
    message:
      /Engine (?:return )?error(?: code:)? \[?4(?:11|18|31)\b|Invalid voice specified|Request voice is invalid|: parameters\.audio\.voice/,
    hint:
      'The model does not have this voice: a voice belongs to one generation of models, and a cloned or designed one to ' +
      'the model that it was made for.',
  },
  {
    message: /Engine (?:return )?error(?: code:)? \[?428\b/,
    hint:
      'The model does not take these instructions with this voice: some voices take none, or fixed sentences only, and ' +
      'none takes more than 100 characters (a Chinese one counts as two).',
  },
  {
    message: /SSML text is not supported/,
    hint: 'The model or the voice does not take SSML: leave enableSsml out, and pass plain text.',
  },
  {
    message: /does not support http call/,
    hint: 'The model is served over WebSocket or as a stream only, or over HTTP in another region.',
  },
  {
    message: /audio format is illegal|UNSUPPORTED_FORMAT/,
    hint: 'The recording is damaged, or of another container than the option format says: leave it out, or convert the file.',
  },
  {
    code: /BurstRate|limit_burst_rate/i,
    hint: 'Requests came too fast: ramp up more slowly, or set waitTimeout to let the server queue them.',
  },
  {
    code: /RateQuota|limit_requests|LimitRequests/i,
    hint: 'Too many requests per minute for this model: wait a little, or ask for a higher quota.',
  },
  {
    code: /AllocationQuota|insufficient_quota/i,
    hint: 'Too many tokens per minute for this model: wait about a minute.',
  },
];

// The text that a hint goes by is at the beginning of a message.
const maxMessageLength = 4000;

const keyCodes = /^(invalid_?api_?key|InvalidApiKey)$/i;

/**
 * The documentation's advice about a failure, if there is any. `place` is called for the place that the call went to.
 */
export function hintFor(failure: Failure, place: () => Place): string | undefined {
  const { status, code, message } = failure;
  if (keyCodes.test(code ?? '')) return keyHint(place());
  const words = message.slice(0, maxMessageLength);
  const row = hints.find((hint) => hint.code?.test(code ?? '') === true || hint.message?.test(words) === true);
  if (row) return row.hint;
  if (status === 401) return keyHint(place());
  if (/^The server answered HTTP 4\d\d[^:]{0,60}: \{\}$/.test(words) && isWorkspace(place())) return workspaceHint;
  return isWrongAddress(failure) ? addressHint : undefined;
}

// Measured in Sep 2026 with speech and transcription, where the shared hosts tell code and message.
const workspaceHint =
  'Hosts of workspaces often give no reason: send the same call without workspaceId or baseURL to the shared host of the ' +
  'region, which does.';

function isWorkspace({ host, isModelStudio }: Place): boolean {
  return isModelStudio && host.endsWith('.maas.aliyuncs.com') && !isPlan(host);
}

const addressHint =
  'Check baseURL: for Model Studio it ends in /compatible-mode/v1, or in /api/v1 for the DashScope protocol. Pass the URL of ' +
  'another server that ends in /api/v1 as { compatible: url }.';

// Messages of servers for an unknown path: FastAPI, Express, Go, nginx, Spring, llama.cpp.
const unknownPath =
  /^(404 |the )?(file|page|path|route|url|endpoint|resource|requested (url|resource))? ?(was )?not found\b|^cannot (get|post)\b|^no (static )?(route|resource|endpoint|handler)\b|^(unknown|invalid) (path|route|url|endpoint)\b/i;

/**
 * True if the address is wrong. A server with a more specific message was reached, and that message says what is
 * missing.
 */
function isWrongAddress({ status, code, type, message }: Failure): boolean {
  if (status !== 404 || (code !== undefined && code !== '404')) return false;
  if (/^The server answered HTTP 404[^:]{0,60} with an (HTML page|empty body)/.test(message)) return true;
  const words = message.replace(/^The server answered HTTP 404[^:]{0,60}: /, '').slice(0, maxMessageLength);
  if (type !== undefined && !/not_?found/i.test(type)) return false;
  // "Not found the model … or Permission denied" is about a model, and what follows a colon about something else again.
  return unknownPath.test(words) && !/\bmodels?\b|not found: ?[^\s/]/i.test(words);
}
