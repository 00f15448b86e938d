import type { CallDetail, InspectorEvent, InspectorSetup, QueueRequest } from '../shape.js';

/** Follows the calls until the page is closed. The browser connects again by itself. */
export function follow(onEvent: (event: InspectorEvent) => void, onState: (live: boolean) => void): void {
  const source = new EventSource('inspector/events');
  source.addEventListener('open', () => onState(true));
  source.addEventListener('error', () => onState(false));
  source.addEventListener('message', ({ data }: MessageEvent<string>) => onEvent(JSON.parse(data) as InspectorEvent));
}

/** Undefined for a call that the emulator has forgotten. */
export async function loadCall(id: number): Promise<CallDetail | undefined> {
  const response = await fetch(`inspector/calls/${id}`);
  return response.ok ? ((await response.json()) as CallDetail) : undefined;
}

export async function loadCopy(id: number, form: 'curl' | 'vitest'): Promise<string> {
  const response = await fetch(`inspector/calls/${id}/${form}`);
  if (!response.ok) throw new Error('The emulator has forgotten this call.');
  return response.text();
}

export async function loadSetup(): Promise<InspectorSetup> {
  return (await (await fetch('inspector/setup')).json()) as InspectorSetup;
}

export async function clearCalls(): Promise<void> {
  await fetch('inspector/clear', { method: 'POST' });
}

/** Queues answers; the reason if the emulator refuses them. */
export async function queueAnswer(request: QueueRequest): Promise<string | undefined> {
  const response = await fetch('inspector/queue', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  return response.ok ? undefined : ((await response.json()) as { message: string }).message;
}
