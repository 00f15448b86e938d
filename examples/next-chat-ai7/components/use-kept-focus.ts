import { useEffect, useRef, type RefObject } from 'react';

/** Keeps the keyboard in an element when the button that had the focus goes, such as "Try again" after a click. */
export function useKeptFocus<Kept extends HTMLElement>(): RefObject<Kept | null> {
  const kept = useRef<Kept>(null);
  const inside = useRef(false);
  useEffect(() => {
    const moved = ({ target }: FocusEvent) => {
      inside.current = kept.current?.contains(target as Node) ?? false;
    };
    document.addEventListener('focusin', moved);
    return () => document.removeEventListener('focusin', moved);
  }, []);
  // Browsers tell nobody that the focused element was removed.
  useEffect(() => {
    if (inside.current && document.activeElement === document.body) kept.current?.focus({ preventScroll: true });
  });
  return kept;
}
