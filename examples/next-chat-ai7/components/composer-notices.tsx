import type { FileUIPart } from 'ai';
import type { Model } from '../lib/models';

interface Props {
  models: Model[];
  model: Model;
  files: FileUIPart[];
  /** The files of the conversation so far. */
  earlier: FileUIPart[];
  problem: string | undefined;
  choose: (id: string) => void;
}

/** Everything that keeps a question from being sent, or from being understood. */
export function ComposerNotices({ models, model, files, earlier, problem, choose }: Props) {
  const missing = missingInput(model, files);
  const able = models.find(({ inputs }) => missing && inputs?.includes(missing));
  return (
    <>
      {missing && (
        <p className="notice" role="alert">
          {model.id} does not read {missing}s.
          {able && (
            <button type="button" className="quiet" onClick={() => choose(able.id)}>
              Use {able.id}
            </button>
          )}
        </p>
      )}
      {!missing && missingInput(model, earlier) && (
        <p className="notice">{model.id} gets only the names of the files above.</p>
      )}
      {problem && (
        <p className="notice" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

/** The kind of file that the model cannot read; undefined if it reads them all. */
export function missingInput({ inputs }: Model, files: FileUIPart[]): 'image' | 'document' | undefined {
  const kinds = files.map(({ mediaType }) => (mediaType.startsWith('image/') ? 'image' : 'document'));
  return kinds.find((kind) => !inputs?.includes(kind));
}
