import type { JsonObject } from '../util/objects.js';
import { searchOptions } from '../checks/parameters.js';
import { boolean, freeForm, isInteger, object, oneOf, type Check } from '../checks/values.js';
import { refuse } from '../rules/api-error.js';

/** Parameters of a chat request: the documented ones, and others that were recorded or that clients send. */
export const parameterNames =
  'result_format incremental_output stream temperature top_p top_k repetition_penalty presence_penalty ' +
  'frequency_penalty max_tokens max_completion_tokens seed stop n logprobs top_logprobs logit_bias tools ' +
  'tool_choice parallel_tool_calls tool_stream response_format enable_thinking thinking_budget ' +
  'preserve_thinking reasoning_effort clear_thinking enable_search search_options enable_code_interpreter ' +
  'enable_text_image_mixed vl_high_resolution_images vl_enable_image_hw_output translation_options ' +
  'asr_options ocr_options skill';

const seed: Check = (value, field) => {
  if (!isInteger(value)) refuse('parameter-type', { field, type: 'Integer' });
  if (value < 0) refuse('native-seed');
};

const ocrOptions = object({
  task: oneOf(
    'text_recognition',
    'key_information_extraction',
    'table_parsing',
    'document_parsing',
    'formula_recognition',
    'multi_lan',
    'advanced_recognition',
  ),
  task_config: object({ result_schema: freeForm }),
});

/** Parameters that only this protocol has, or checks differently. */
export const nativeParameters: Record<string, Check> = {
  result_format: oneOf('text', 'message'),
  incremental_output: boolean,
  seed,
  search_options: object({
    ...searchOptions,
    enable_source: boolean,
    enable_citation: boolean,
    citation_format: oneOf('[<number>]', '[ref_<number>]'),
    prepend_search_result: boolean,
  }),
  enable_text_image_mixed: boolean,
  vl_enable_image_hw_output: boolean,
  ocr_options: (value, field, scope) => {
    ocrOptions(value, field, scope);
    const { task, task_config: config } = value as { task?: string; task_config?: JsonObject };
    if (task === undefined) refuse('parameter-type', { field: `${field}.task`, type: 'String' });
    if (task === 'key_information_extraction' && !config?.['result_schema']) refuse('ocr-schema');
  },
};
