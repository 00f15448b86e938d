import { experimental_startVideo as startVideo } from 'ai';
import { qwen } from 'ai-sdk-qwen/ai7';
import { readJson } from './read-json';
import { readableError } from './readable-error';

// app/api/videos/route.ts

const maxLength = 1500;

/** Starts a video and answers with its id. */
export async function POST(request: Request): Promise<Response> {
  const posted = await readJson(request);
  if (posted instanceof Response) return posted;
  const { prompt } = Object(posted) as { prompt?: unknown };
  if (typeof prompt !== 'string' || prompt.trim() === '' || prompt.length > maxLength) {
    return Response.json({ error: `A video needs a prompt of at most ${maxLength} characters.` }, { status: 400 });
  }
  try {
    // Does not pass request.signal: if the visitor leaves now, the video is paid for, and its id must not be lost.
    const { operation } = await startVideo({
      model: qwen.video('wan2.7-t2v'),
      prompt,
      duration: 5,
      resolution: '1280x720',
    });
    return Response.json({ id: (operation as { taskId: string }).taskId }, { status: 202 });
  } catch (error) {
    console.error(error);
    return Response.json({ error: readableError(error) }, { status: 502 });
  }
}

/** Says how far a video is, and where it is when it is done: /api/videos?id=… */
export async function GET(request: Request): Promise<Response> {
  const id = new URL(request.url).searchParams.get('id') ?? '';
  if (id === '') return Response.json({ error: 'Which video? Its id is missing.' }, { status: 400 });
  try {
    const { status, submittedAt, startedAt, output, code, message } = await qwen.tasks.get(id, {
      abortSignal: request.signal,
    });
    if (status === 'SUCCEEDED') return Response.json({ status, url: output.video_url });
    if (status === 'PENDING' || status === 'RUNNING') return Response.json({ status, submittedAt, startedAt });
    console.error(id, status, code, message);
    const refused = code === 'DataInspectionFailed';
    return Response.json({
      status,
      error: refused ? 'The content filter refused the video.' : 'The video could not be made.',
    });
  } catch (error) {
    console.error(error);
    return Response.json({ error: readableError(error) }, { status: 502 });
  }
}
