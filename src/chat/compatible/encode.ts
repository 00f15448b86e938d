import type { Dialect, ThoughtsField } from '../../connection/dialect.js';
import type { ChatRequest } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import { encodeMessages } from '../wire/messages.js';
import { encodeParameters } from '../wire/parameters.js';
import { unsupportedOptions } from '../wire/unsupported-options.js';
import type { AdaptRequest } from './adapt.js';
import { contentWriter } from './messages.js';
import type { WireRequest } from './wire.js';

/**
 * Writes a chat request as the body of `POST /chat/completions` in a server's dialect, with warnings for options that
 * cannot be sent. `adapt` is needed for other servers than Model Studio. `thoughts` is the field in which the server
 * sends thinking.
 */
export function encodeChat(
  request: ChatRequest,
  dialect: Dialect,
  adapt: AdaptRequest | undefined,
  thoughts: ThoughtsField = dialect.thoughts,
): { body: WireRequest; warnings: Warning[] } {
  const said =
    adapt === undefined
      ? { request: withAudioFormat(request), warnings: unsupportedOptions(request, 'compatible') }
      : adapt(request, dialect);
  const { model, prompt, stream } = said.request;
  const body: WireRequest = { model, messages: encodeMessages(prompt, contentWriter(dialect), thoughts) };
  if (stream) body.stream = true;
  if (stream && dialect.streamOptions === true) body.stream_options = { include_usage: true };
  return { body: Object.assign(body, encodeParameters(said.request, 'compatible')), warnings: said.warnings };
}

/** The service requires a format for spoken answers. */
function withAudioFormat(request: ChatRequest): ChatRequest {
  const { known, extra } = request.options;
  const { audio } = known;
  if (audio === undefined) return request;
  const changed = { ...known, audio: { voice: audio.voice, format: audio.format ?? 'wav' } };
  return { ...request, options: { known: changed, extra } };
}
