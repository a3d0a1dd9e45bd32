// How much room a drawing has.
import { useLayoutEffect, useState } from '../lib/ui.js';

/** @param {{current: HTMLElement|null}} host @returns {{width: number, height: number}} zeros before the first look */
export function useSize(host) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (!host.current) return undefined;
    const observer = new ResizeObserver(([box]) => setSize({ width: Math.round(box?.contentRect.width ?? 0), height: Math.round(box?.contentRect.height ?? 0) }));
    observer.observe(host.current);
    return () => observer.disconnect();
  }, []);
  return size;
}
