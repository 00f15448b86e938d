import type { Region } from '../catalogue/regions.js';
import { Exchange, type ObservedCall } from './exchange.js';
import type { CallState, InspectorEvent } from './shape.js';

/** Calls, and characters of them, that are kept; the oldest calls are forgotten. */
const maxCalls = 500;
const maxSize = 50_000_000;

type Answer = (request: Request, observe: (call: ObservedCall) => void) => Promise<Response>;

/** The calls that the inspector shows, and the pages that watch them. */
export class Journal {
  private exchanges: Exchange[] = [];
  private readonly watchers = new Set<Watcher>();
  private number = 0;

  /**
   * @param queued The number of answers and failures that wait for a call.
   * @param region The region whose list prices the calls cost.
   */
  constructor(
    private readonly queued: () => number,
    private readonly region: Region,
  ) {}

  /** Lets the emulator answer a request, and keeps both. */
  async watch(request: Request, answer: Answer): Promise<Response> {
    let exchange: Exchange | undefined;
    const changed = () => exchange && this.tell(exchange);
    const end = (state: CallState) => {
      exchange?.end(state);
      if (exchange !== undefined) this.billTask(exchange);
      changed();
    };
    try {
      const response = await answer(request, (call) => {
        exchange = this.open(call, request);
      });
      if (exchange === undefined) return response;
      exchange.respond(response);
      changed();
      return tap(response, request.signal, {
        add(chunk) {
          exchange?.add(chunk);
          changed();
        },
        end,
      });
    } catch (error) {
      end(request.signal.aborted ? 'aborted' : 'broken');
      throw error;
    }
  }

  find(id: number): Exchange | undefined {
    return this.exchanges.find((exchange) => exchange.id === id);
  }

  clear(): void {
    this.exchanges = [];
    for (const watcher of this.watchers) watcher.clear();
  }

  /** Tells every page that the queue has changed. */
  queueChanged(): void {
    for (const watcher of this.watchers) watcher.wake();
  }

  /** Messages for a page, until it leaves. What changes while the page reads becomes one message. */
  async *events(signal: AbortSignal): AsyncGenerator<InspectorEvent> {
    const watcher = new Watcher(this.exchanges);
    this.watchers.add(watcher);
    signal.addEventListener('abort', () => watcher.wake(), { once: true });
    try {
      while (!signal.aborted) {
        const oldest = this.exchanges[0]?.id ?? this.number + 1;
        yield { ...watcher.take(), oldest, queued: this.queued() };
        await watcher.change();
      }
    } finally {
      this.watchers.delete(watcher);
    }
  }

  private open(call: ObservedCall, request: Request): Exchange {
    const exchange = new Exchange((this.number += 1), call, request, this.region);
    this.exchanges.push(exchange);
    this.forgetOldest();
    this.tell(exchange);
    return exchange;
  }

  private forgetOldest(): void {
    let size = this.exchanges.reduce((sum, exchange) => sum + exchange.size, 0);
    while (this.exchanges.length > maxCalls || (size > maxSize && this.exchanges.length > 1)) {
      size -= this.exchanges.shift()!.size;
    }
  }

  /** Hands the counts of a task on to the call that created it, which names the model. */
  private billTask(poll: Exchange): void {
    const { bill } = poll;
    if (bill.taskId === undefined || (bill.units ?? bill.tokens) === undefined) return;
    const creation = this.exchanges.find((exchange) => exchange !== poll && exchange.take(bill));
    if (creation !== undefined) this.tell(creation);
  }

  private tell(exchange: Exchange): void {
    for (const watcher of this.watchers) watcher.add(exchange);
  }
}

/** The changes that a page has not been told. */
class Watcher {
  private readonly untold: Set<Exchange>;
  private cleared = true;
  private awake = false;
  private resolve: (() => void) | undefined;

  constructor(exchanges: readonly Exchange[]) {
    this.untold = new Set(exchanges);
  }

  add(exchange: Exchange): void {
    this.untold.add(exchange);
    this.wake();
  }

  clear(): void {
    this.untold.clear();
    this.cleared = true;
    this.wake();
  }

  wake(): void {
    this.awake = true;
    this.resolve?.();
  }

  /** Resolves as soon as there is something to tell. */
  async change(): Promise<void> {
    if (!this.awake) await new Promise<void>((resolve) => (this.resolve = resolve));
    this.awake = false;
  }

  take(): Omit<InspectorEvent, 'oldest' | 'queued'> {
    const { cleared } = this;
    const calls = [...this.untold].map((exchange) => exchange.summarize());
    this.untold.clear();
    this.cleared = false;
    return { calls, ...(cleared && { cleared }) };
  }
}

interface Tapped {
  add: (chunk: Uint8Array) => void;
  end: (state: CallState) => void;
}

/** The same response, whose body is seen as the client reads it. */
function tap(response: Response, signal: AbortSignal, { add, end }: Tapped): Response {
  const reader = response.body?.getReader();
  if (reader === undefined) {
    end('done');
    return response;
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await reader.read();
          if (next.done) {
            end('done');
            controller.close();
          } else {
            add(next.value);
            controller.enqueue(next.value);
          }
        } catch (error) {
          end(signal.aborted ? 'aborted' : 'broken');
          controller.error(error);
        }
      },
      cancel(reason) {
        end('aborted');
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { status: response.status, headers: response.headers });
}
