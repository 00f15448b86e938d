import type { CallLimits, RecordedCall } from './options.js';

/** The calls that an emulator remembers: all of them, or the latest within limits. */
export class CallLog {
  readonly calls: RecordedCall[] = [];
  /** Calls that are no longer in the list. */
  private forgotten = 0;
  /** Calls whose body is kept, the oldest first. Filled only if there are limits. */
  private bodies: { call: RecordedCall; bytes: number }[] = [];
  private bytes = 0;

  constructor(private readonly limits: CallLimits | undefined) {}

  /** Adds a call with the size of its body. Returns the number of calls before it. */
  add(call: RecordedCall, bytes: number): number {
    const index = this.calls.push(call) - 1 + this.forgotten;
    if (this.limits === undefined) return index;
    const { max = Infinity, maxBodyBytes = Infinity } = this.limits;
    if (bytes > 0) this.bodies.push({ call, bytes });
    this.bytes += bytes;
    while (this.calls.length > max) this.forgetOldest();
    while (this.bytes > maxBodyBytes && this.bodies.length > 1) this.forgetBody(this.bodies.shift()!);
    return index;
  }

  clear(): void {
    this.calls.length = 0;
    this.bodies = [];
    this.forgotten = 0;
    this.bytes = 0;
  }

  private forgetOldest(): void {
    const call = this.calls.shift();
    this.forgotten += 1;
    // The inspector may hold the call for longer.
    if (this.bodies[0]?.call === call) this.forgetBody(this.bodies.shift()!);
  }

  private forgetBody({ call, bytes }: { call: RecordedCall; bytes: number }): void {
    this.bytes -= bytes;
    call.body = undefined;
    call.bodyForgotten = `The body of ${bytes} bytes is no longer kept: later calls needed the room.`;
  }
}
