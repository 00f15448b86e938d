import type { EndpointCase } from './endpoint-case.js';

function look(
  rule: EndpointCase['rule'],
  rest: string,
  message: string,
  more: Partial<EndpointCase> = {},
): EndpointCase {
  return {
    rule,
    request: { protocol: 'compatible', path: `/files${rest}`, method: 'GET' },
    code: null,
    message,
    ...more,
  };
}

const unknown = 'No such File object: file-fe-none';
const missing = { status: 404 };

/** A request for each rule of the files API that can be shown without an upload. */
export const filesCases: EndpointCase[] = [
  look('file-unknown', '/file-fe-none', unknown, missing),
  look('file-unknown', '/file-fe-none/content', unknown, missing),
  look('file-unknown', '?after=file-fe-none', unknown, missing),
  {
    rule: 'file-unknown',
    request: { protocol: 'compatible', path: '/files/file-fe-none', method: 'DELETE' },
    ...missing,
    code: null,
    message: unknown,
  },
  look('file-query', '?limit=0', "'limit' must be in [1, 2000]"),
  look('file-query', '?limit=2001', "'limit' must be in [1, 2000]"),
  look('file-query', '?create_after=yesterday', "'create_after' must be a time such as 20250101 or 20250101123000"),
  {
    // The body is JSON, not a form.
    rule: 'file-form',
    request: { protocol: 'compatible', path: '/files', body: { purpose: 'batch' } },
    code: null,
    message: 'Content-Type must be multipart/form-data with a file, a purpose and at most 100 fields.',
  },
];

function policy(rule: EndpointCase['rule'], rest: string, message: string): EndpointCase {
  const request = { protocol: 'dashscope', path: `/uploads${rest}`, method: 'GET' } as const;
  return { rule, request, code: 'InvalidParameter', message };
}

/** A request for each rule of the policies for the temporary store. */
export const uploadCases: EndpointCase[] = [
  policy('policy-action', '?action=list&model=qwen-vl-plus', "'action' must be 'getPolicy'"),
  policy('policy-model', '?action=getPolicy', "'model' is required: the file can be used by that model only"),
];
