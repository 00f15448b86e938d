import { tool, chat } from '../bodies.js';
import { type RefusalCase, modelServer, user, schema } from './case.js';

export const capabilities: RefusalCase[] = [
  {
    rule: 'parameter-unsupported',
    body: chat({ model: 'qwen-max', preserve_thinking: true }),
    message: 'The model qwen-max does not support preserve_thinking.',
  },
  {
    rule: 'parameter-unsupported',
    body: chat({ vl_high_resolution_images: true }),
    message: 'The model qwen-plus does not support vl_high_resolution_images.',
  },
  {
    rule: 'parameter-unsupported',
    body: chat({ model: 'qwen3-max', n: 2, enable_thinking: true }),
    message: 'The model qwen3-max does not support n greater than 1 in thinking mode.',
  },
  {
    rule: 'parameter-unsupported',
    body: chat({ model: 'qwen-max', n: 2 }),
    message: 'The model qwen-max does not support n.',
  },
  {
    rule: 'parameter-unsupported',
    body: chat({
      model: 'qwen3-max-preview',
      messages: [user, { role: 'assistant', content: 'The', partial: true }],
    }),
    message: 'The model qwen3-max-preview does not support partial.',
  },
  {
    rule: 'enable_thinking',
    body: chat({ model: 'qwen-max', enable_thinking: false }),
    code: 'InvalidParameter.NotSupportEnableThinking',
    message: 'The model qwen-max does not support enable_thinking.',
  },
  {
    rule: 'thinking-only',
    body: chat({ model: 'qwen3-235b-a22b-thinking-2507', enable_thinking: false }),
    message: 'The value of the enable_thinking parameter is restricted to True.',
  },
  {
    rule: 'thinking-not-streamed',
    body: chat({ enable_thinking: true }),
    message: 'parameter.enable_thinking must be set to false for non-streaming calls',
  },
  {
    rule: 'thinking-not-streamed',
    body: chat({ model: 'qwen3-8b' }),
    message: 'parameter.enable_thinking must be set to false for non-streaming calls',
  },
  {
    rule: 'stream-only',
    body: chat({ model: 'qwq-plus' }),
    message: 'This model only support stream mode, please enable the stream parameter to access the model. ',
  },
  {
    rule: 'audio-not-streamed',
    body: chat({
      model: 'qwen3-omni-flash',
      modalities: ['text', 'audio'],
      audio: { voice: 'Cherry', format: 'wav' },
    }),
    message: "'audio' output only support with stream=true",
  },
  {
    rule: 'enable_search',
    body: chat({ model: 'qwen3-coder-plus', enable_search: true }),
    message: 'This model does not support enable_search.',
  },
  {
    rule: 'tools-unsupported',
    body: chat({ model: 'qwen-vl-max', tools: [tool('now')] }),
    message: 'The tool call is not supported.',
  },
  {
    rule: 'format-unsupported',
    body: chat({ model: 'qwen-max', response_format: { type: 'json_schema', json_schema: schema } }),
    message: 'The model qwen-max does not support response_format of type json_schema.',
  },
  {
    rule: 'thinking-and-format',
    body: chat({ model: 'qwen3.6-plus', response_format: { type: 'json_object' } }, 'json'),
    message: 'Json mode response is not supported when enable_thinking is true',
  },
  {
    rule: 'thinking-and-tool_choice',
    body: chat({ model: 'qwen3.6-plus', tools: [tool('now')], tool_choice: 'required' }),
    message: `${modelServer}The tool_choice parameter does not support being set to required or object in thinking mode`,
  },
  {
    rule: 'json-word',
    body: chat({ response_format: { type: 'json_object' } }),
    message:
      `${modelServer}'messages' must contain the word 'json' in some form, to use 'response_format' of type ` +
      "'json_object'.",
  },
];
