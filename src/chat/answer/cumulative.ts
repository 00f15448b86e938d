/**
 * What the packets of a stream bring: what is new, or once more all that came before. Some models and servers repeat
 * though deltas were asked for, and nothing in a packet says so. What one part of the answer shows holds for all.
 */
export interface Packets {
  mode: 'open' | 'delta' | 'cumulative';
}

/** One text of a stream (the answer, or the thinking) that packets bring more of. */
export interface Channel {
  packets: Packets;
  /** The text that has been passed on, as long as it is needed to tell. */
  total: string;
  /** The packets held back because they fit both modes: the last one, all of them joined, and how many they are. */
  last: string;
  held: string;
  heldCount: number;
  /** Whether one of them says no more than the one before, although tokens have been counted for it. */
  repeated: boolean;
}

export function createChannel(packets: Packets): Channel {
  return { packets, total: '', last: '', held: '', heldCount: 0, repeated: false };
}

// Packets that begin with so much of the text before them are no coincidence.
const decisiveLength = 20;

/**
 * Takes in a packet's text and returns what it adds. In doubt (`ha`, then `haha`) packets are held back until one
 * tells. `grew` says whether tokens have been counted for it since the packet before: text that took none is a
 * repetition.
 */
export function advance(channel: Channel, text: string, grew: boolean): string {
  const { packets } = channel;
  if (packets.mode === 'open') judge(channel, text, grew);
  switch (packets.mode) {
    case 'delta':
      return takeHeld(channel) + text;
    case 'cumulative':
      takeHeld(channel);
      return advanceCumulative(channel, text);
    case 'open':
      return hold(channel, text);
  }
}

/** Settles the mode if a packet tells it. */
function judge({ packets, total, last, repeated }: Channel, text: string, grew: boolean): void {
  const before = last === '' ? total : last;
  if (before === '') return;
  const same = text.length === before.length;
  if (!text.startsWith(before) || (same && grew && repeated)) packets.mode = 'delta';
  else if (!grew || (!same && before.length >= decisiveLength)) packets.mode = 'cumulative';
}

function hold(channel: Channel, text: string): string {
  const { total, last } = channel;
  if (total === '') {
    channel.total = text;
    return text;
  }
  channel.repeated ||= text.length === (last === '' ? total : last).length;
  channel.last = text;
  channel.held += text;
  channel.heldCount += 1;
  return '';
}

function takeHeld(channel: Channel): string {
  const { held } = channel;
  channel.last = '';
  channel.held = '';
  channel.heldCount = 0;
  channel.repeated = false;
  return held;
}

function advanceCumulative(channel: Channel, text: string): string {
  const { total } = channel;
  if (text.startsWith(total)) {
    channel.total = text;
    return text.slice(total.length);
  }
  // A packet that does not repeat what came before is a delta after all.
  channel.total += text;
  return text;
}

/**
 * What is still held back when a text has ended. One packet is taken for the delta that was asked for; several, each of
 * which begins with the whole one before, are not.
 */
export function settleChannel(channel: Channel): string {
  const { packets, last, heldCount, repeated } = channel;
  const cumulative = packets.mode === 'cumulative' || (packets.mode === 'open' && heldCount > 1 && !repeated);
  const held = takeHeld(channel);
  return cumulative && last !== '' ? advanceCumulative(channel, last) : held;
}
