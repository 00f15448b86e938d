/** Headers whose values are no secret. All others are: nobody knows under which name a gateway takes its key. */
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

/** Whether the value of a header, whose name is in lower case, is known to be no secret. */
export function isHarmlessHeader(name: string): boolean {
  return harmless.has(name);
}
