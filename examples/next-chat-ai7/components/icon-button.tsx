import type { LucideIcon } from 'lucide-react';

interface Props {
  icon: LucideIcon;
  /** The name for screen readers, also shown as a tooltip. */
  name: string;
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
}

export function IconButton({ icon: Icon, name, pressed, disabled, onClick }: Props) {
  return (
    <button
      type="button"
      className="icon"
      aria-label={name}
      title={name}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
