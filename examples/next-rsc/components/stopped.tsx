import { AskAgain } from './ask-again';

/** Stands for an answer that was stopped before its first word. */
export function Stopped() {
  return (
    <div className="stopped">
      <p className="faint">Stopped.</p>
      <AskAgain />
    </div>
  );
}
