import type { Model } from '../lib/models';
import type { Settings } from '../lib/settings';

interface Props {
  models: Model[];
  settings: Settings;
  change: (settings: Settings) => void;
}

/** The choice of a model, of thinking and of tools. */
export function Controls({ models, settings, change }: Props) {
  const model = models.find(({ id }) => id === settings.model);
  const kinds = [...new Set(models.map(({ kind }) => kind))];
  const optional = model?.thinking === 'hybrid';
  return (
    <fieldset className="controls">
      <legend className="sr-only">Model</legend>
      <select
        aria-label="Model"
        aria-describedby="takes"
        value={settings.model}
        onChange={(event) => change({ ...settings, model: event.target.value })}
      >
        {kinds.map((kind) => (
          <optgroup key={kind} label={kind}>
            {models
              .filter((each) => each.kind === kind)
              .map(({ id }) => (
                <option key={id}>{id}</option>
              ))}
          </optgroup>
        ))}
      </select>
      <label>
        <input
          type="checkbox"
          checked={optional ? settings.thinking : model?.thinking === 'always'}
          disabled={!optional}
          onChange={(event) => change({ ...settings, thinking: event.target.checked })}
        />
        Think first
      </label>
      <label>
        <input
          type="checkbox"
          checked={settings.tools}
          onChange={(event) => change({ ...settings, tools: event.target.checked })}
        />
        Use tools
      </label>
      <span id="takes" className="takes">
        takes {model?.inputs?.join(', ') ?? 'text'}
      </span>
    </fieldset>
  );
}
