import { written, type Noise } from '../../support/noise.js';
import type { Step, StreamScript } from './stream-script.js';

/** The ways in which a field is empty. */
const absentText = [undefined, null, '', 7, {}, [], false] as const;
const absentList = [undefined, null, [], '', {}, 0] as const;
const absentObject = [undefined, null, {}, '', 0, []] as const;
const absentReason = [null, undefined, '', 'null', 0, {}] as const;

const absent = (noise: Noise, [plain, ...others]: readonly unknown[]) => noise.pick(plain, ...others);

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Which fragments name their call by its index, and which by its id. The first one always has both. */
export type Naming = 'index' | 'id' | 'both';

/** The fragment of a call as both protocols write it. */
function fragment(
  noise: Noise,
  naming: Naming,
  { calls }: StreamScript,
  step: Step & { kind: 'arguments' },
  first: boolean,
  text = step.text,
): object {
  const { id, name } = calls[step.call]!;
  return written(noise, {
    index: first || naming !== 'id' ? step.call : undefined,
    id: first || naming !== 'index' ? id : noise.pick('', null, undefined),
    type: noise.pick('function', undefined, null, 1),
    function: written(noise, {
      name: first ? name : absent(noise, [undefined, null, '']),
      arguments: text,
    }),
  });
}

/** The probability of a piece of text, as both protocols write it. */
function logprobsOf(noise: Noise, { text, logprob }: { text: string; logprob?: number }): Record<string, unknown> {
  if (logprob === undefined) return {};
  const entry = { token: text, logprob, bytes: [], top_logprobs: absent(noise, absentList) };
  return {
    logprobs: written(noise, { content: [...(noise.happens() ? [{ token: 7 }, null] : []), written(noise, entry)] }),
  };
}

/** Writes the chunks of the compatible protocol. */
export function writeCompatible(script: StreamScript, noise: Noise, naming: Naming): object[] {
  const head = () => ({
    id: 'chatcmpl-7f3a',
    object: noise.pick('chat.completion.chunk', undefined, null, 7),
    created: noise.pick(1_770_000_000, undefined, null, '1', 1e300),
    model: noise.pick('qwen-plus', undefined, null, 5),
    system_fingerprint: noise.pick(null, undefined, 'fp'),
  });
  const chunk = (delta: unknown, choice: Record<string, unknown> = {}) =>
    written(noise, {
      ...head(),
      usage: absent(noise, [null, undefined, {}, 'none', 0, []]),
      choices: [
        written(noise, {
          index: noise.pick(0, undefined, null, 'first'),
          delta,
          finish_reason: absent(noise, absentReason),
          logprobs: absent(noise, absentObject),
          ...choice,
        }),
      ],
    });
  const opened = new Set<number>();
  const chunks = script.steps.flatMap((step): object[] => {
    switch (step.kind) {
      case 'source':
        return [];
      case 'alternative':
        return [chunk({ content: step.text }, { index: step.choice, finish_reason: noise.pick(null, 'stop') })];
      case 'nothing':
        return [noise.pick(chunk({}), written(noise, { ...head(), choices: [] }), {}, [], chunk(null)) as object];
      case 'speech':
        return [chunk(written(noise, { audio: written(noise, { data: base64(step.bytes), id: 'a' }) }))];
      case 'arguments': {
        const first = !opened.has(step.call);
        opened.add(step.call);
        const calls = [fragment(noise, naming, script, step, first)];
        return [chunk(written(noise, { content: absent(noise, absentText), tool_calls: calls }))];
      }
      default: {
        const fields = {
          role: noise.pick('assistant', undefined, '', null),
          content: absent(noise, absentText),
          reasoning_content: absent(noise, absentText),
          tool_calls: absent(noise, absentList),
          audio: absent(noise, absentObject),
          [step.kind === 'text' ? 'content' : 'reasoning_content']: step.text,
        };
        return [chunk(written(noise, fields), step.kind === 'text' ? logprobsOf(noise, step) : {})];
      }
    }
  });
  const { usage } = script;
  const finish = () => chunk({ content: '' }, { finish_reason: script.reason });
  return [
    // The choice that comes first is the answer.
    ...(script.steps.some(({ kind }) => kind === 'alternative') ? [chunk({ role: 'assistant' })] : []),
    ...chunks,
    finish(),
    ...(noise.happens() ? [finish()] : []),
    written(noise, {
      ...head(),
      choices: noise.pick([], null, undefined),
      usage: written(noise, {
        prompt_tokens: usage.input,
        completion_tokens: usage.output,
        total_tokens: usage.input + usage.output,
        prompt_tokens_details: written(noise, { cached_tokens: usage.cached }),
        completion_tokens_details: written(noise, { reasoning_tokens: usage.reasoning }),
      }),
    }),
  ];
}

