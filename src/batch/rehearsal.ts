import { InvalidArgumentError } from '@ai-sdk/provider';
import type { CheckedOptions } from './check-options.js';
import type { LineCodec } from './line-codec.js';
import { createSource } from './source.js';

/** Limits of the model for rehearsals: 100 lines and 1 MB a file. */
const maxLines = 100;
const maxBytes = 1024 * 1024;

/**
 * The same lines for the service's free model for rehearsals, whose answer is always the same. A schema is sent and not
 * checked.
 *
 * @see https://help.aliyun.com/zh/model-studio/batch-interfaces-compatible-with-openai
 */
export function rehearsal(codec: LineCodec, options: CheckedOptions): { codec: LineCodec; options: CheckedOptions } {
  if (codec.kind === 'texts') {
    throw new InvalidArgumentError({
      argument: 'texts',
      message: 'batch.rehearse() needs prompts: its model answers chat.',
    });
  }
  const model = 'batch-test-model';
  const source = createSource(options.items, codec.kind);
  return {
    codec: {
      ...codec,
      model,
      url: '/v1/chat/ds-test',
      encode(item) {
        const line = codec.encode(item);
        return { ...line, group: '', body: { ...line.body, model }, reading: plain };
      },
    },
    options: {
      ...options,
      engine: 'batch',
      journal: undefined,
      items: () => first(source.open()),
      limits: { ...options.limits, maxLines, maxFileBytes: maxBytes, maxLineBytes: maxBytes / 4 },
    },
  };
}

/** Reads an answer as a text, whatever was asked for. */
const plain = { chat: { json: false, answers: 1 }, schema: undefined };

async function* first(items: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<unknown> {
  let count = 0;
  for await (const item of items) {
    yield item;
    count += 1;
    if (count === maxLines) return;
  }
}
