import { checkFields } from '../checks/fields.js';
import { checkParameters } from '../checks/parameters.js';
import type { RequestContext } from '../server/context.js';
import { type ReadContent, readMessages } from '../checks/messages.js';
import type { Model } from '../catalogue/model.js';
import type { Question } from '../model/question.js';
import { readQuestion } from '../checks/question.js';
import { refuse } from '../rules/api-error.js';
import { readContent } from './content.js';

/** Fields of a chat request: the documented ones, and others that clients often send. */
const knownFields =
  'model messages stream stream_options temperature top_p top_k repetition_penalty presence_penalty ' +
  'frequency_penalty max_tokens max_completion_tokens seed stop n logprobs top_logprobs tools tool_choice ' +
  'parallel_tool_calls tool_stream response_format enable_thinking thinking_budget preserve_thinking ' +
  'reasoning_effort clear_thinking enable_search search_options enable_code_interpreter ' +
  'vl_high_resolution_images translation_options asr_options modalities audio skill metadata user ' +
  'store logit_bias';

/** Reads and checks a request to /chat/completions. */
export function readChat(context: RequestContext, model: Model): Question {
  const { given, policy } = context;
  if (model.kind !== 'chat') refuse('model-native-only', { model: model.id });
  const body = checkParameters(checkFields(given, knownFields, policy), { model, policy });
  const read: ReadContent = (content, index) => readContent(content, index, policy);
  const messages = readMessages(given.messages, read, policy);
  return readQuestion(body, { model, messages, stream: body.stream === true }, context);
}