/** True if a step costs a token. */
export function counts({ kind }: Step): boolean {
  return kind === 'text' || kind === 'reasoning' || kind === 'arguments';
}

/**
 * Writes the packets of the native protocol, each of which brings what is new, or repeats all that came before. It
 * counts a token for every step of text, thinking or arguments.
 */
export function writeNative(script: StreamScript, noise: Noise, naming: Naming, cumulative: boolean): object[] {
  const said = { text: '', reasoning: '' };
  const heard: string[] = script.calls.map(() => '');
  const pages: object[] = [];
  let tokens = 0;
  const usage = () =>
    written(noise, {
      input_tokens: script.usage.input,
      output_tokens: tokens,
      total_tokens: script.usage.input + tokens,
      prompt_tokens_details: written(noise, { cached_tokens: script.usage.cached }),
      output_tokens_details: written(noise, { reasoning_tokens: script.usage.reasoning }),
    });
  const packet = (
    message: Record<string, unknown>,
    { output = {}, choice = {}, reason }: { output?: object; choice?: object; reason?: string } = {},
  ) =>
    written(noise, {
      request_id: '7f3a',
      output: written(noise, {
        choices: [
          written(noise, {
            finish_reason: reason ?? absent(noise, ['null', ...absentReason]),
            message: written(noise, {
              role: noise.pick('assistant', undefined, null, 7),
              tool_calls: absent(noise, absentList),
              audio: absent(noise, absentObject),
              ...message,
            }),
            logprobs: absent(noise, absentObject),
            ...choice,
          }),
        ],
        audio: absent(noise, absentObject),
        search_info: absent(noise, absentObject),
        tool_info: absent(noise, [undefined, null, {}, []]),
        ...output,
      }),
      // Without a count of tokens some repetitions can't be distinguished from what is new.
      usage:
        cumulative || reason !== undefined ? usage() : absent(noise, [usage(), undefined, null, {}, 'none', 0, []]),
    });
  const content = (text: string) => noise.pick(text, [{ text }]);
  const all = () => ({
    content: said.text === '' ? absent(noise, absentText) : content(said.text),
    reasoning_content: said.reasoning === '' ? absent(noise, absentText) : said.reasoning,
    tool_calls: heard.flatMap((text, call) =>
      opened.has(call) ? [fragment(noise, 'both', script, { kind: 'arguments', call, text }, true)] : [],
    ),
  });
  const opened = new Set<number>();
  const packets = script.steps.flatMap((step): object[] | object => {
    tokens += counts(step) ? 1 : 0;
    switch (step.kind) {
      case 'alternative':
        return [];
      case 'nothing':
        return cumulative ? packet(all()) : packet({ content: noise.pick('', undefined, null) });
      case 'speech': {
        const audio = { audio: written(noise, { data: base64(step.bytes) }) };
        return packet(cumulative ? all() : {}, { output: audio });
      }
      case 'source':
        pages.push(written(noise, { index: step.index, url: step.url, title: step.title, site_name: '' }));
        // Every later packet repeats the pages as well.
        const found = { search_info: written(noise, { search_results: [...pages] }) };
        return packet(cumulative ? all() : {}, { output: found });
      case 'arguments': {
        const first = !opened.has(step.call);
        opened.add(step.call);
        heard[step.call] += step.text;
        return packet(cumulative ? all() : { tool_calls: [fragment(noise, naming, script, step, first)] });
      }
      default: {
        said[step.kind] += step.text;
        const choice = step.kind === 'text' ? logprobsOf(noise, step) : {};
        if (cumulative) return packet(all(), { choice });
        const absentField = noise.pick('', undefined, null);
        if (step.kind === 'text') {
          return packet({ content: content(step.text), reasoning_content: absentField }, { choice });
        }
        return packet({ content: absentField, reasoning_content: step.text });
      }
    }
  });
  const finish = () => packet(cumulative ? all() : { content: '' }, { reason: script.reason });
  return [...packets, finish(), ...(noise.happens() ? [finish()] : [])];
}
