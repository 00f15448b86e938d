import { InvalidArgumentError } from '@ai-sdk/provider';
import { tokensOf } from '../util/tokens.js';
import { costOf, priceShares } from './budget.js';
import type { CheckedOptions } from './check-options.js';
import { refusal } from './errors.js';
import { hasRoomFor, LineBuffer } from './line-buffer.js';
import type { LineCodec } from './line-codec.js';
import type { QwenBatchEstimate, QwenBatchFailure } from './options.js';
import type { Source } from './source.js';
import { writeLine, type WrittenLine } from './write-line.js';

/**
 * The share of cached input at which live calls cost as much as batches: a batch costs half and has no cache, and a token
 * from the cache costs a fifth of another (context cache page).
 */
const breakEven = 0.5 / (1 - 0.2);

const maxRefusals = 10;

/** Counts the lines, tokens and cost of a job. Nothing is sent. */
export async function estimate(
  codec: LineCodec,
  source: Source<unknown>,
  { limits, engine, price }: CheckedOptions,
): Promise<QwenBatchEstimate> {
  if (!source.isRepeatable) {
    const message = `estimate() would use up the ${codec.kind}, which can be read only once. Pass an array, or a function that opens them anew.`;
    throw new InvalidArgumentError({ argument: codec.kind, message });
  }
  let index = -1;
  let [lines, refused, bytes, inputTokens, files] = [0, 0, 0, 0, 0];
  let outputTokens: number | undefined = 0;
  // The open file of each group, of which only the size is kept.
  const groups = new Map<string, LineBuffer>();
  const refusals: QwenBatchFailure[] = [];
  for await (const item of source.open()) {
    index += 1;
    let line: WrittenLine;
    try {
      line = writeLine(codec, item, { index, attempt: 1 }, limits.maxLineBytes);
    } catch (error) {
      refused += 1;
      if (refusals.length < maxRefusals) refusals.push(refusal(error, codec.idOf(item), index));
      continue;
    }
    lines += 1;
    inputTokens += tokensOf(line.counted());
    if (codec.kind === 'texts') outputTokens = 0;
    else if (line.maxOutputTokens === undefined) outputTokens = undefined;
    else if (outputTokens !== undefined) outputTokens += line.maxOutputTokens;
    let file = groups.get(line.group);
    if (file === undefined || !hasRoomFor(file, line.text, limits)) {
      files += 1;
      bytes += file?.byteLength ?? 0;
      groups.set(line.group, (file = new LineBuffer({ keeps: false })));
    }
    file.add(index, line.text);
  }
  for (const { byteLength } of groups.values()) bytes += byteLength;
  const live = price && costOf(price, inputTokens, outputTokens ?? 0);
  return {
    lines,
    refused,
    refusals,
    files: engine === 'batch' ? files : 0,
    bytes,
    inputTokens,
    ...(outputTokens !== undefined && { maxOutputTokens: outputTokens }),
    ...(live !== undefined && { cost: { engine: live * priceShares[engine], live } }),
    ...(engine !== 'live' && codec.kind === 'prompts' && { breakEvenCacheShare: breakEven }),
  };
}
