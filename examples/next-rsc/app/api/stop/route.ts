import { stop } from '../../../lib/running';

/** Stops an action. A route and not an action, because React sends one action after the other. */
export function POST(request: Request): Response {
  stop(new URL(request.url).searchParams.get('id') ?? '');
  return new Response(null, { status: 204 });
}
