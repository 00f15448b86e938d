import { Brain, Code, Globe, Paintbrush, Sparkles, Table, Telescope, type LucideIcon } from 'lucide-react';
import type { Settings } from '../lib/settings';

interface Suggestion {
  icon: LucideIcon;
  title: string;
  text: string;
  /** The settings that it shows. */
  change: Partial<Settings>;
}

const suggestions: Suggestion[] = [
  { icon: Globe, title: 'Search the web', text: 'What is new on the ferries of Hong Kong?', change: { search: true } },
  { icon: Brain, title: 'Think first', text: 'How many squares are on a chess board?', change: { thinking: true } },
  { icon: Paintbrush, title: 'Draw', text: 'Draw a red lighthouse in a storm', change: {} },
  { icon: Table, title: 'Compare', text: 'Compare three green teas in a table', change: {} },
  { icon: Code, title: 'Write code', text: 'Write a debounce function in TypeScript', change: {} },
  {
    icon: Telescope,
    title: 'Research',
    text: 'Is the Danube longer than the Rhine?',
    change: { search: true, thinking: true },
  },
];

/** Suggestions for an empty conversation, each with the settings that it demonstrates. */
export function Welcome({ ask }: { ask: (text: string, change: Partial<Settings>) => void }) {
  return (
    <section className="welcome" aria-label="Suggestions">
      <Sparkles className="mark" aria-hidden="true" />
      <h2>What shall we find out?</h2>
      <p>Ask anything, or begin with one of these.</p>
      <ul>
        {suggestions.map(({ icon: Icon, title, text, change }) => (
          <li key={text}>
            <button type="button" onClick={() => ask(text, change)}>
              <strong>
                <Icon aria-hidden="true" /> {title}
              </strong>
              <span>{text}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
