import { ApiError } from '../rules/api-error.js';
import type { RequestContext } from './context.js';
import { respondText } from './response.js';

/** Refuses as OSS does, the storage of the service. */
export function refuseOss(status: number, code: string, message: string): never {
  throw new ApiError({ status, code, message });
}

/** OSS answers errors in XML. */
export function respondOssError(context: RequestContext, { failure }: ApiError): Response {
  const { status, code, nativeCode, message } = failure;
  const xml =
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error>\n' +
    `  <Code>${escape(nativeCode ?? code ?? '')}</Code>\n  <Message>${escape(message)}</Message>\n` +
    `  <RequestId>${context.id}</RequestId>\n  <HostId>${context.url.host}</HostId>\n</Error>\n`;
  return respondText(context, status, 'application/xml', xml);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
