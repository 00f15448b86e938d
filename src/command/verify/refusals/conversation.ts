import { image, png, tool, chat } from '../bodies.js';
import { type RefusalCase, modelServer, call, user, sees, translate } from './case.js';

export const conversations: RefusalCase[] = [
  {
    rule: 'tool-name',
    body: chat({ tools: [tool('a b')] }),
    message:
      "Invalid 'tools[0].function.name': 'a b'. Only " +
      'letters, numbers, underscores and hyphens are allowed, at most 64 of them.',
  },
  {
    rule: 'tool-name-search',
    body: chat({ tools: [tool('now'), tool('search')] }),
    message: `${modelServer}Tool names are not allowed to be [search]`,
  },
  {
    rule: 'messages-missing',
    body: { model: 'qwen-plus', prompt: undefined },
    message: 'Required parameter(messages) missing or invalid, please check the request parameters.',
  },
  {
    rule: 'message-malformed',
    body: chat({ messages: ['Hello'] }),
    message: 'Input should be a valid dictionary or instance of GPT3Message',
  },
  {
    rule: 'role-unknown',
    body: chat({ messages: [{ role: 'developer', content: 'Be brief' }, user] }),
    message: "developer is not one of ['system', 'assistant', 'user', 'tool', 'function'] - 'messages.[0].role'",
  },
  {
    rule: 'content-missing',
    body: chat({ messages: [{ role: 'user' }] }),
    message: 'The content field is a required field.',
  },
  {
    rule: 'content-empty',
    body: chat({}, ''),
    message: 'Role must be user or assistant and Content length must be greater than 0.',
  },
  {
    rule: 'content-empty',
    body: chat({ messages: [user, { role: 'assistant', content: '' }, user] }),
    message: 'Role must be user or assistant and Content length must be greater than 0.',
  },
  {
    rule: 'content-item',
    body: chat({ messages: [{ role: 'user', content: [image(png(20, 20))] }] }),
    message: `${modelServer}The provided messages input is invalid. The error info is [Unexpected item type in content.]`,
  },
  {
    rule: 'content-item',
    body: sees({ type: 'input_audio', input_audio: { data: 'https://a.example/a.wav' } }),
    message: `${modelServer}The provided messages input is invalid. The error info is [Unexpected item type in content.]`,
  },
  {
    rule: 'user-missing',
    body: chat({ messages: [{ role: 'system', content: 'Be brief' }] }),
    message: 'The input messages do not contain elements with the role of user.',
  },
  {
    rule: 'last-message',
    body: chat({ messages: [user, { role: 'assistant', content: 'Hi' }] }),
    status: 500,
    code: 'internal_error',
    message: 'list index out of range',
  },
  {
    rule: 'tool-orphan',
    body: chat({ messages: [user, { role: 'tool', tool_call_id: 'call_1', content: '1' }] }),
    message: `${modelServer}messages with role "tool" must be a response to a preceeding message with "tool_calls".`,
  },
  {
    rule: 'tool-unanswered',
    body: chat({ messages: [user, { role: 'assistant', content: '', tool_calls: [call] }, user] }),
    message:
      `${modelServer}An assistant message with "tool_calls" must be followed by tool messages responding to ` +
      'each "tool_call_id".',
  },
  {
    rule: 'tool-unanswered',
    body: chat({
      messages: [
        user,
        { role: 'assistant', content: '', tool_calls: [call, { ...call, id: 'call_2' }] },
        { role: 'tool', tool_call_id: 'call_1', content: '1' },
      ],
    }),
    message:
      `${modelServer}An assistant message with "tool_calls" must be followed by tool messages ` +
      'responding to each "tool_call_id".',
  },
  {
    rule: 'arguments-not-json',
    body: chat({
      messages: [
        user,
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ ...call, function: { name: 'now', arguments: '{"a"' } }],
        },
        { role: 'tool', tool_call_id: 'call_1', content: '1' },
      ],
    }),
    message: `${modelServer}The "function.arguments" parameter of the code model must be in JSON format.`,
  },
  {
    rule: 'partial-position',
    body: chat({ messages: [{ role: 'assistant', content: 'x', partial: true }, user] }),
    message: "'partial' is only allowed on the last message, with the role of assistant.",
  },
  {
    rule: 'thinking-and-partial',
    body: chat({
      model: 'qwen3.6-plus',
      messages: [user, { role: 'assistant', content: 'The', partial: true }],
    }),
    message: 'Partial mode is not supported when enable_thinking is true',
  },
  {
    rule: 'input-length',
    body: chat({ model: 'qwen1.5-7b-chat' }, 'word '.repeat(6_001)),
    message: `${modelServer}Range of input length should be [1, 6000]`,
  },
  {
    rule: 'translation-role',
    body: translate({}, [{ role: 'system', content: 'x' }, user]),
    status: 500,
    code: 'internal_error',
    message: 'Role must be in [user, assistant]',
  },
  {
    rule: 'translation-single',
    body: translate({ source_lang: 'auto', target_lang: 'English' }, [user, user]),
    message: 'messages length only support 1',
  },
  {
    rule: 'translation-language',
    body: translate({ source_lang: 'auto', target_lang: 'Klingon' }),
    message: '暂时不支持当前设置的语种！',
  },
  {
    rule: 'translation-options',
    body: translate({ source_lang: 'auto' }),
    message:
      'Required parameter(translation_options.target_lang) missing or invalid, please check the request parameters.',
  },
];
