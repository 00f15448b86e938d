import { Brain } from 'lucide-react';
import { useState } from 'react';

interface Props {
  text: string;
  growing: boolean;
  /** Duration of the thinking, once it is known. */
  seconds: number | undefined;
}

/** The thinking before the answer: open while it comes, then closed until the reader opens it. */
export function Thinking({ text, growing, seconds }: Props) {
  const [open, setOpen] = useState<boolean>();
  const took = seconds === undefined ? 'Thought' : `Thought for ${Math.max(1, Math.round(seconds))} s`;
  return (
    <details className="thinking" open={open ?? growing}>
      <summary
        onClick={(event) => {
          event.preventDefault();
          setOpen(!(open ?? growing));
        }}
      >
        <Brain aria-hidden="true" />{' '}
        <span className={growing ? 'shimmer' : undefined}>{growing ? 'Thinking …' : took}</span>
      </summary>
      <p>{text}</p>
    </details>
  );
}
