import { Brain, ChevronDown, Globe, Volume2 } from 'lucide-react';
import type { Model } from '../lib/models';
import type { Settings } from '../lib/settings';
import { Toggle } from './toggle';
import type { Speech } from './use-speech';

interface Props {
  model: Model;
  settings: Settings;
  change: (settings: Settings) => void;
  chooseModel: () => void;
  speech: Speech;
}

/** The way in which the next question is answered: thinking, search, speech, and the model. */
export function SettingsBar({ model, settings, change, chooseModel, speech }: Props) {
  return (
    <>
      <Toggle
        icon={Brain}
        name="Think"
        on={model.thinking === 'always' || (model.thinking === 'hybrid' && settings.thinking)}
        disabled={model.thinking !== 'hybrid'}
        change={(thinking) => change({ ...settings, thinking })}
      />
      <Toggle
        icon={Globe}
        name="Search"
        on={settings.search && model.webSearch === true}
        disabled={!model.webSearch}
        hint={model.research && settings.thinking ? 'Search, read pages and compute' : 'Search the web'}
        change={(search) => change({ ...settings, search })}
      />
      <Toggle icon={Volume2} name="Read aloud" on={speech.always} change={speech.setAlways} />
      <button type="button" className="pick" aria-haspopup="dialog" onClick={chooseModel}>
        <span className="sr-only">Model: </span>
        <span>{model.id}</span> <ChevronDown aria-hidden="true" />
      </button>
    </>
  );
}
