import { createIdGenerator } from '@ai-sdk/provider-utils';

/** Makes the id of a tool call that the service gave none, or one that another call has. */
export const createToolCallId = createIdGenerator({ prefix: 'call', separator: '_', size: 24 });
