import type { Failure } from '../http/failure.js';

/** Advice on refusals by servers other than Model Studio, by their messages. */
export const serverHints: readonly { message: RegExp; hint: string }[] = [
  {
    // From the chat templates, passed on by vLLM, SGLang, llama.cpp and Ollama.
    message: /System message must be at the beginning/i,
    hint: 'Put all system messages first: the chat templates of Qwen3.5 and later accept them only there.',
  },
  {
    // LM Studio at another port (lmstudio-bug-tracker #189).
    message: /response_format\.type.{0,20}must be.{0,20}json_schema/i,
    hint: "Name the server, createQwen({ server: 'lm-studio' }): JSON is then requested with a schema, which LM Studio needs.",
  },
  {
    // ModelScope behind a gateway (claude-code-router #948).
    message: /enable.thinking can not be support when/i,
    hint: "Name the server, createQwen({ server: 'modelscope' }): calls are then streamed internally. Or use streamText.",
  },
];

/** One sentence of advice about a failure of another server, if there is one. */
export function serverHintFor({ message }: Failure): string | undefined {
  return serverHints.find((row) => row.message.test(message))?.hint;
}
