import { InvalidArgumentError } from '@ai-sdk/provider';
import { ownType, text, textRecord, type OptionCheck } from '../../options/checks.js';
import { isObject } from '../../util/json.js';
import { didYouMean } from '../../util/nearest.js';
import { isWebAddress } from '../../util/web-address.js';
import {
  toolMethods,
  type BuiltInTool,
  type BuiltInToolType,
  type QwenFileSearchOptions,
  type QwenMcpOptions,
} from './built-in.js';
import { withSecrets } from './hidden.js';

/** A tool of a provider, as the AI SDKs give it to a model. */
export interface ProviderTool {
  name: string;
  id?: unknown;
  args?: unknown;
}

type Checks<Options> = { [Name in keyof Required<Options>]: { check: OptionCheck; required?: true } };

const oneId = ownType<readonly [string]>(
  (value) => Array.isArray(value) && value.length === 1 && typeof value[0] === 'string' && value[0] !== '',
  'an array with one id: the service searches exactly one knowledge base',
);

const webUrl = ownType<string>(
  (value) => typeof value === 'string' && isWebAddress(value),
  'a URL that begins with http:// or https://',
);

const fileSearchChecks: Checks<QwenFileSearchOptions> = { vectorStoreIds: { check: oneId, required: true } };

const mcpChecks: Checks<QwenMcpOptions> = {
  serverLabel: { check: text, required: true },
  serverUrl: { check: webUrl, required: true },
  serverDescription: { check: text },
  headers: { check: textRecord },
  serverProtocol: { check: text },
};

/**
 * Reads a tool of `qwen.tools`; undefined for a tool of another provider. Throws `InvalidArgumentError` for a wrong
 * option, without its value, which may be secret.
 */
export function readBuiltInTool({ id, name, args }: ProviderTool): BuiltInTool | undefined {
  if (typeof id !== 'string' || !id.startsWith('qwen.')) return undefined;
  const type = id.slice('qwen.'.length);
  if (!isBuiltIn(type)) return undefined;
  const given = isObject(args) ? args : {};
  if (type === 'file_search') {
    return { type, name, fileSearch: readOptions<QwenFileSearchOptions>(name, type, given, fileSearchChecks) };
  }
  if (type !== 'mcp') {
    readOptions(name, type, given, {});
    return { type, name };
  }
  const whole = withSecrets(given);
  if (whole === undefined) {
    throw new InvalidArgumentError({
      argument: `tools.${name}`,
      message:
        `The tool ${name} has lost its headers or the secret part of its URL: it was copied or stored. Make it again ` +
        'with qwen.tools.mcp(...) where the call is made.',
    });
  }
  return { type, name, mcp: readOptions<QwenMcpOptions>(name, type, whole, mcpChecks) };
}

function isBuiltIn(type: string): type is BuiltInToolType {
  return Object.hasOwn(toolMethods, type);
}

function readOptions<Options>(
  tool: string,
  type: BuiltInToolType,
  given: Record<string, unknown>,
  checks: Checks<Options>,
): Options {
  const method = `qwen.tools.${toolMethods[type]}`;
  const rows: Record<string, { check: OptionCheck; required?: true }> = checks;
  const refuse = (option: string, reason: string) => {
    const argument = `tools.${tool}.${option}`;
    return new InvalidArgumentError({ argument, message: `${argument} (${method}) ${reason}` });
  };
  for (const [option, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const row = Object.hasOwn(rows, option) ? rows[option] : undefined;
    if (row === undefined) {
      const names = Object.keys(rows);
      const known = names.length === 0 ? 'The tool has no options.' : `The options are ${names.join(', ')}.`;
      throw refuse(option, `is unknown. ${didYouMean(option, names) ?? known}`);
    }
    if (!row.check.schema.safeParse(value).success) throw refuse(option, `must be ${row.check.accepts}.`);
  }
  const missing = Object.keys(rows).find((option) => rows[option]!.required === true && given[option] === undefined);
  if (missing !== undefined) throw refuse(missing, `is missing; it must be ${rows[missing]!.check.accepts}.`);
  return given as Options;
}
