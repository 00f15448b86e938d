import type { LucideIcon } from 'lucide-react';

interface Props {
  icon: LucideIcon;
  /** The name for screen readers, also shown as a tooltip. */
  name: string;
  pressed?: boolean;
  /** For a button that shows something: true while that is shown. */
  expanded?: boolean;
  disabled?: boolean;
  /** True while it works. */
  busy?: boolean;
  onClick: () => void;
}

export function IconButton({ icon: Icon, name, pressed, expanded, disabled, busy = false, onClick }: Props) {
  return (
    <button
      type="button"
      className="icon"
      aria-label={name}
      title={name}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-disabled={busy || undefined}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon className={busy ? 'turning' : undefined} aria-hidden="true" />
    </button>
  );
}
