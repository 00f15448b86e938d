import type { QueueRequest } from '../shape.js';
import { find, make, setText } from './dom.js';
import { loadSetup, queueAnswer } from './service.js';

const field = (id: string) => find(id, HTMLElement);

/** The dialog that queues an answer or a failure for the next calls. */
export class QueueDialog {
  private readonly dialog = find('queue', HTMLDialogElement);
  private readonly kind = find('queue-kind', HTMLSelectElement);
  private readonly failure = find('queue-failure', HTMLSelectElement);
  private readonly opener = find('open-queue', HTMLButtonElement);
  private messages = new Map<string, string>();

  constructor() {
    this.opener.addEventListener('click', () => this.open());
    find('queue-close', HTMLButtonElement).addEventListener('click', () => this.dialog.close());
    this.kind.addEventListener('change', () => this.showFields());
    this.failure.addEventListener('change', () => this.showFields());
    find('queue-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.send();
    });
  }

  /** Says how many answers wait. */
  count(queued: number): void {
    setText(this.opener, queued === 0 ? 'Next answer' : `Next answer (${queued} waiting)`);
  }

  private async open(): Promise<void> {
    setText(field('queue-error'), '');
    this.dialog.showModal();
    if (this.messages.size > 0) return;
    const { failures } = await loadSetup();
    this.messages = new Map(failures.map(({ name, message }) => [name, message]));
    this.failure.append(
      ...failures.map(({ name, status }) => make('option', { value: name, text: `${status} ${name}` })),
    );
    this.failure.value = 'rate-limit';
    this.showFields();
  }

  private showFields(): void {
    const { value } = this.kind;
    for (const kind of ['text', 'failure', 'json']) field(`queue-${kind}-field`).hidden = kind !== value;
    const message = field('queue-failure-message');
    message.hidden = value !== 'failure';
    setText(message, this.messages.get(this.failure.value) ?? '');
  }

  private async send(): Promise<void> {
    let reason: string | undefined;
    try {
      reason = await queueAnswer(this.read());
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
    setText(field('queue-error'), reason ?? '');
    if (reason === undefined) this.dialog.close();
  }

  private read(): QueueRequest {
    const times = find('queue-times', HTMLInputElement).valueAsNumber;
    if (this.kind.value === 'failure') return { failure: this.failure.value, times };
    if (this.kind.value === 'text') return { answer: { text: find('queue-text', HTMLTextAreaElement).value }, times };
    return { answer: JSON.parse(find('queue-json', HTMLTextAreaElement).value), times };
  }
}
