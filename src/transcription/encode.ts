import type { TranscriptionCapabilities } from '../catalogue/transcription.js';
import type { Connection } from '../connection/connection.js';
import type { TranscriptionPlan } from './plan.js';

/** The URL that calls of a model go to. */
export function endpointOf(connection: Connection, { form, native }: TranscriptionCapabilities): string {
  if (form === 'chat' && native !== true) return connection.compatibleURL('/chat/completions');
  const isTask = form === 'files' || form === 'file';
  return connection.dashscopeURL(
    isTask ? '/services/audio/asr/transcription' : '/services/aigc/multimodal-generation/generation',
    'transcription',
  );
}

/** Writes the body of a request. `format` is the container of the recording. */
export function encodeTranscription(
  model: string,
  { form, native }: TranscriptionCapabilities,
  { context, parameters }: TranscriptionPlan,
  url: string,
  format: string | undefined,
): Record<string, unknown> {
  const hasParameters = Object.keys(parameters).length > 0;
  const sound = { type: 'input_audio', input_audio: { data: url } };
  switch (form) {
    case 'chat': {
      const options = hasParameters ? { asr_options: parameters } : {};
      if (native !== true) {
        const system = context === undefined ? [] : [{ role: 'system', content: context }];
        return { model, messages: [...system, { role: 'user', content: [sound] }], ...options };
      }
      const system = context === undefined ? [] : [{ role: 'system', content: [{ text: context }] }];
      const messages = [...system, { role: 'user', content: [{ audio: url }] }];
      return { model, input: { messages }, ...(hasParameters && { parameters: options }) };
    }
    case 'sentences': {
      // The recording must be in the last message.
      const earlier = context === undefined ? [] : [{ role: 'user', content: [{ type: 'input_text', text: context }] }];
      const messages = [...earlier, { role: 'user', content: [sound] }];
      return { model, input: { messages }, parameters: { format, ...parameters } };
    }
    case 'files':
      return { model, input: { file_urls: [url] }, ...(hasParameters && { parameters }) };
    case 'file': {
      const all = { ...(context !== undefined && { corpus: { text: context } }), ...parameters };
      return { model, input: { file_url: url }, ...(Object.keys(all).length > 0 && { parameters: all }) };
    }
  }
}
