'use client';

import { useEffect, useRef, type RefObject } from 'react';

/** Distance in pixels from the end of the page within which a reader still follows it. */
const near = 400;

/** Keeps the end of the page in sight while the element grows, unless the reader has scrolled away from it. */
export function useFollowing<Type extends HTMLElement>(): RefObject<Type | null> {
  const element = useRef<Type>(null);
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      const page = document.documentElement;
      const below = page.scrollHeight - window.scrollY - window.innerHeight;
      if (below < near) window.scrollTo({ top: page.scrollHeight });
    });
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  return element;
}
