import { InvalidArgumentError } from '@ai-sdk/provider';
import { toSnakeCase } from '../../util/json.js';
import { penaltyWarnings } from './penalty.js';
import type { PreparedCall } from './prepared-call.js';
import { drop, thinks } from './thinking.js';

/** Adjusts the remaining settings to the model's capabilities. */
export function applyOptions(prepared: PreparedCall): void {
  const { capabilities, request, warnings } = prepared;
  const known = request.options.known;
  warnings.push(...penaltyWarnings(capabilities, request));
  if (capabilities.foreign !== true && request.stop !== undefined && known.stopTokenIds !== undefined) {
    throw new InvalidArgumentError({
      argument: 'stopTokenIds',
      message: 'stopTokenIds and stopSequences were both given; the service accepts only one of them per call.',
    });
  }
  // `ai` 4 sends 0 when nothing was set.
  if (capabilities.fixedTemperature === true && request.temperature === 0) request.temperature = undefined;
  if (known.enableSearch === true && capabilities.webSearch === false) {
    drop(prepared, 'enableSearch', `${request.model} does not search the web.`);
    delete known.searchOptions;
  }
  if (known.n !== undefined && known.n > 1) {
    warnings.push({
      type: 'other',
      message:
        'Several answers were requested (n): the first is the result, the others are in providerMetadata.qwen.alternatives.',
    });
  }
  // Omni models speak by default (Qwen-Omni page).
  if (capabilities.speech === true) known.modalities ??= ['text'];
  if (capabilities.foreign !== true && Object.keys(known).length > 0) warnOfIdle(prepared);
}

type OptionName = keyof PreparedCall['request']['options']['known'];

/** Warns of options without an effect, because another option is missing. They are sent all the same. */
function warnOfIdle({ capabilities, protocol, request, warnings }: PreparedCall): void {
  const { known, extra } = request.options;
  const warn = (setting: OptionName, needed: string): void => {
    const details = `It has no effect without ${needed}.`;
    warnings.push({ type: 'unsupported-setting', setting, details });
  };
  const need = (setting: OptionName, needed: OptionName): void => {
    if (known[setting] === undefined || known[needed] === true) return;
    if (extra[toSnakeCase(needed)] === undefined) warn(setting, `${needed}: true`);
  };
  need('searchOptions', 'enableSearch');
  need('topLogprobs', 'logprobs');
  if (thinks(capabilities, request) === 'no') need('thinkingBudget', 'enableThinking');
  const written = protocol === 'compatible' && known.modalities?.includes('audio') === false;
  if (written && known.audio !== undefined) warn('audio', "modalities: ['text', 'audio']");
  // The console says so of qwen3-omni-flash; that the service refuses the two together is not documented.
  const speaks = protocol === 'compatible' && known.modalities?.includes('audio') === true;
  if (speaks && thinks(capabilities, request) === 'yes') {
    const details = `${request.model} does not speak when it thinks: the answer has no audio.`;
    warnings.push({ type: 'unsupported-setting', setting: 'modalities', details });
  }
}
