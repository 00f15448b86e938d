import type { ReactNode } from 'react';

/** Says what went wrong, also to a screen reader. */
export function Problem({ title, children }: { title: string; children: ReactNode }) {
  return (
    <p role="alert" className="problem">
      <strong>{title}</strong> {children}
    </p>
  );
}
