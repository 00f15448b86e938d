import { embedTexts } from '../../../lib/embed-texts';
import { messageOf } from '../../../lib/message';

/**
 * Embeds what is missing and sends a line of JSON at each step: the progress, or an error. What is stored
 * stays stored: the next request continues from there. Closing the page stops it.
 */
export function POST(request: Request): Response {
  const steps = embedTexts(request.signal);
  const encoder = new TextEncoder();
  const lines = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const send = (line: object) => controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      try {
        const { done, value } = await steps.next();
        if (done) controller.close();
        else send(value);
      } catch (error) {
        console.error(error);
        send({ problem: messageOf(error) });
        controller.close();
      }
    },
    async cancel() {
      await steps.return(undefined);
    },
  });
  return new Response(lines, {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  });
}
