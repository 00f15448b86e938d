import type { QwenBatchStatus } from '../../ai7.js';
import { count } from '../count.js';
import type { Terminal } from '../terminal.js';

const width = 24;

/** A display of what a job has reached, for people who wait for it. */
export interface Progress {
  /** Called when the service has told something new. */
  status: (status: QwenBatchStatus) => void;
  /** Called when a result was written. */
  written: (number: number) => void;
  end: () => void;
}

/** Shows the progress on standard error: a bar in a terminal, and elsewhere a line whenever something has changed. */
export function showProgress(lines: number, { redraw, complain }: Pick<Terminal, 'redraw' | 'complain'>): Progress {
  let running: QwenBatchStatus['parts'] = [];
  let written = 0;
  let percent = 0;
  let shown = '';
  // A log is not to have a line for each per cent.
  const step = redraw === undefined ? 10 : 1;
  const show = () => {
    const answered = running.reduce((sum, { completed }) => sum + completed, 0);
    // A batch that has ended counts by the results that are written, which catch up within moments.
    percent = Math.max(percent, Math.floor((100 * Math.min(lines, written + answered)) / lines));
    const text = `${percent} %${statusesOf(running)}`;
    if (text === shown) return;
    shown = text;
    if (redraw === undefined) complain(text);
    else redraw(`${bar(percent)} ${text}`);
  };
  return {
    status({ parts }) {
      running = parts.filter(({ hasEnded }) => !hasEnded);
      show();
    },
    written(number) {
      written = number;
      if (Math.floor((100 * written) / lines) >= percent + step || written === lines) show();
    },
    end: () => redraw?.(),
  };
}

function bar(percent: number): string {
  const full = Math.floor((percent * width) / 100);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
}

/** The statuses of batches in words, after a comma: `, 2 batches in progress, 1 batch validating`. */
function statusesOf(parts: QwenBatchStatus['parts']): string {
  const numbers = new Map<string, number>();
  for (const { batchId, status } of parts) {
    // Nobody has looked at a batch of an earlier process yet.
    const state = batchId !== undefined && status === 'uploading' ? 'open' : status;
    numbers.set(state, (numbers.get(state) ?? 0) + 1);
  }
  return [...numbers].map(([state, number]) => `, ${count(number, 'batch')} ${state.replaceAll('_', ' ')}`).join('');
}
