import type { ReactNode } from 'react';
import { AskAgain } from './ask-again';

/** Says what went wrong; `retry`: with a button that asks again. */
export function Problem({ children, retry = false }: { children: ReactNode; retry?: boolean }) {
  return (
    <div role="alert" className="problem">
      <p>
        <strong>That did not work.</strong> {children}
      </p>
      {retry && <AskAgain />}
    </div>
  );
}
