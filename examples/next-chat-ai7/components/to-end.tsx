import { ArrowDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from './icon-button';

const page = () => document.documentElement;

/** A button that leads back to the end of the conversation, while that is out of sight. */
export function ToEnd() {
  const [away, setAway] = useState(false);
  useEffect(() => {
    const look = () => setAway(page().scrollHeight - page().scrollTop - page().clientHeight > 240);
    const grown = new ResizeObserver(look);
    grown.observe(document.body);
    window.addEventListener('scroll', look, { passive: true });
    return () => {
      grown.disconnect();
      window.removeEventListener('scroll', look);
    };
  }, []);
  return away ? (
    <div className="to-end">
      <IconButton icon={ArrowDown} name="Go to the end" onClick={() => window.scrollTo(0, page().scrollHeight)} />
    </div>
  ) : null;
}
