import type { Protocol, RequestContext } from '../server/context.js';
import { meetFault } from '../server/faults.js';
import { refuseOss, respondOssError } from '../server/oss.js';
import { each, respond } from '../server/response.js';

/** Files that models made; the service keeps them in a bucket under signed URLs. */
export const resultFiles: Protocol = {
  prefix: '/results',
  endpoints: ['GET /{file}'],
  serve,
  refuse: respondOssError,
};

async function serve(context: RequestContext): Promise<Response> {
  const { method, path, headers, url, media, now, signal } = context;
  if (method !== 'GET' && method !== 'HEAD') {
    refuseOss(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
  }
  // The query signs the request: a header would be a second signature, and a key that goes where it must not.
  if (headers.has('authorization')) {
    refuseOss(403, 'AccessDenied', 'An Authorization header must not be sent with a signed URL.');
  }
  const file = media.results.get(path.slice(1));
  if (file === undefined) refuseOss(404, 'NoSuchKey', 'The specified key does not exist.');
  const { searchParams } = url;
  if (searchParams.get('Signature') !== file.signature || searchParams.get('Expires') !== String(file.expires)) {
    refuseOss(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match.');
  }
  if (file.expires * 1000 <= now) refuseOss(403, 'AccessDenied', 'Request has expired.');
  const broken = await meetFault(context, 'download');
  const { type, make } = file.content;
  const bytes = await make();
  const half = bytes.subarray(0, bytes.length / 2);
  return respond(context, {
    type,
    headers: { 'content-length': String(bytes.length), 'x-oss-request-id': context.id, server: 'AliyunOSS' },
    pieces: method === 'HEAD' ? each([]) : broken ? each([half], 'cut', signal) : each([bytes]),
  });
}
