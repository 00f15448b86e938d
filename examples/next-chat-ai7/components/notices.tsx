import { RefreshCw } from 'lucide-react';
import { Waiting } from './waiting';

interface StatusProps {
  status: 'submitted' | 'streaming' | 'ready' | 'error';
  answer: string;
}

/** Tells screen readers that an answer is being written, and reads it out when it is complete. */
export function Status({ status, answer }: StatusProps) {
  const words = { submitted: 'Waiting for Qwen', streaming: 'Qwen is answering', ready: answer, error: '' };
  return (
    <>
      {status === 'submitted' && <Waiting />}
      <p className="sr-only" role="status">
        {words[status]}
      </p>
    </>
  );
}

interface FailureProps {
  words: string;
  retry: () => void;
  chooseModel: () => void;
  /** Undefined if the question has no pictures. */
  shrink: (() => void) | undefined;
  edit: () => void;
  remove: () => void;
}

/** An error in words, with ways to go on. */
export function Failure({ words, retry, chooseModel, shrink, edit, remove }: FailureProps) {
  return (
    <div className="failure" role="alert">
      <p>{words}</p>
      <button type="button" onClick={retry}>
        <RefreshCw aria-hidden="true" /> Try again
      </button>
      <button type="button" className="quiet" onClick={chooseModel}>
        Other model
      </button>
      {shrink && (
        <button type="button" className="quiet" onClick={shrink}>
          Smaller picture
        </button>
      )}
      <button type="button" className="quiet" onClick={edit}>
        Edit question
      </button>
      <button type="button" className="quiet" onClick={remove}>
        Remove question
      </button>
    </div>
  );
}
