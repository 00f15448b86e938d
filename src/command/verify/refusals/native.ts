import type { NativeCase } from './native-case.js';
import { nativeConversations } from './native-conversation.js';
import { nativeEmbeddings, nativeParameters } from './native-parameters.js';
import { nativeRequests } from './native-request.js';

/** A request for each rule of the DashScope protocol. */
export const nativeCases: NativeCase[] = [
  ...nativeRequests,
  ...nativeConversations,
  ...nativeParameters,
  ...nativeEmbeddings,
];
