/** A message on the wire, of either protocol; only the content differs. */
export type WireMessage<Content, Call> =
  | { role: 'system' | 'user'; content: Content }
  | WireAssistantMessage<Content, Call>
  | { role: 'tool'; content: Content; tool_call_id: string };

/** A turn of the model: its text and its tool calls. */
export interface WireAssistantMessage<Content, Call> {
  role: 'assistant';
  content: Content;
  /** The model's thinking, under the server's name for it. */
  reasoning_content?: string;
  reasoning?: string;
  tool_calls?: Call[];
  partial?: true;
}
