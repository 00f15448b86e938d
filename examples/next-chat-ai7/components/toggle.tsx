import type { LucideIcon } from 'lucide-react';

interface Props {
  icon: LucideIcon;
  name: string;
  on: boolean;
  disabled?: boolean;
  /** The purpose in a few words. Default: its name. */
  hint?: string;
  change: (on: boolean) => void;
}

/** A switch that shows its name where there is room. */
export function Toggle({ icon: Icon, name, on, disabled, hint = name, change }: Props) {
  return (
    <button
      type="button"
      className="toggle"
      aria-label={name}
      aria-pressed={on}
      disabled={disabled}
      title={disabled ? `${name}: this model has no choice` : hint}
      onClick={() => change(!on)}
    >
      <Icon aria-hidden="true" /> <span>{name}</span>
    </button>
  );
}
