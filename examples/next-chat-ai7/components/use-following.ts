import { useEffect, useRef } from 'react';

/**
 * Keeps the end of the page in sight while it grows, unless the reader has scrolled up. A new question brings it back.
 *
 * @param questions Number of questions so far.
 */
export function useFollowing(questions: number): void {
  const following = useRef(false);
  useEffect(() => {
    const page = document.documentElement;
    let { scrollTop, scrollHeight } = page;
    const remember = () => ({ scrollTop, scrollHeight } = page);
    // A picture that has loaded changes no state.
    const grown = new ResizeObserver(() => {
      if (following.current) window.scrollTo(0, page.scrollHeight);
      remember();
    });
    const scrolled = () => {
      // A page that gets shorter scrolls up by itself.
      const movedUp = page.scrollTop < scrollTop && page.scrollHeight >= scrollHeight;
      const atEnd = page.scrollHeight - page.scrollTop - page.clientHeight < 80;
      following.current = atEnd || (following.current && !movedUp);
      remember();
    };
    grown.observe(document.body);
    window.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      grown.disconnect();
      window.removeEventListener('scroll', scrolled);
    };
  }, []);
  useEffect(() => {
    following.current = questions > 0;
  }, [questions]);
}
