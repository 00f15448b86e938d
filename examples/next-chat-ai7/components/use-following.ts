import { useEffect, useRef } from 'react';

/** Keeps the end of the page in sight while it grows, unless the reader has scrolled up. */
export function useFollowing(...content: unknown[]): void {
  const atEnd = useRef(true);
  useEffect(() => {
    const look = () => {
      const { scrollHeight, scrollTop, clientHeight } = document.documentElement;
      atEnd.current = scrollHeight - scrollTop - clientHeight < 80;
    };
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, []);
  useEffect(() => {
    if (atEnd.current) window.scrollTo(0, document.documentElement.scrollHeight);
  }, content);
}
