import { unsentBecause, type Dialect, type ThinkingForm } from '../../connection/dialect.js';
import type { Warning } from '../../options/warning.js';
import { mergeObjects, objectAt, type JSONObject } from '../../util/json.js';
import type { ChatRequest } from '../prompt/request.js';

/** A request for thinking. Options of this package win over the SDK's `reasoning`. */
interface Wish {
  on?: boolean;
  /** The setting that it comes from. */
  setting: 'enableThinking' | 'reasoningEffort' | 'reasoning';
  /** The effort; `none` turns thinking off. */
  effort?: string;
  budget?: number;
}

interface Encoded {
  fields: JSONObject;
  warnings: Warning[];
}

/** Writes whether, how hard and how long to think in the form of a server other than Model Studio. */
export function encodeThinking(request: ChatRequest, dialect: Dialect): Encoded {
  const wish = wishOf(request);
  return wish.on === false ? encodeOff(wish, dialect) : encodeOn(wish, dialect);
}

function wishOf({ reasoning, options: { known } }: ChatRequest): Wish {
  const { enableThinking, reasoningEffort, thinkingBudget: budget } = known;
  const named = enableThinking !== undefined || reasoningEffort !== undefined;
  const said = named ? reasoningEffort : reasoning === 'minimal' ? 'low' : reasoning;
  const effort = said === 'none' ? undefined : said;
  const setting = enableThinking !== undefined ? 'enableThinking' : named ? 'reasoningEffort' : 'reasoning';
  return { on: enableThinking ?? (said === undefined ? undefined : said !== 'none'), setting, effort, budget };
}

function encodeOff({ setting, effort, budget }: Wish, dialect: Dialect): Encoded {
  const warnings: Warning[] = [];
  if (budget !== undefined) warnings.push(unsupported('thinkingBudget', 'Thinking is off.'));
  if (effort !== undefined) warnings.push(unsupported('reasoningEffort', 'Thinking is off.'));
  const { thinking } = dialect;
  if (thinking.off !== undefined) return { fields: thinking.off, warnings };
  // The option named after OpenAI's parameter becomes that parameter; for the other settings that would be a guess.
  const field = setting === 'reasoningEffort' ? effortField('none', setting, thinking) : undefined;
  if (field === undefined) warnings.push(unsupported(setting, unsentBecause(dialect)));
  return { fields: field ?? {}, warnings };
}

function encodeOn({ on, setting, effort, budget }: Wish, dialect: Dialect): Encoded {
  const { thinking } = dialect;
  const unsent = unsentBecause(dialect);
  const warnings: Warning[] = [];
  let fields: JSONObject = on === true ? (thinking.on ?? {}) : {};
  if (setting === 'enableThinking' && thinking.on === undefined) warnings.push(unsupported(setting, unsent));

  const exact = budget !== undefined && thinking.budget !== undefined;
  if (exact) fields = mergeObjects(fields, objectAt(thinking.budget, budget));
  else if (budget !== undefined) warnings.push(unsupported('thinkingBudget', unsent));

  if (effort === undefined) return { fields, warnings };
  const name = setting === 'reasoning' ? setting : 'reasoningEffort';
  const field = effortField(effort, name, thinking);
  if (exact) {
    // Servers accept one of the two, and the budget is more exact.
    if (name === 'reasoningEffort') warnings.push(unsupported(name, 'It was left out in favour of thinkingBudget.'));
  } else if (field !== undefined) {
    fields = mergeObjects(fields, field);
  } else if (thinking.on === undefined) {
    warnings.push(unsupported(name, unsent));
  } else {
    warnings.push(unsupported(name, `${dialect.name} documents no efforts for Qwen models; thinking is on.`));
  }
  return { fields, warnings };
}

const degrees = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** The field for an effort; undefined if the server has none. The value of an option is sent unchanged. */
function effortField(effort: string, setting: Wish['setting'], { effort: form }: ThinkingForm): JSONObject | undefined {
  if (form === undefined) return undefined;
  if (setting !== 'reasoning') return objectAt(form.field, effort);
  if (form.onlyIfNamed === true) return undefined;
  const place = degrees.indexOf(effort);
  const distance = (value: string) => Math.abs(degrees.indexOf(value) - place);
  const nearest = form.values.reduce((best, value) => (distance(value) < distance(best) ? value : best));
  return objectAt(form.field, place === -1 ? effort : nearest);
}

function unsupported(setting: string, details: string): Warning {
  return { type: 'unsupported-setting', setting, details };
}
