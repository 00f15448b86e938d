import type { CallDetail } from '../shape.js';
import { find, make, setText } from './dom.js';
import { showClock, showCost, showSpeed, showStatus, showTime, showTokens } from './format.js';
import { loadCopy } from './service.js';
import { Timeline } from './timeline.js';

/** A call in full. It is made once, and filled again while the answer grows, so that nothing in it jumps or closes. */
export class CallView {
  readonly id: number;
  private readonly facts = make('dl', { class: 'facts' });
  private readonly copied = make('span', { role: 'status', class: 'faint' });
  private readonly warnings = make('ul', { class: 'warn' });
  private readonly reasoning = make('pre', { tabindex: '0' });
  private readonly text = make('pre', { tabindex: '0' });
  private readonly tools = make('pre', { tabindex: '0' });
  private readonly error = make('p', { class: 'bad' });
  private readonly cut = make('p', { class: 'faint' });
  private readonly timeline = new Timeline();
  private readonly requestBody = make('pre', { tabindex: '0' });
  private readonly requestHeaders = make('pre', { tabindex: '0' });
  private readonly responseBody = make('pre', { tabindex: '0' });
  private readonly responseHeaders = make('pre', { tabindex: '0' });

  constructor(call: CallDetail, onBack: () => void) {
    this.id = call.id;
    const back = make('button', { type: 'button', id: 'back', text: 'Back to the list' });
    back.addEventListener('click', onBack);
    find('call', HTMLElement).replaceChildren(
      back,
      make('h2', { text: `${call.method} ${call.path}` }),
      this.facts,
      make(
        'p',
        { class: 'tools' },
        this.copyButton('curl', 'Copy as curl'),
        this.copyButton('vitest', 'Copy as Vitest test'),
        this.copied,
      ),
      part('Warnings', this.warnings),
      part('Error', this.error),
      part('Kept in part', this.cut),
      part('Thinking', this.reasoning),
      part('Answer', this.text),
      part('Tool calls', this.tools),
      this.timeline.element,
      part('Request', this.requestBody, fold('Headers of the request', this.requestHeaders)),
      make(
        'section',
        {},
        make('h2', { text: 'Response' }),
        fold('Body', this.responseBody),
        fold('Headers of the response', this.responseHeaders),
      ),
    );
    this.show(call);
  }

  show(call: CallDetail): void {
    const { answer, warningTexts } = call;
    this.facts.replaceChildren(...factsOf(call));
    this.warnings.replaceChildren(...warningTexts.map((text) => make('li', { text })));
    hideIf(this.warnings, warningTexts.length === 0);
    const { error } = answer;
    fill(this.error, error === undefined ? '' : [error.code, error.message].filter(Boolean).join(': '));
    fill(this.cut, call.cut ?? '');
    fill(this.reasoning, answer.reasoning);
    fill(this.text, answer.text);
    fill(this.tools, answer.toolCalls.map((tool) => `${tool.name}(${tool.arguments})`).join('\n'));
    this.timeline.show(call);
    fill(
      this.requestBody,
      typeof call.requestBody === 'string' ? call.requestBody : pretty(call.requestBody) || 'No body.',
    );
    setText(this.requestHeaders, lines(call.requestHeaders));
    setText(this.responseBody, bodyOf(call));
    setText(this.responseHeaders, lines(call.responseHeaders));
  }

  private copyButton(form: 'curl' | 'vitest', text: string): HTMLButtonElement {
    const button = make('button', { type: 'button', text });
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(await loadCopy(this.id, form));
        this.copied.textContent = 'Copied.';
      } catch (error) {
        this.copied.textContent = `Not copied: ${error instanceof Error ? error.message : String(error)}`;
      }
    });
    return button;
  }
}

function factsOf(call: CallDetail): HTMLElement[] {
  const { tokens, cost } = call;
  const facts: [string, string | undefined][] = [
    ['Status', showStatus(call)],
    ['Model', call.model],
    ['Started', showClock(call.startedAt)],
    ['First token', showTime(call.firstToken)],
    ['Duration', showTime(call.duration)],
    ['Chunks', `${call.chunks}, ${call.bytes} bytes`],
    ['Tokens', showTokens(tokens)],
    ['Of them thinking', tokens?.reasoning?.toString()],
    ['From the cache', tokens?.cached?.toString()],
    ['List price', cost && `${showCost(cost)} (${cost.region})`],
    ['Speed', showSpeed(call)],
    ['Finish reason', call.answer.finishReason],
  ];
  return facts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => make('div', {}, make('dt', { text: name }), make('dd', { text: value! })));
}

function part(title: string, ...children: HTMLElement[]): HTMLElement {
  return make('section', {}, make('h2', { text: title }), ...children);
}

function fold(title: string, child: HTMLElement): HTMLElement {
  return make('details', {}, make('summary', { text: title }), child);
}

/** Fills an element; its section is hidden while there is nothing in it. */
function fill(element: HTMLElement, text: string): void {
  setText(element, text);
  hideIf(element, text === '');
}

function hideIf(element: HTMLElement, isEmpty: boolean): void {
  (element.parentElement ?? element).hidden = isEmpty;
}

function bodyOf({ responseBody, bytes }: CallDetail): string {
  if (responseBody === undefined) return `${bytes} bytes that are not text.`;
  try {
    return pretty(JSON.parse(responseBody));
  } catch {
    return responseBody;
  }
}

function pretty(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

function lines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
