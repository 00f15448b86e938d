'use client';

import { useEffect, useRef, type RefObject } from 'react';

/** How far from the end of the page a reader still counts as following it, in pixels. */
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
