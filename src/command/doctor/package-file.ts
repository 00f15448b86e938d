import { readFileSync } from 'node:fs';
import { isObject } from '../../util/json.js';

/** The version in a package.json; undefined if the file cannot be read, as after an installation that was cut off. */
export function readVersion(file: string): string | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(content) && typeof content.version === 'string' ? content.version : undefined;
  } catch {
    return undefined;
  }
}
