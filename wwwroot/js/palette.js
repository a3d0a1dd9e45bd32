// Go to, or do: every screen, every open ticket, by a few letters of its name. Whatever acts opens a preview first.
import { html, useEffect, useLayoutEffect, useRef, useState } from '../lib/ui.js';
import { account, entries, edition } from './store.js';
import { route, screenHref, ticketHref } from './routes.js';
import { shown } from './screens.js';
import { paletteOpen, keysOpen } from './keys.js';
import { switchTheme } from './theme.js';
import { Glyph, WORD } from './marks.js';
import { found } from './palette-find.js';
import { asked } from './acts/acts.js';
import { ACTS, buttonOf } from './acts/plan.js';
import { ACTIONS } from './emergency/model.js';
import { wanted } from './emergency/wanted.js';
import { may } from './session.js';
import * as format from './format.js';

/** @typedef {import('./palette-find.js').Offer} Offer */

/** @returns {Offer[]} */
function offers() {
  const id = account.value?.id ?? null;
  return [
    ...shown().map(screen => ({ group: 'Go to', name: screen.title, more: `g ${screen.key}`, words: '', state: null, go: () => { location.hash = screenHref(screen.page, route.value.account); } })),
    ...doing(),
    ...stopping(),
    { group: 'Do', name: 'Switch between dark and light', more: '', words: 'theme', state: null, go: switchTheme },
    { group: 'Do', name: 'Show the list of keys', more: '?', words: 'help', state: null, go: () => { keysOpen.value = true; } },
    ...entries().map(({ row }) => ({ group: 'Tickets', name: `${row.symbol} ${format.side(row.side)} ${format.lots(row.lots)}`, more: WORD[row.state], words: `${row.ticket} ${row.magic}`, state: row.state, go: () => { if (id) location.hash = ticketHref(id, row.ticket); } })),
  ];
}

/** What may be done about the ticket that is looked at. @returns {Offer[]} */
function doing() {
  const { page, account: of, item } = route.value, row = entries().find(entry => entry.row.ticket === item)?.row;
  if (page !== 'ticket' || !row || of === null || item === null || !may('operate')) return [];
  return /** @type {import('./acts/plan.js').ActName[]} */ (Object.keys(ACTS)).map(act => ({ group: 'Do', name: `${buttonOf(act, row).replace('…', '')} ${row.symbol} ${format.side(row.side)} ${format.lots(row.lots)}…`, more: 'preview first', words: '', state: null, go: () => { asked.value = { act, account: of, ticket: item }; } }));
}

/** The actions that stop everything: each opens at its own button, which has to be held. @returns {Offer[]} */
function stopping() {
  if (!may('emergency')) return [];
  return ACTIONS.map(({ action, title }) => ({ group: 'Do', name: `${title}…`, more: 'hold to arm', words: 'emergency stop', state: null, go: () => {
    wanted.value = action;
    location.hash = screenHref('emergency', route.value.account);
  } }));
}

export function Palette() {
  return paletteOpen.value ? html`<${Open}/>` : null;
}

function Open() {
  const box = useRef(/** @type {HTMLDialogElement|null} */ (null)), list = useRef(/** @type {HTMLUListElement|null} */ (null));
  const [text, setText] = useState(''), [at, setAt] = useState(0);
  void edition.value;
  const groups = found(offers(), text), flat = groups.flatMap(group => group.offers), chosen = Math.min(at, flat.length - 1);
  useLayoutEffect(() => box.current?.showModal(), []);
  useEffect(() => { list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }); }, [chosen, text]);
  const take = (/** @type {Offer|undefined} */ offer) => {
    if (!offer) return;
    box.current?.close();
    offer.go();
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    // whoever types fast has written more than is drawn already
    const typed = box.current?.querySelector('input')?.value ?? text;
    if (event.key === 'Enter') take(typed === text ? flat[chosen] : found(offers(), typed).flatMap(group => group.offers)[0]);
    else if (event.key === 'ArrowDown') setAt(Math.min(flat.length - 1, chosen + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, chosen - 1));
    else return;
    event.preventDefault();
  };
  return html`<dialog class="palette" ref=${box} aria-label="Go to, or do" onClose=${() => { paletteOpen.value = false; }} onClick=${(/** @type {MouseEvent} */ event) => { if (event.target === box.current) box.current?.close(); }}>
    <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-activedescendant=${flat.length ? `offer-${chosen}` : undefined} aria-label="Go to a screen or a ticket, or do something" placeholder="Go to a screen, a ticket, or do something" autocomplete="off" spellcheck=${false} autofocus value=${text}
      onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => { setText(event.currentTarget.value); setAt(0); }} onKeyDown=${onKey}/>
    <ul id="palette-list" role="listbox" aria-label="Results" ref=${list}>${groups.map(group => [html`<li class="cat" role="presentation" key=${group.name}>${group.name}</li>`, ...group.offers.map(offer => {
      const i = flat.indexOf(offer);
      return html`<li role="option" id=${`offer-${i}`} key=${`${group.name}/${offer.words}/${offer.name}`} aria-selected=${i === chosen ? 'true' : 'false'} onClick=${() => take(offer)}>${offer.state && html`<span class=${`g-${offer.state}`}><${Glyph} state=${offer.state}/></span>`}<span>${offer.name}</span>${group.name === 'Tickets' && html`<small>${format.ticket(offer.words.split(' ')[0] ?? '')}</small>`}<span class="push micro">${offer.more}</span></li>`;
    })])}</ul>
    ${flat.length === 0 && html`<p class="none-yet q2" role="status">Nothing by that name. Try a symbol or a ticket number.</p>`}</dialog>`;
}
