import { createIdGenerator } from '@ai-sdk/provider-utils';

/** Makes an id for a tool call without one, or with another call's id. */
export const createToolCallId = createIdGenerator({ prefix: 'call', separator: '_', size: 24 });
