import type { TokenLogprob } from '../model/answer.js';

/** `{content: […]}`, or null when no probabilities were asked for. */
export function renderLogprobs(logprobs: TokenLogprob[] | undefined): object | null {
  if (logprobs === undefined) return null;
  return {
    content: logprobs.map((item) => ({ ...renderToken(item), top_logprobs: item.top.map(renderToken) })),
  };
}

function renderToken({ token, logprob }: { token: string; logprob: number }): object {
  return { token, bytes: [...new TextEncoder().encode(token)], logprob };
}

/** The first tokens, up to a number of characters. */
export function takeTokens(logprobs: TokenLogprob[], length: number): TokenLogprob[] {
  let characters = 0;
  const end = logprobs.findIndex(({ token }) => (characters += token.length) >= length);
  return end < 0 ? logprobs : logprobs.slice(0, end + 1);
}
