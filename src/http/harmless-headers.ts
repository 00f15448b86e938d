/** Headers whose values are not secret. All others may be: a gateway can take its key under any name. */
const harmless = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'host',
  'http-referer',
  'origin',
  'pragma',
  'referer',
  'traceparent',
  'tracestate',
  'user-agent',
  'x-dashscope-async',
  'x-dashscope-datainspection',
  'x-dashscope-ossresourceresolve',
  'x-dashscope-sse',
  'x-dashscope-wait-timeout',
  'x-dashscope-workspace',
  'x-request-id',
  'x-title',
]);

/** True if the value of a header is known not to be secret. `name` is in lower case. */
export function isHarmlessHeader(name: string): boolean {
  return harmless.has(name);
}
