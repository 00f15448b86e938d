import { transcribe } from 'ai';
import { qwen } from 'ai-sdk-qwen/ai7';
import { refuseTooMany } from '../../../lib/limit';
import { messageOf } from '../../../lib/message';
import { readBytes } from '../../../lib/read-body';
import { visitor } from '../../../lib/visitor';

/** Four minutes of a microphone at 16 kHz. */
const maxBytes = 8 * 1024 * 1024;

/** Writes down a recording. */
export async function POST(request: Request): Promise<Response> {
  const tooMany = refuseTooMany(await visitor());
  if (tooMany) return tooMany;
  const audio = await readBytes(request, maxBytes);
  if (audio === undefined) return new Response('The recording is too long.', { status: 413 });
  try {
    const { text } = await transcribe({
      model: qwen.transcription('qwen3-asr-flash'),
      audio,
      abortSignal: request.signal,
      maxRetries: 1,
    });
    return Response.json({ text });
  } catch (error) {
    console.error(error);
    return new Response(messageOf(error), { status: 502 });
  }
}
