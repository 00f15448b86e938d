import type { Question } from '../model/question.js';
import { refuse } from '../rules/api-error.js';

/** Refuses all but one sound: the model of a transcription takes texts only as context, in a system message. */
export function checkTranscription({ model, messages }: Question): void {
  if (!model.can.has('transcribe')) return;
  const others = messages.filter(({ role }) => role !== 'system');
  const parts = others.flatMap((message) => message.parts);
  const isAlone = others.length === 1 && others[0]!.role === 'user' && parts.length === 1;
  if (!isAlone || parts[0]!.kind !== 'audio') refuse('asr-text');
}
