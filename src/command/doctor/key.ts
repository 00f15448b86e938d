import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyVariables } from '../../connection/settings.js';
import { faultOfKey } from '../../connection/key.js';
import { type Check, check } from './check.js';
import { type Surroundings, variable } from './surroundings.js';

/** `general`: a key of a region. `plan`: a key of a Coding Plan or Token Plan. `temporary`: made from another key. */
export type KeyKind = 'general' | 'plan' | 'temporary' | 'unknown';

/** The key of the environment. Its text is for requests only: no check shows it. */
export interface FoundKey {
  variable: string;
  kind: KeyKind;
  text: string;
}

const consolePage = 'https://www.alibabacloud.com/help/en/model-studio/get-api-key';

/** Files from which frameworks load variables. Node reads them only with --env-file. */
const envFiles = ['.env.local', '.env.development.local', '.env.development', '.env'];

/** Finds the key, and checks its form. The key is undefined if a request cannot carry it. */
export function findKey(surroundings: Surroundings): { key?: FoundKey; checks: Check[] } {
  const set = keyVariables.filter((name) => variable(surroundings, name) !== undefined);
  const [name] = set;
  if (name === undefined) return { checks: [missingKey(surroundings)] };
  const text = variable(surroundings, name) ?? '';
  const fault = faultOfKey(text);
  if (fault !== undefined) {
    return { checks: [check('key-form', 'problem', `The key in ${name} ${fault}.`, 'Write the bare key: sk-….')] };
  }
  const kind = kindOf(text);
  const checks = [check('key', 'ok', `The key comes from ${name}: ${descriptions[kind]}.`)];
  if (kind === 'unknown') {
    checks.push(check('key-form', 'warning', 'Keys of Model Studio begin with sk-.', `Create one: ${consolePage}`));
  }
  const others = set.slice(1).filter((other) => variable(surroundings, other) !== text);
  if (others.length > 0) {
    checks.push(check('key-variables', 'warning', `${others.join(' and ')} holds another key, which is not used.`));
  }
  return { key: { variable: name, kind, text }, checks };
}

const descriptions: Record<KeyKind, string> = {
  general: 'a key of a region',
  plan: 'a key of a plan (sk-sp-…)',
  temporary: 'a temporary key (st-…), which lasts for at most 30 minutes',
  unknown: 'its form is not known',
};

function kindOf(key: string): KeyKind {
  if (key.startsWith('sk-sp-')) return 'plan';
  if (key.startsWith('sk-')) return 'general';
  return key.startsWith('st-') ? 'temporary' : 'unknown';
}

function missingKey({ folder }: Surroundings): Check {
  const file = envFiles.find((name) => namesKey(join(folder, name)));
  if (file === undefined) {
    const advice = `Create a key (${consolePage}) and put it into ${keyVariables[0]}.`;
    return check('key', 'problem', `No key: ${keyVariables.join(', ')} are not set.`, advice);
  }
  const text = `No key in the environment, but ${file} names one.`;
  return check('key', 'warning', text, `Next.js loads ${file} itself; for Node: node --env-file=${file} app.js.`);
}

function namesKey(path: string): boolean {
  if (!existsSync(path)) return false;
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.some((line) => {
    const [name = '', value = ''] = line.replace(/^\s*export\s/, '').split('=', 2);
    return (keyVariables as readonly string[]).includes(name.trim()) && value.trim() !== '';
  });
}
