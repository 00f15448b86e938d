/** One request as it arrived. */
export interface ArrivedCall {
  method: string;
  url: URL;
  headers: Record<string, string>;
  /** The body as text, whatever it was. */
  text: string;
  redirect: RequestRedirect | undefined;
}

/** One field of a form, as it stands in the multipart text. */
export interface FormField {
  name: string;
  filename?: string;
  type?: string;
  value: string;
}

type Answer = Response | Error | undefined;

export interface UploadService {
  fetch: typeof globalThis.fetch;
  calls: ArrivedCall[];
  /** The requests to a method and the end of a path. */
  to(method: string, path: string): ArrivedCall[];
  /** JSON bodies of the chat calls. */
  chats(): any[]; // oxlint-disable-line typescript/no-explicit-any
}

export const key = 'sk-test-0123456789';
export const storeHost = 'https://dashscope-file-mgr.oss-cn-beijing.aliyuncs.com';

export const policy = {
  policy: 'eyJleHBpcmF0aW9uIjoiMjAyNiJ9',
  signature: 'c2lnbmF0dXJlLW9mLXRoZS1wb2xpY3k=',
  upload_dir: 'dashscope-instant/account/2026-03-01/one',
  upload_host: storeHost,
  expire_in_seconds: 300,
  max_file_size_mb: 100,
  capacity_limit_mb: 999999999,
  oss_access_key_id: 'LTAI-of-the-store',
  x_oss_object_acl: 'private',
  x_oss_forbid_overwrite: 'true',
};

export function fileOf(id: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    object: 'file',
    bytes: 7,
    filename: 'test.txt',
    purpose: 'file-extract',
    status: 'processed',
    created_at: 1764499365,
    ...fields,
  };
}

/** The fields of a multipart body, in their order. */
export function formOf({ text, headers }: ArrivedCall): FormField[] {
  const boundary = /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1] ?? 'no boundary';
  return text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const end = part.indexOf('\r\n\r\n');
      const head = part.slice(0, end);
      return {
        name: / name="([^"]*)"/.exec(head)?.[1] ?? '',
        filename: / filename="([^"]*)"/.exec(head)?.[1],
        type: /content-type: (\S+)/i.exec(head)?.[1],
        value: part.slice(end + 4, -2),
      };
    });
}

const chatAnswer = {
  id: 'chatcmpl-1',
  model: 'a-model',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Read.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
};

const nativeAnswer = {
  request_id: 'r-1',
  output: { choices: [{ message: { role: 'assistant', content: 'Read.' }, finish_reason: 'stop' }] },
  usage: { input_tokens: 3, output_tokens: 2, total_tokens: 5 },
};

/**
 * A service that takes files, gives upload policies and answers chats. `script` is asked first; what it answers is the
 * answer, an error is that of the network.
 */
export function createUploadService(
  script: (call: ArrivedCall, service: UploadService) => Answer | Promise<Answer> = () => undefined,
): UploadService {
  const calls: ArrivedCall[] = [];
  let uploads = 0;
  const service: UploadService = {
    calls,
    to: (method, path) => calls.filter((call) => call.method === method && call.url.pathname.endsWith(path)),
    chats: () =>
      calls.filter(({ url }) => /completions$|generation$/.test(url.pathname)).map(({ text }) => JSON.parse(text)),
    async fetch(input, init) {
      init?.signal?.throwIfAborted();
      const request = new Request(String(input), { ...init, redirect: undefined });
      const call: ArrivedCall = {
        method: request.method,
        url: new URL(request.url),
        headers: Object.fromEntries(request.headers),
        text: await request.text(),
        redirect: init?.redirect,
      };
      calls.push(call);
      const answer = await script(call, service);
      init?.signal?.throwIfAborted();
      if (answer instanceof Error) throw answer;
      return answer ?? usual(call, () => `file-fe-${(uploads += 1)}`);
    },
  };
  return service;
}

function usual({ method, url, text }: ArrivedCall, nextId: () => string): Response {
  const id = url.pathname.split('/').at(-1)!;
  if (url.pathname.endsWith('/chat/completions')) return Response.json(chatAnswer);
  if (url.pathname.endsWith('/generation')) return Response.json(nativeAnswer);
  if (url.searchParams.get('action') === 'getPolicy') return Response.json({ data: policy, request_id: 'r-1' });
  if (url.origin === storeHost) return new Response(null, { status: 200 });
  if (method === 'POST') {
    return Response.json(fileOf(nextId(), { filename: / filename="([^"]*)"/.exec(text)?.[1] }));
  }
  if (method === 'DELETE') return Response.json({ id, object: 'file', deleted: true });
  if (id === 'files') return Response.json({ object: 'list', data: [fileOf('file-fe-1')], has_more: false });
  return Response.json(fileOf(id));
}
