import { isObject } from '../util/objects.js';

/** The most characters of a line, unless it holds a single event or a vector. */
const width = 120;

/** Writes JSON so that a difference between two recordings is a few lines: short values and events have a line each. */
export function layOut(value: unknown, indent = '', isEvent = false): string {
  const line = JSON.stringify(value);
  const isFlat = typeof value !== 'object' || isEvent || indent.length + line.length <= width || isVector(value);
  if (isFlat || value === null) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + layOut(item, inner, isPiece(item))).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value as object).filter(([, member]) => member !== undefined);
  const lines = members.map(([name, member]) => `${inner}${JSON.stringify(name)}: ${layOut(member, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function isVector(value: object | null): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

/** True for a piece of a stream. */
function isPiece(item: unknown): boolean {
  return isObject(item) && ('data' in item || 'ms' in item);
}
