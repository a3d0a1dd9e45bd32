// The moves of the stop as places on the chart that can be pointed at or walked along: why, from where to where, by which code, how fast.
import { html, useEffect, useRef, useState } from '../lib/ui.js';
import { moveSays } from './move-words.js';

/** @typedef {import('./contract.js').TicketDetail} TicketDetail */
/** @typedef {{number: number, x: number, y: number}} Placed */

/** @param {{detail: TicketDetail, placed: Placed[]}} props */
export function MoveMarks({ detail, placed }) {
  const list = useRef(/** @type {HTMLUListElement|null} */ (null)), [at, setAt] = useState(-1);
  const shown = placed.flatMap(place => {
    const move = detail.moves.find(each => each.number === place.number);
    return move ? [{ ...place, says: moveSays(move, detail.digits) }] : [];
  });
  const chosen = at >= 0 && at < shown.length ? at : shown.length - 1;
  // no style attributes: lengths go the way that the content security policy leaves open
  useEffect(() => {
    const width = list.current?.clientWidth ?? 0;
    list.current?.querySelectorAll('li').forEach((item, i) => {
      const place = shown[i];
      item.style.left = `${place?.x ?? 0}px`;
      item.style.top = `${place?.y ?? 0}px`;
      item.dataset['side'] = (place?.x ?? 0) > width / 2 ? 'left' : 'right';
    });
  }, [placed]);
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const next = event.key === 'ArrowLeft' ? chosen - 1 : event.key === 'ArrowRight' ? chosen + 1 : event.key === 'Home' ? 0 : event.key === 'End' ? shown.length - 1 : null;
    if (next === null) return;
    event.preventDefault();
    const to = Math.max(0, Math.min(shown.length - 1, next));
    setAt(to);
    list.current?.querySelectorAll('button')[to]?.focus();
  };
  return html`<ul class="tk-marks" ref=${list} aria-label="Moves of the stop, on the chart" onKeyDown=${onKey}>${shown.map((mark, i) => html`<li key=${mark.number}><button type="button" tabindex=${i === chosen ? 0 : -1} aria-label=${mark.says.join('. ')} onFocus=${() => setAt(i)}></button><p aria-hidden="true"><b>${mark.says[0]}</b>${mark.says.slice(1).map(line => html`<span key=${line}>${line}</span>`)}</p></li>`)}</ul>`;
}
