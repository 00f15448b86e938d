import type { ReactNode } from 'react';

/** Says what is happening until there is something to show. */
export function Waiting({ children }: { children: ReactNode }) {
  return (
    <p className="waiting">
      <span className="spinner" aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
