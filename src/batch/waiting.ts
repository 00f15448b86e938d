import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { Connection } from '../connection/connection.js';
import { mergeTimeouts } from '../http/timeout.js';

const sharedHost = 'dashscope.aliyuncs.com';
const waitingURL = 'https://batch.dashscope.aliyuncs.com/compatible-mode/v1';
const hour = 3_600_000;

/**
 * The connection to the batch chat host, which holds a call open for up to an hour at half the price. Beijing only. A
 * gateway, or the emulator, is called where it is.
 *
 * @see https://help.aliyun.com/zh/model-studio/openai-compatible-batch-chat
 */
export function waitingConnection(connection: Connection): Connection {
  return {
    ...connection,
    compatibleURL(path) {
      const own = connection.compatibleURL('');
      const { hostname } = new URL(own);
      if (hostname === sharedHost) return `${waitingURL}${path}`;
      if (!/(^|\.)aliyuncs\.com$/.test(hostname)) return `${own}${path}`;
      throw new UnsupportedFunctionalityError({
        functionality: "engine: 'waiting'",
        message: `engine: 'waiting' is offered by ${sharedHost} only, in the region beijing without a workspace, not by ${hostname}.`,
      });
    },
    timeout: () => mergeTimeouts(connection.timeout?.(), { headers: hour }),
    hint: (failure) =>
      /headers timeout|UND_ERR_HEADERS_TIMEOUT/i.test(failure.message)
        ? 'The fetch of Node gives up after 300 seconds: pass a fetch of undici whose Agent has headersTimeout: 3_600_000.'
        : connection.hint(failure),
  };
}
