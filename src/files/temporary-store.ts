import { InvalidPromptError } from '@ai-sdk/provider';
import { createIdGenerator } from '@ai-sdk/provider-utils';
import type { Failure } from '../http/failure.js';
import { readFailureBody } from '../http/read-failure.js';
import { finiteNumber, isObject, nonEmptyString } from '../util/json.js';
import { extensionOf } from '../util/media-type.js';
import { encodeText, textBetween, withoutTrailing } from '../util/text.js';
import type { CallContext } from '../http/call-context.js';
import { encodeMultipart, type Multipart } from '../http/multipart.js';
import { discard, readAnswer, request, type HttpClient, type HttpResponse } from '../http/transport.js';

/** A file for the temporary store. */
export interface TemporaryFile {
  /** The model that will read it; the store ties the file to it. */
  model: string;
  bytes: Uint8Array;
  mediaType: string | undefined;
}

/** Permission for one upload to the store, with the service's field names. */
interface Policy {
  url: URL;
  directory: string;
  maxMegabytes: number | undefined;
  accessKeyId: string;
  signature: string;
  policy: string;
  acl: string;
  forbidOverwrite: string;
}

/**
 * Puts a file into the temporary store, where it lives for 48 hours, and returns its `oss://` URL.
 *
 * @param base the base URL of the DashScope protocol
 * @see https://www.alibabacloud.com/help/en/model-studio/get-temporary-file-url
 */
export async function uploadTemporary(
  connection: HttpClient,
  base: string,
  file: TemporaryFile,
  context: CallContext,
): Promise<string> {
  const policy = await getPolicy(connection, base, file.model, context);
  checkSize(file, policy);
  const key = `${policy.directory}/${randomName()}${extensionOf(file.mediaType)}`;
  const reply = await request(toStore(connection), {
    method: 'POST',
    url: policy.url.href,
    body: await encodeForm(file, policy, key),
    values: { key, bytes: file.bytes.length },
    secrets: [policy.signature, policy.policy, policy.accessKeyId],
    readFailure: readStoreFailure,
    abortSignal: context.abortSignal,
    timeout: context.timeout,
  });
  // The answer is empty, and the file has arrived in any case.
  discard(reply);
  return `oss://${key}`;
}

/** The store is another service: it must see neither the key nor the provider's headers, and the hints don't fit it. */
function toStore({ fetch, timeout }: HttpClient): HttpClient {
  return { fetch, timeout, headers: () => ({}), hint: () => undefined };
}

async function getPolicy(connection: HttpClient, base: string, model: string, context: CallContext): Promise<Policy> {
  const url = `${base}/uploads?action=getPolicy&model=${encodeText(model)}`;
  const reply = await request(connection, { ...context, method: 'GET', url, redact: redactPolicy });
  const answer = await readAnswer(reply);
  const data = isObject(answer) && isObject(answer.data) ? answer.data : {};
  const field = (name: string): string => {
    const value = nonEmptyString(data[name]);
    // The error leaves out the body: it holds the credentials for writing into the store.
    if (value === undefined) throw reply.toError({ message: `The service's upload policy has no ${name}.` });
    return value;
  };
  return {
    url: checkHost(field('upload_host'), base, reply),
    directory: withoutTrailing('/', field('upload_dir')),
    maxMegabytes: finiteNumber(data.max_file_size_mb),
    accessKeyId: field('oss_access_key_id'),
    signature: field('signature'),
    policy: field('policy'),
    acl: field('x_oss_object_acl'),
    forbidOverwrite: field('x_oss_forbid_overwrite'),
  };
}

/** Removes the credentials for the store from a text that holds a policy, whole or cut off. */
function redactPolicy(text: string): string {
  return text.replace(/("(?:policy|signature|oss_access_key_id)"\s*:\s*")[^"]*/g, '$1[redacted]');
}

// Other hosts under aliyuncs.com run their tenants' programs: functions, gateways, servers.
const bucketHost = /^[a-z\d-]+\.oss-[a-z\d-]+\.aliyuncs\.com$/;

/**
 * Files go only to a bucket of Alibaba Cloud's object store (`bucket.oss-region.aliyuncs.com`), or back to the origin
 * of the policy (a proxy).
 */
function checkHost(text: string, base: string, reply: HttpResponse): URL {
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {
    // A text that is not a URL is refused like a wrong URL.
  }
  const plain = url !== undefined && url.username === '' && url.password === '';
  const store = url?.protocol === 'https:' && url.port === '' && bucketHost.test(url.hostname);
  if (url !== undefined && plain && (store || url.origin === new URL(base).origin)) return url;
  throw reply.toError({
    message:
      `The service named ${url?.host || 'no valid URL'} (${url?.protocol ?? 'no scheme'}) as the place to upload a ` +
      'file to. Nothing was sent there: only https, a bucket of the object store ' +
      '(bucket.oss-region.aliyuncs.com), and the origin of the base URL are accepted.',
  });
}

function checkSize({ bytes }: TemporaryFile, { maxMegabytes }: Policy): void {
  if (maxMegabytes === undefined || bytes.length <= maxMegabytes * 1024 * 1024) return;
  throw new InvalidPromptError({
    prompt: `a file of ${bytes.length} bytes`,
    message:
      `A file has ${bytes.length} bytes; the temporary store accepts up to ${maxMegabytes} MB. ` +
      'Pass an http(s) URL instead.',
  });
}

const createName = createIdGenerator({ size: 32 });

/** Node 18 has no global `crypto`. The directory is new with each policy, so even there names don't clash. */
function randomName(): string {
  const { crypto } = globalThis as { crypto?: Crypto };
  return typeof crypto?.randomUUID === 'function' ? crypto.randomUUID() : createName();
}

/** Writes the fields in the documented order; the store ignores everything after `file`. */
function encodeForm({ bytes, mediaType }: TemporaryFile, policy: Policy, key: string): Promise<Multipart> {
  const fields = {
    OSSAccessKeyId: policy.accessKeyId,
    Signature: policy.signature,
    policy: policy.policy,
    key,
    'x-oss-object-acl': policy.acl,
    'x-oss-forbid-overwrite': policy.forbidOverwrite,
    success_action_status: '200',
  };
  const filename = key.slice(key.lastIndexOf('/') + 1);
  return encodeMultipart(fields, { name: 'file', filename, data: bytes, mediaType });
}

/** The store's errors are XML. */
function readStoreFailure(text: string, { status, statusText }: Response): Failure {
  const element = (name: string) => textBetween(text, `<${name}>`, `</${name}>`) || undefined;
  const message = element('Message');
  const failure: Failure =
    message === undefined
      ? readFailureBody(text, status, statusText)
      : { status, code: element('Code'), message, requestId: element('RequestId') };
  return { ...failure, message: `The temporary store did not take the file: ${failure.message}` };
}
