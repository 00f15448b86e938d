import { generateImage, tool } from 'ai';
import { qwen } from 'ai-sdk-qwen/ai7';
import { z } from 'zod';
import { savePicture } from './pictures';

const zones = {
  Beijing: 'Asia/Shanghai',
  Hangzhou: 'Asia/Shanghai',
  Frankfurt: 'Europe/Berlin',
  London: 'Europe/London',
  Singapore: 'Asia/Singapore',
  Sydney: 'Australia/Sydney',
  Tokyo: 'Asia/Tokyo',
  Washington: 'America/New_York',
};
const cities = Object.keys(zones) as [keyof typeof zones];

/** The model that draws when a chat model asks for a picture. */
export const painter = 'qwen-image-2.0';

/** The tools that the model may call. Add yours here; `approval` names those that ask the reader first. */
export const tools = (visitor: string) => ({
  clock: tool({
    description: 'The time and the day in a city',
    inputSchema: z.object({ city: z.enum(cities) }),
    execute: async ({ city }) =>
      new Intl.DateTimeFormat('en-GB', {
        timeZone: zones[city],
        weekday: 'long',
        hour: '2-digit',
        minute: '2-digit',
      }).format(new Date()),
  }),
  draw: tool({
    description: 'Draws a picture from a description in words',
    inputSchema: z.object({ prompt: z.string().max(800) }),
    execute: async ({ prompt }, { abortSignal }) => ({ picture: await draw(painter, prompt, visitor, abortSignal) }),
  }),
});

/** Tools that the service runs itself, in one answer: for a search by a model that thinks. */
export const research = {
  search: qwen.tools.webSearch(),
  read: qwen.tools.webExtractor(),
  compute: qwen.tools.codeInterpreter(),
};

export type Tools = ReturnType<typeof tools> & Partial<typeof research>;

/** A picture costs money each time. */
export const approval = { draw: 'user-approval' } as const;

/** Draws a picture and keeps it; returns its address in this app. */
export async function draw(
  model: string,
  prompt: string,
  visitor: string,
  abortSignal: AbortSignal | undefined,
): Promise<string> {
  const { image } = await generateImage({
    model: qwen.image(model),
    prompt,
    size: '1024x1024',
    // A second request is a second image to pay for.
    maxRetries: 0,
    ...(abortSignal && { abortSignal }),
  });
  return savePicture(visitor, image.mediaType, image.uint8Array);
}
