// What opens over a page closes when the reader turns elsewhere.
import { useEffect } from '../lib/ui.js';

/**
 * Closes what is open when the reader turns elsewhere.
 * @param {{current: HTMLElement|null}} host
 * @param {boolean} open
 * @param {() => void} close
 */
export function useOutside(host, open, close) {
  useEffect(() => {
    if (!open) return undefined;
    const away = (/** @type {Event} */ event) => {
      const inside = event.target instanceof Node && host.current?.contains(event.target);
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !inside) close();
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('keydown', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('keydown', away);
    };
  }, [open]);
}
