import type { FailureName } from '../../../emulator/index.js';
import { multimodalPath, sampleRecording, transcriptionPath } from '../native-bodies.js';
import type { ProbeRequest } from '../probe.js';
import { native, post } from '../requests.js';
import { modelServer } from './case.js';
import type { EndpointCase } from './endpoint-case.js';

const code = 'InvalidParameter';

/** A message with a recording, which is billed as four seconds should it be taken. */
const spoken = (data = sampleRecording) => [
  { role: 'user', content: [{ type: 'input_audio', input_audio: { data } }] },
];

const chat = (messages: object[]): ProbeRequest => post('/chat/completions', { model: 'qwen3-asr-flash', messages });

const task = (model: string, input: object): ProbeRequest =>
  native(transcriptionPath, { model, input }, { 'X-DashScope-Async': 'enable' });

function ofTask(rule: FailureName, model: string, message: string, reported = code, input: object = {}): EndpointCase {
  return { rule, request: task(model, input), code: reported, message };
}

/** A request for each rule of transcription that a short recording, or none, can show. */
export const transcriptionCases: EndpointCase[] = [
  {
    rule: 'asr-input-audio',
    request: native(multimodalPath, { model: 'qwen3-asr-flash', input: { messages: spoken() } }),
    code,
    message: `${modelServer}Input should be a valid string: input.messages.0.content.str`,
  },
  {
    rule: 'asr-text',
    request: chat([{ role: 'user', content: 'Hello' }]),
    code: 'invalid_parameter_error',
    message: "The dedicated task 'asr' corresponding to the current service does not support this input.",
  },
  {
    rule: 'asr-illegal',
    request: chat(spoken(`data:audio/wav;base64,${Buffer.from('A text.').toString('base64')}`)),
    code: 'invalid_parameter_error',
    message: `${modelServer}The audio format is illegal and cannot be opened`,
  },
  {
    rule: 'asr-format-missing',
    request: native(multimodalPath, {
      model: 'fun-asr-flash-2026-06-15',
      input: { messages: spoken() },
      parameters: {},
    }),
    code,
    message: 'UNSUPPORTED_FORMAT format is empty',
  },
  ofTask('asr-file-urls', 'fun-asr', 'input must contain file_urls'),
  ofTask(
    'asr-file-url',
    'qwen-audio-3.1-asr-flash-filetrans',
    'input must contain file_urls',
    'InvalidParameter.ParseError',
  ),
  ofTask(
    'asr-malformed-url',
    'qwen3-asr-flash-filetrans',
    'The request URL is malformed.',
    'InvalidParameter.MalformedURL',
  ),
  ofTask('asr-one-file', 'fun-asr', 'file_urls must contain exactly one URL', code, {
    file_urls: [sampleRecording, sampleRecording],
  }),
];
