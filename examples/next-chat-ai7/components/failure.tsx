import { RefreshCw } from 'lucide-react';

interface Props {
  words: string;
  retry: () => void;
  chooseModel: () => void;
  /** Undefined if the question has no pictures. */
  shrink: (() => void) | undefined;
  edit: () => void;
  remove: () => void;
}

/** An error in words, with ways to go on. */
export function Failure({ words, retry, chooseModel, shrink, edit, remove }: Props) {
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
