// The keyboard in the table: the row in hand is the one whose link has the focus, so Enter needs no code of its own.
import { isPlain } from './typing.js';

/**
 * @param {{current: HTMLElement|null}} host
 * @returns {() => void} stops listening
 */
export function followRows(host) {
  /** @type {string|null} */
  let last = null;
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (!isPlain(event) || !host.current) return;
    const rows = [...host.current.querySelectorAll('tr[data-ticket], tr[data-row], .phone a')];
    const focused = rows.findIndex(row => row.contains(document.activeElement));
    const at = focused >= 0 ? focused : rows.findIndex(row => nameOf(row) !== null && nameOf(row) === last);
    const go = (/** @type {Element|undefined} */ row) => {
      if (!row) return;
      event.preventDefault();
      last = nameOf(row);
      select(host.current, row);
    };
    if (event.key === 'j' || event.key === 'ArrowDown') go(rows[Math.min(rows.length - 1, at + 1)]);
    else if (event.key === 'k' || event.key === 'ArrowUp') go(rows[Math.max(0, at - 1)]);
    else if (event.key === 'n') go(rows.find((row, i) => i > at && open(row)) ?? rows.find(open));
    else if (event.key === 'Escape' && focused >= 0 && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}

/** @param {Element} row */
const nameOf = row => row.getAttribute('data-ticket') ?? row.getAttribute('data-row');

/** @param {Element} row */
const open = row => !['protected', 'unmanaged', 'closed', ''].includes(row.getAttribute('data-s') ?? '');

/** Gives the row the focus and brings it out from under the table's head. @param {HTMLElement|null} host @param {Element} row */
function select(host, row) {
  const link = row instanceof HTMLAnchorElement ? row : /** @type {HTMLElement|null} */ (row.querySelector('a, button'));
  link?.focus({ preventScroll: true });
  if (!host || !(row instanceof HTMLElement)) return;
  const head = host.querySelector('thead')?.getBoundingClientRect().height ?? 0;
  const box = row.getBoundingClientRect(), frame = host.getBoundingClientRect();
  if (box.top < frame.top + head) host.scrollTop -= frame.top + head - box.top;
  else if (box.bottom > frame.bottom) host.scrollTop += box.bottom - frame.bottom;
}
