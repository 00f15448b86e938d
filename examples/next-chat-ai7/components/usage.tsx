import type { AnswerMetadata } from '../lib/chat-message';
import type { Cost } from '../lib/cost';

/** The model that answered, the tokens that it took, and what they cost if the prices are known. */
export function Usage({ model, usage, cost }: AnswerMetadata) {
  return (
    <span className="usage">
      {model}
      {usage && ` · ${usage.inputTokens} tokens read, ${usage.outputTokens} written`}
      {cost && ` · ${wordsOf(cost)} by list price (${cost.asOf})`}
    </span>
  );
}

function wordsOf({ amount, currency }: Cost): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency, maximumSignificantDigits: 2 }).format(amount);
}
