/** A message as both protocols have it; what they write as its content differs. */
export type WireMessage<Content, Call> =
  | { role: 'system' | 'user'; content: Content }
  | WireAssistantMessage<Content, Call>
  | { role: 'tool'; content: Content; tool_call_id: string };

/** A turn of the model: its text, and the calls that it made. */
export interface WireAssistantMessage<Content, Call> {
  role: 'assistant';
  content: Content;
  /** What the model thought, under the name that the server has for it. */
  reasoning_content?: string;
  reasoning?: string;
  tool_calls?: Call[];
  partial?: true;
}
