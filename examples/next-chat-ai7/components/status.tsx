import { Waiting } from './waiting';

interface Props {
  status: 'submitted' | 'streaming' | 'ready' | 'error';
  answer: string;
}

/** Tells screen readers that an answer is being written, and reads it out when it is complete. */
export function Status({ status, answer }: Props) {
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
