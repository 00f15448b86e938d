/** Dots, while nothing of an answer can be seen to arrive. */
export function Waiting() {
  return (
    <p className="waiting" aria-hidden="true">
      <i />
      <i />
      <i />
    </p>
  );
}
