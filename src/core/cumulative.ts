/**
 * One channel of a stream (text or thinking) whose packets may repeat all that came before: some models and servers
 * send the text so far instead of deltas, and nothing in a packet says so.
 */
export interface Channel {
  mode: 'open' | 'delta' | 'cumulative';
  /** The text so far, as long as it is needed to tell. */
  total: string;
  /** A packet that is held back because it fits both modes. */
  held: string;
}

export function createChannel(mode: Channel['mode']): Channel {
  return { mode, total: '', held: '' };
}

// A packet that begins with so much of the text before it is no coincidence.
const decisiveLength = 20;

/**
 * Takes in a packet's text and returns what it adds. In doubt (`ha`, then `haha`) one packet is held back: the next
 * one tells. `grew` says whether more tokens have been counted than at the packet before: text that took none is a
 * repetition.
 */
export function advance(channel: Channel, text: string, grew: boolean): string {
  switch (channel.mode) {
    case 'delta':
      return text;
    case 'cumulative':
      return advanceCumulative(channel, text);
    case 'open':
      return advanceOpen(channel, text, grew);
  }
}

function advanceCumulative(channel: Channel, text: string): string {
  // A packet that does not repeat what came before is a delta after all, such as an empty last one.
  const delta = text.startsWith(channel.total) ? text.slice(channel.total.length) : text;
  channel.total += delta;
  return delta;
}

function advanceOpen(channel: Channel, text: string, grew: boolean): string {
  const { total, held } = channel;
  const soFar = held === '' ? total : held;
  if (total === '') {
    channel.total = text;
    return text;
  }
  if (!text.startsWith(soFar) || (grew && text.length === soFar.length)) {
    channel.mode = 'delta';
    channel.total = '';
    channel.held = '';
    return held + text;
  }
  if (held !== '' || soFar.length >= decisiveLength || !grew) {
    channel.mode = 'cumulative';
    channel.held = '';
    channel.total = text;
    return text.slice(total.length);
  }
  channel.held = text;
  return '';
}

/** What is still held back when the answer has ended: deltas were asked for, so it is one. */
export function settleChannel(channel: Channel): string {
  const { held } = channel;
  channel.held = '';
  return held;
}
