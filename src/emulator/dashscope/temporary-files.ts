import type { RequestContext, Protocol } from '../server/context.js';
import { refuseOss as fail, respondOssError } from '../server/oss.js';

/** The temporary store. The service has an OSS bucket for it. */
export const temporaryFiles: Protocol = { prefix: '/oss', endpoints: ['POST '], serve, refuse: respondOssError };

/** Fields that a form must have before the file. OSS ignores fields after it. */
const requiredFields = ['OSSAccessKeyId', 'Signature', 'policy', 'key', 'x-oss-object-acl', 'x-oss-forbid-overwrite'];

/** Takes an upload form, as OSS does: POST to the bucket. */
async function serve(context: RequestContext): Promise<Response> {
  const { method, path, headers, form, store, now } = context;
  if (path !== '' && path !== '/') fail(404, 'NoSuchKey', 'The specified key does not exist.');
  if (method !== 'POST') {
    fail(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
  }
  // The form is signed, so a client that also sends its key leaks it.
  if (headers.has('authorization')) {
    fail(400, 'InvalidArgument', 'Authorization header must not be sent with a signed form.');
  }
  if (form === undefined) {
    fail(412, 'MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.');
  }
  const { fields, file } = readFields(form);
  const missing = requiredFields.find((name) => !fields.has(name));
  if (missing !== undefined) fail(403, 'AccessDenied', `Form field ${missing} is required before the file.`);
  if (file === undefined) {
    fail(400, 'IncorrectNumberOfFilesInPOSTRequest', 'POST requires exactly one file upload per request.');
  }
  const { key, policy } = checkFields(fields, file.size, context);
  context.failAsScripted();
  store.put(key, new Uint8Array(await file.arrayBuffer()), policy.model, now);
  return new Response(null, {
    status: fields.get('success_action_status') === '200' ? 200 : 204,
    headers: { 'x-oss-request-id': context.id, server: 'AliyunOSS' },
  });
}

/** Reads the fields before the file, and the file. */
function readFields(form: FormData): { fields: Map<string, string>; file: File | undefined } {
  const fields = new Map<string, string>();
  for (const [name, value] of form) {
    if (name === 'file') return { fields, file: typeof value === 'string' ? undefined : value };
    if (typeof value === 'string') fields.set(name, value);
  }
  return { fields, file: undefined };
}

function checkFields(fields: Map<string, string>, size: number, { store, now }: RequestContext) {
  const field = (name: string) => fields.get(name) ?? '';
  const policy = store.policy(field('policy'));
  if (field('OSSAccessKeyId') !== 'emulator-access-key') {
    fail(403, 'InvalidAccessKeyId', 'The OSS Access Key Id you provided does not exist in our records.');
  }
  if (policy === undefined || policy.signature !== field('Signature')) {
    const message =
      'The request signature we calculated does not match the signature you provided. Check your key and ' +
      'signing method.';
    fail(403, 'SignatureDoesNotMatch', message);
  }
  if (policy.expires <= now) fail(403, 'AccessDenied', 'Invalid according to Policy: Policy expired.');
  const key = field('key');
  if (!key.startsWith(`${policy.folder}/`)) denied(`["starts-with", "$key", "${policy.folder}"]`);
  if (field('x-oss-object-acl') !== 'private') denied('["eq", "$x-oss-object-acl", "private"]');
  if (field('x-oss-forbid-overwrite') !== 'true') denied('["eq", "$x-oss-forbid-overwrite", "true"]');
  if (size > policy.maxBytes) {
    fail(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size.');
  }
  if (store.has(key)) {
    fail(409, 'FileAlreadyExists', 'The object you specified already exists and can not be overwritten.');
  }
  return { key, policy };
}

function denied(condition: string): never {
  fail(403, 'AccessDenied', `Invalid according to Policy: Policy Condition failed: ${condition}`);
}
