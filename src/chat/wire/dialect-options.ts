import { unsentBecause, type Dialect, type DialectOption } from '../../connection/dialect.js';
import type { Warning } from '../../options/warning.js';
import { mergeObjects, objectAt, type JSONObject, type JSONValue } from '../../util/json.js';
import type { OptionRows } from '../../options/table.js';
import { chatTable } from '../option-table.js';
import type { ChatOptions } from '../checked-options.js';
import type { ChatCall } from '../prompt/request.js';

/** Options that are written elsewhere in the request. */
const elsewhere: ReadonlySet<string> = new Set([
  'enableThinking',
  'thinkingBudget',
  'reasoningEffort',
  'strictJsonSchema',
  'suffix',
] satisfies (keyof ChatOptions['known'])[]);

/**
 * Writes the options of a call as parameters of a server other than Model Studio, with a warning for each that it
 * lacks.
 */
export function encodeDialectOptions(
  { topK, options: { known } }: Pick<ChatCall, 'topK' | 'options'>,
  dialect: Dialect,
): { fields: JSONObject; warnings: Warning[] } {
  const warnings: Warning[] = [];
  let fields: JSONObject = {};
  for (const [name, value] of Object.entries({ ...known, topK: topK ?? known.topK })) {
    if (value === undefined || elsewhere.has(name) || isLocal(name) || isDefault(name, value)) continue;
    const path = dialect.parameters[name as DialectOption];
    if (path !== undefined) {
      // The tools carry this one.
      if (name !== 'parallelToolCalls') fields = mergeObjects(fields, objectAt(path, toField(name, value)));
    } else if (name !== 'preserveThinking') {
      // The option has its effect here: the history keeps the earlier thinking.
      warnings.push({ type: 'unsupported-setting', setting: name, details: unsentBecause(dialect) });
    }
  }
  return { fields, warnings };
}

function isLocal(name: string): boolean {
  return (chatTable as OptionRows)[name]?.sentAs === 'local';
}

/** Text is every model's default. */
function isDefault(name: string, value: unknown): boolean {
  return name === 'modalities' && Array.isArray(value) && value.every((kind) => kind === 'text');
}

function toField(name: string, value: unknown): JSONValue {
  if (name !== 'audio') return value as JSONValue;
  const { voice, format = 'wav' } = value as { voice: string; format?: string };
  return { voice, format };
}
