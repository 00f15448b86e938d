import type { CallSummary, Cost, InspectorEvent } from '../shape.js';
import { find, make, setText } from './dom.js';
import { hasFailed, isOpen, showClock, showCost, showStatus, showTime, showTokens, toneOf } from './format.js';

interface Row {
  call: CallSummary;
  item: HTMLLIElement;
  button: HTMLButtonElement;
}

const filters: Record<string, (call: CallSummary) => boolean> = {
  all: () => true,
  failed: hasFailed,
  warned: ({ warnings }) => warnings > 0,
  streams: ({ streams }) => streams,
  open: isOpen,
};

/** The list of calls, the newest first. */
export class CallList {
  private readonly rows = new Map<number, Row>();
  private readonly list = find('calls', HTMLUListElement);
  private readonly search = find('search', HTMLInputElement);
  private readonly filter = find('filter', HTMLSelectElement);
  private selected: number | undefined;

  constructor(private readonly onSelect: (id: number) => void) {
    this.search.addEventListener('input', () => this.show());
    this.filter.addEventListener('change', () => this.show());
    this.list.addEventListener('keydown', (event) => this.move(event));
  }

  update({ calls, oldest, cleared }: InspectorEvent): void {
    if (cleared) {
      this.rows.clear();
      this.list.replaceChildren();
    }
    for (const call of calls) {
      const row = this.rows.get(call.id) ?? this.add(call);
      row.call = call;
      fill(row);
    }
    this.forgetBefore(oldest);
    this.show();
  }

  select(id: number | undefined): void {
    this.selected = id;
    for (const [own, { button }] of this.rows) {
      if (own === id) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  }

  /** Moves the focus to the selected row, to which the user has come back. */
  focus(): void {
    const row = this.selected === undefined ? undefined : this.rows.get(this.selected);
    (row?.button ?? this.search).focus();
  }

  /** Removes the calls that the emulator has forgotten. */
  private forgetBefore(oldest: number): void {
    for (const [id, { item }] of this.rows) {
      if (id >= oldest) continue;
      this.rows.delete(id);
      item.remove();
    }
  }

  private add(call: CallSummary): Row {
    const button = make('button', { type: 'button', class: 'row' });
    button.addEventListener('click', () => this.onSelect(call.id));
    const row = { call, button, item: make('li', {}, button) };
    this.rows.set(call.id, row);
    this.list.prepend(row.item);
    return row;
  }

  private show(): void {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const isWanted = filters[this.filter.value] ?? filters.all!;
    let shown = 0;
    const costs: Cost[] = [];
    for (const { call, item } of this.rows.values()) {
      const text = [call.path, call.model, call.question, call.status, call.error].join(' ').toLowerCase();
      item.hidden = !isWanted(call) || !words.every((word) => text.includes(word));
      if (item.hidden) continue;
      shown += 1;
      if (call.cost !== undefined) costs.push(call.cost);
    }
    const { size } = this.rows;
    find('empty', HTMLElement).hidden = size > 0;
    setText(find('count', HTMLElement), size === shown ? `${size} calls` : `${shown} of ${size} calls`);
    setText(find('total', HTMLElement), totalOf(costs));
  }

  private move(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const buttons = [...this.list.querySelectorAll<HTMLButtonElement>('li:not([hidden]) button')];
    const place = buttons.indexOf(document.activeElement as HTMLButtonElement) + step;
    buttons[Math.max(0, Math.min(buttons.length - 1, place))]?.focus();
  }
}

function fill({ call, button }: Row): void {
  const { model, path, question, duration, tokens, cost, warnings, error, startedAt } = call;
  const facts = [showTime(duration), ...(tokens === undefined ? [] : [showTokens(tokens)])];
  if (warnings > 0) facts.push(warnings === 1 ? '1 warning' : `${warnings} warnings`);
  if (cost !== undefined) facts.push(`list price ${showCost(cost)}`);
  button.replaceChildren(
    make('span', { class: `status ${toneOf(call)}`, text: showStatus(call) }),
    make('span', { text: model ?? path }),
    make('span', { class: 'faint', text: showClock(startedAt) }),
    make('span', { class: 'more', text: error ?? question }),
    make('span', { class: 'more faint', text: facts.join(' · ') }),
  );
}

/** The sum of the costs in words. */
function totalOf(costs: readonly Cost[]): string {
  const [first] = costs;
  if (first === undefined) return '';
  const amount = costs.reduce((sum, cost) => sum + cost.amount, 0);
  const calls = costs.length === 1 ? '1 call' : `${costs.length} calls`;
  return `List price of ${calls}: ${showCost({ amount, currency: first.currency })}`;
}
