// Whether an element is in view or soon will be: what nobody sees need not be drawn with every quote.
import { useEffect, useRef, useSignal } from '../lib/ui.js';

/** Some five rows before and after, so that scrolling meets drawn ones. */
const MARGIN = '120px 0px';

/** By the box they scroll in. @type {WeakMap<Element|Document, IntersectionObserver>} */
const observers = new WeakMap();
/** @type {WeakMap<Element, (near: boolean) => void>} */
const listeners = new WeakMap();

/** @param {Element|Document} root */
function observerOf(root) {
  const known = observers.get(root);
  if (known) return known;
  const made = new IntersectionObserver(seen => { for (const { target, isIntersecting } of seen) listeners.get(target)?.(isIntersecting); }, { root, rootMargin: MARGIN });
  observers.set(root, made);
  return made;
}

/**
 * @template {Element} T
 * @param {boolean} first what to take for granted until it is known
 * @param {string} [box] selects the box around it that scrolls; left out where the page does
 */
export function useNear(first, box) {
  const near = useSignal(first), element = useRef(/** @type {T|null} */ (null));
  useEffect(() => {
    const node = element.current;
    if (!node) return undefined;
    const observer = observerOf((box && node.closest(box)) || document);
    listeners.set(node, is => { near.value = is; });
    observer.observe(node);
    return () => {
      observer.unobserve(node);
      listeners.delete(node);
    };
  }, []);
  return { near, element };
}
