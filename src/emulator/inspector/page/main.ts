import { CallView } from './detail.js';
import { find, setText } from './dom.js';
import { CallList } from './list.js';
import { QueueDialog } from './queue.js';
import { clearCalls, follow, loadCall } from './service.js';

const list = new CallList((id) => {
  location.hash = String(id);
});
const queue = new QueueDialog();
let view: CallView | undefined;
let loading: number | undefined;
let stale = false;

/** The call that the address names, so that "back" works and a link leads to a call. */
function selected(): number | undefined {
  const id = Number(location.hash.slice(1));
  return Number.isInteger(id) && id > 0 ? id : undefined;
}

function showList(): void {
  view = undefined;
  find('call', HTMLElement).replaceChildren();
  document.body.classList.remove('shows-call');
  if (location.hash !== '') history.pushState(null, '', location.pathname);
  list.focus();
  list.select(undefined);
}

/** Loads the selected call and shows it; once more if it has changed meanwhile. */
async function showCall(): Promise<void> {
  const id = selected();
  list.select(id);
  if (id === undefined) return showList();
  if (loading === id) {
    stale = true;
    return;
  }
  loading = id;
  try {
    const call = await loadCall(id);
    if (id !== selected()) return;
    if (call === undefined) return showList();
    if (view?.id === id) view.show(call);
    else {
      view = new CallView(call, showList);
      document.body.classList.add('shows-call');
      find('call', HTMLElement).focus();
    }
  } catch {
    // The emulator has ended; the connection's state says so.
  } finally {
    loading = undefined;
  }
  if (stale || id !== selected()) {
    stale = false;
    await showCall();
  }
}

follow(
  (event) => {
    const { calls, cleared = false } = event;
    list.update(event);
    queue.count(event.queued);
    const id = selected();
    list.select(id);
    if (id === undefined) return;
    // After a restart of the emulator, the same number is another call.
    if (cleared && !calls.some((call) => call.id === id)) showList();
    else if (calls.some((call) => call.id === id)) void showCall();
  },
  (live) => {
    const connection = find('connection', HTMLElement);
    connection.classList.toggle('live', live);
    setText(connection, live ? 'live' : 'not connected');
  },
);

setText(find('compatible', HTMLElement), `${location.origin}/compatible-mode/v1`);
setText(find('native', HTMLElement), `${location.origin}/api/v1`);
find('clear', HTMLButtonElement).addEventListener('click', () => void clearCalls());
addEventListener('hashchange', () => void showCall());
addEventListener('popstate', () => void showCall());
addEventListener('keydown', ({ key, target }) => {
  if (key === 'Escape' && view !== undefined && !(target instanceof HTMLElement && target.closest('dialog')))
    showList();
});
