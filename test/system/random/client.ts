import { createQwen } from 'ai-sdk-qwen/ai7';
import type { Said, Wire } from './reference.js';

/** The way an answer is asked for: as a stream, or folded from one for a model that only streams. */
export type Way = 'stream' | 'folded';

/** A body: its pieces, one a read, and what happens after the last one. */
export interface Body {
  pieces: Uint8Array[];
  breaks: boolean;
}

/** An answer as the client reads it; the reason and the error as the AI SDK gets them. */
export type Read = Omit<Said, 'reason' | 'error'> & { reason?: string; error?: unknown };

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];
const translationOptions = { sourceLang: 'auto', targetLang: 'English' };

type Model = ReturnType<ReturnType<typeof createQwen>>;
type Part = Awaited<ReturnType<Model['doStream']>>['stream'] extends ReadableStream<infer P> ? P : never;

let next: Body = { pieces: [], breaks: false };

const qwen = createQwen({
  apiKey: 'sk-test-0123456789',
  fetch: async () => {
    const { pieces, breaks } = next;
    let place = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          const piece = pieces[place];
          place += 1;
          if (piece !== undefined) controller.enqueue(piece);
          else if (breaks) controller.error(new Error('ECONNRESET'));
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  },
});

const models: Record<Wire, Record<Way, Model>> = {
  compatible: { stream: qwen('qwen-plus'), folded: qwen('qwq-plus') },
  repeating: { stream: qwen('qwen-mt-turbo'), folded: qwen('qwen-mt-turbo') },
  native: { stream: qwen.dashscope('qwen-plus'), folded: qwen.dashscope('qwq-plus') },
};

/** Reads a body as an application would. */
export async function read(body: Body, wire: Wire, way: Way, answers: number): Promise<Read> {
  next = body;
  const model = models[wire][way];
  const options = wire === 'repeating' ? { translationOptions } : answers > 1 ? { n: answers } : {};
  const call = { prompt, providerOptions: { qwen: options } };
  const said: Read = { text: '', thoughts: '', calls: [], alternatives: [], usage: [] };
  try {
    if (way === 'folded' && wire !== 'repeating') {
      const { content, response, ...finish } = await model.doGenerate(call);
      for (const part of content) {
        if (part.type === 'text') said.text += part.text;
        if (part.type === 'reasoning') said.thoughts += part.text;
        if (part.type === 'tool-call') addCall(said, part);
      }
      said.id = response?.id;
      said.model = response?.modelId;
      readFinish(said, finish);
      return said;
    }
    const { stream } = await model.doStream(call);
    const inputs = new Map<string, string>();
    for await (const part of stream) readPart(said, part, inputs);
    for (const { id, arguments: json } of said.calls) {
      if (inputs.get(id!) !== json) throw new Error(`the deltas of ${id} give ${inputs.get(id!)}, the call ${json}`);
    }
  } catch (error) {
    said.error = error;
  }
  return said;
}

function readPart(said: Read, part: Part, inputs: Map<string, string>): void {
  switch (part.type) {
    case 'text-delta':
      said.text += part.delta;
      break;
    case 'reasoning-delta':
      said.thoughts += part.delta;
      break;
    case 'tool-input-delta':
      inputs.set(part.id, (inputs.get(part.id) ?? '') + part.delta);
      break;
    case 'tool-call':
      addCall(said, part);
      break;
    case 'response-metadata':
      said.id = part.id;
      said.model = part.modelId;
      break;
    case 'error':
      said.error = part.error;
      break;
    case 'finish':
      readFinish(said, part);
      break;
    default:
  }
}

function addCall(said: Read, { toolCallId, toolName, input }: { toolCallId: string; toolName: string; input: string }) {
  said.calls.push({ id: toolCallId, name: toolName, arguments: input });
}

type Finish = Pick<Extract<Part, { type: 'finish' }>, 'finishReason' | 'usage' | 'providerMetadata'>;

function readFinish(said: Read, { finishReason, usage, providerMetadata }: Finish): void {
  const metadata = providerMetadata?.qwen as { alternatives?: string[]; annotations?: unknown } | undefined;
  const { inputTokens, outputTokens, raw } = usage;
  said.reason = finishReason.unified;
  said.usage = [
    inputTokens.total,
    outputTokens.total,
    raw?.total_tokens as number,
    inputTokens.cacheRead,
    outputTokens.reasoning,
  ];
  said.alternatives = metadata?.alternatives ?? [];
  said.annotations = metadata?.annotations;
}
