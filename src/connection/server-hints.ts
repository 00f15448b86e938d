import type { Failure } from '../http/failure.js';

/** Advice on refusals of other servers than Model Studio, by their words. */
export const serverHints: readonly { message: RegExp; hint: string }[] = [
  {
    // The chat templates' own words, which vLLM, SGLang, llama.cpp and Ollama pass on.
    message: /System message must be at the beginning/i,
    hint: 'Put all system messages first: the chat templates of Qwen3.5 and later take none amid the turns.',
  },
  {
    // LM Studio at another port (lmstudio-bug-tracker #189).
    message: /response_format\.type.{0,20}must be.{0,20}json_schema/i,
    hint: "Name the server, createQwen({ server: 'lm-studio' }): JSON is then asked for by a schema, as it wants.",
  },
  {
    // ModelScope behind a gateway (claude-code-router #948).
    message: /enable.thinking can not be support when/i,
    hint: "Name the server, createQwen({ server: 'modelscope' }): calls are then streamed inside. Or use streamText.",
  },
];

/** One sentence that says what to do about a failure of another server, if there is one. */
export function serverHintFor({ message }: Failure): string | undefined {
  return serverHints.find((row) => row.message.test(message))?.hint;
}
