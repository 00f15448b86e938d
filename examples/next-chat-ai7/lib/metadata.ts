import type { LanguageModelUsage, TextStreamPart, ToolSet } from 'ai';
import type { AnswerMetadata, ChatMessage } from './chat-message';
import { addCost } from './cost';
import { painter } from './tools';

type MetadataOf = (options: { part: TextStreamPart<ToolSet> }) => AnswerMetadata | undefined;

/**
 * Says which model answers, how long it thinks, and what it took: all of its steps together, also those before a tool
 * that asked the reader.
 */
export function metadataOf(model: string, last: ChatMessage | undefined): MetadataOf {
  const earlier = last?.role === 'assistant' ? last.metadata : undefined;
  const thought = [...(earlier?.thought ?? [])];
  let { usage, cost } = earlier ?? {};
  let began = 0;
  return ({ part }) => {
    switch (part.type) {
      case 'start':
        return { model };
      case 'reasoning-start':
        began = Date.now();
        return undefined;
      case 'reasoning-end':
        thought.push((Date.now() - began) / 1000);
        return { thought: [...thought] };
      case 'finish-step':
        usage = sumOf(usage, part.usage);
        cost = addCost(cost, model, part.usage);
        return usage && { usage, cost };
      case 'tool-result':
        if (part.toolName !== 'draw') return undefined;
        cost = addCost(cost, painter, { images: 1 });
        return { cost };
      default:
        return undefined;
    }
  };
}

function sumOf(sum: AnswerMetadata['usage'], { inputTokens, outputTokens }: LanguageModelUsage): typeof sum {
  // A step that broke off says nothing.
  if (inputTokens === undefined || outputTokens === undefined) return sum;
  return {
    inputTokens: (sum?.inputTokens ?? 0) + inputTokens,
    outputTokens: (sum?.outputTokens ?? 0) + outputTokens,
  };
}
