import { fromBase64, toBase64 } from './bytes.js';

/** Headers whose values are not secret. All others may be: a gateway can take its key under any name. */
const harmless =
  /^(?:accept(?:-.*)?|baggage|cache-control|connection|content-.*|date|expect|forwarded|host|http-referer|if-.*|keep-alive|origin|pragma|priority|range|referer|sec-.*|te|trace(?:parent|state)|transfer-encoding|upgrade.*|user-agent|via|x-dashscope-.*|x-forwarded-.*|x-real-ip|x-request-id|x-stainless-.*|x-title)$/;

/** Headers in which clients send keys. Their values are secret even if they are short. */
const ofKeys = /authorization|cookie|(?:^|-)(?:key|token|secret)$|apikey/;

/**
 * The sources of regular expressions for the keys in the headers of a request, the longest first: whole values, and
 * values without their scheme or name, in the spellings of JSON, URLs, HTML, base64, hex and lists of bytes.
 */
export function keyPatterns(headers: Headers): string[] {
  const keys = [...new Set(keysIn(headers))].sort((one, other) => other.length - one.length);
  return keys.map(spellingsOf);
}

function keysIn(headers: Headers): string[] {
  return [...headers].flatMap(([name, value]) => {
    if (harmless.test(name)) return [];
    const minLength = ofKeys.test(name) ? 4 : 8;
    return keysOf(name, value.trim()).filter((key) => key.length >= minLength);
  });
}

function keysOf(name: string, value: string): string[] {
  const bare = value.replace(/^[\w-]+\s+(?=\S)/, '');
  const fields = /[=;,]/.test(bare) ? bare.split(/[;,]\s*/).map((field) => field.slice(field.indexOf('=') + 1)) : [];
  const whole = name.endsWith('cookie') ? [] : [bare, ...(ofKeys.test(name) ? [] : [value])];
  return [...whole, ...fields, ...(/^basic\s/i.test(value) ? pairOf(bare) : [])];
}

/** User and password of Basic authorization. */
function pairOf(base64: string): string[] {
  const bytes = fromBase64(base64);
  if (bytes === undefined) return [];
  const pair = new TextDecoder().decode(bytes);
  return [pair, ...pair.split(':')];
}

function spellingsOf(key: string): string {
  const bytes = new TextEncoder().encode(key);
  const inJson = JSON.stringify(key).slice(1, -1);
  const inner = [...new Set([key, inJson])].flatMap(innerBase64);
  return [
    [...key].map(spelled).join(''),
    [...bytes].map((byte) => caseless(hex(byte))).join(''),
    [...bytes].join(', ?'),
    ...inner.filter((digits) => digits.length >= 8).map((digits) => [...digits].map(digit).join('')),
  ].join('|');
}

/** The digits of a text within base64 that don't depend on the text around it, for each place where it may begin. */
function innerBase64(text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  return [0, 1, 2].map((before) => {
    const padded = new Uint8Array(before + bytes.length);
    padded.set(bytes, before);
    return toBase64(padded).slice(before === 0 ? 0 : 4, -4);
  });
}

const names: Readonly<Record<string, string>> = {
  '&': 'amp', '"': 'quot', "'": 'apos', '<': 'lt', '>': 'gt', '/': 'sol', '+': 'plus', '=': 'equals',
}; // prettier-ignore

/** A character, however it is escaped, also twice. */
function spelled(character: string): string {
  const code = character.codePointAt(0)!;
  const percent = [...new TextEncoder().encode(character)].map((byte) => `%(?:25){0,3}${caseless(hex(byte))}`).join('');
  const short = caseless(hex(code));
  const unicode = caseless(hex(code).padStart(4, '0'));
  const script = String.raw`u(?:${unicode}|\{0{0,4}${short}\})|x${short}|${code.toString(8).padStart(3, '0')}`;
  const named = names[character] === undefined ? '' : `|${names[character]}`;
  const html = `&(?:amp;){0,2}(?:#0{0,5}${code}|#[xX]0{0,5}${short}${named});?`;
  return `(?:\\\\{0,8}(?:${literal(character)}|${script})|${percent}|%u${unicode}|${html})`;
}

/** A digit of base64 in either alphabet. */
function digit(character: string): string {
  if (character === '+') return String.raw`(?:[+\-]|%2[bB])`;
  return character === '/' ? String.raw`(?:\\?\/|_|%2[fF])` : literal(character);
}

function hex(number: number): string {
  return number.toString(16).padStart(2, '0');
}

function caseless(digits: string): string {
  return digits.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function literal(text: string): string {
  return text.replace(/[^\w]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
