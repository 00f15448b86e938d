import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Model } from '../lib/models';
import { IconButton } from './icon-button';

interface Props {
  models: Model[];
  chosen: string;
  choose: (id: string) => void;
  close: () => void;
}

/** The models with what each does. */
export function ModelPicker({ models, chosen, choose, close }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  const found = models.filter((model) =>
    `${model.id} ${model.group} ${model.does}`.toLowerCase().includes(words.toLowerCase()),
  );
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <dialog
      ref={dialog}
      className="picker"
      aria-label="Choose a model"
      onClose={close}
      // A click beside it meets the dialog itself.
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          dialog.current?.close();
        }}
      >
        <header>
          <input
            type="search"
            aria-label="Find a model"
            placeholder="Find a model"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <IconButton icon={X} name="Close" onClick={() => dialog.current?.close()} />
        </header>
        <div className="models">
          {groups.map((group) => (
            <fieldset key={group}>
              <legend>{group}</legend>
              {found
                .filter((model) => model.group === group)
                .map((model) => (
                  <label key={model.id}>
                    <input
                      type="radio"
                      name="model"
                      checked={model.id === chosen}
                      onChange={() => choose(model.id)}
                      onClick={(event) => event.detail > 0 && dialog.current?.close()}
                    />
                    <b>{model.id}</b>
                    <span>{model.does}</span>
                    <small>{abilities(model).join(' · ')}</small>
                  </label>
                ))}
            </fieldset>
          ))}
          {found.length === 0 && <p className="none">No model matches.</p>}
        </div>
      </form>
    </dialog>
  );
}

function abilities({ inputs = [], thinking, tools, webSearch, research, contextWindow }: Model): string[] {
  return [
    inputs.includes('image') && 'sees pictures',
    inputs.includes('document') && 'reads documents',
    thinking === 'hybrid' && 'thinks on request',
    thinking === 'always' && 'always thinks',
    tools && 'uses tools',
    webSearch && 'searches',
    research && 'researches',
    contextWindow && `${sizeOf(contextWindow)} tokens`,
  ].filter((each) => typeof each === 'string');
}

/** A number of tokens as it is usually said: 32k are 32,768. */
function sizeOf(tokens: number): string {
  if (tokens >= 1e6) return `${tokens / 1e6}M`;
  return `${Math.round(tokens / (tokens % 1024 === 0 ? 1024 : 1000))}k`;
}
