// The layers, wider ones first, each with how many settings it sets; and the way to make another one.
import { html, useState } from '../../lib/ui.js';
import { entries, edition } from '../store.js';
import { added, draft, layer } from './desk.js';
import { KIND_NAMES, layersOf, nameOf, saidBy } from './model.js';

/** @typedef {import('./model.js').Layer} Layer */
/** @typedef {import('./model.js').LayerKind} LayerKind */

const NEW = /** @type {LayerKind[]} */ (['symbol', 'magic', 'comment', 'ticket']);

/** @param {{document: import('./model.js').Document}} props */
export function Tree({ document }) {
  const shown = draft.value?.document ?? document, all = layersOf(shown);
  for (const extra of added.value) if (!all.some(each => same(each, extra))) all.push(extra);
  const of = (/** @type {LayerKind} */ kind) => all.filter(each => each.kind === kind);
  return html`<nav class="panel st-tree" aria-label="Layers"><header><h2>Layers</h2><span class="push"></span><span class="q">set here</span></header>
    <ul class="scroll">${of('default').map(each => html`<${Item} key="default" each=${each} document=${shown}/>`)}${of('account').map(each => html`<${Item} key=${each.key} each=${each} document=${shown}/>`)}
      ${NEW.flatMap(kind => of(kind).length === 0 ? [] : [html`<li class="h" key=${kind}>${KIND_NAMES[kind]}</li>`, ...of(kind).map(each => html`<${Item} key=${`${kind}/${each.key}`} each=${each} document=${shown}/>`)])}</ul>
    <${Another}/>
    <p class="fine">The narrowest layer that says something wins. A ticket asks: ticket, comment, magic, symbol, account, default.</p></nav>`;
}

/** @param {Layer} a @param {Layer} b */
const same = (a, b) => a.kind === b.kind && a.key === b.key;

/** @param {{each: Layer, document: import('./model.js').Document}} props */
const Item = ({ each, document }) => html`<li><button type="button" aria-current=${same(each, layer.value) ? 'true' : undefined} onClick=${() => { layer.value = each; }}><span>${each.kind === 'account' || each.kind === 'default' ? nameOf(each) : each.kind === 'magic' && each.key === '0' ? '0, by hand' : each.key}</span><span class="q">${saidBy(document, each)}</span></button></li>`;

/** What is open suggests what to name. @param {LayerKind} kind */
function suggestions(kind) {
  void edition.value;
  const rows = entries().map(entry => entry.row);
  return [...new Set(rows.map(row => kind === 'symbol' ? row.symbol : kind === 'magic' ? String(row.magic) : kind === 'comment' ? row.comment ?? '' : row.ticket))].filter(Boolean).sort();
}

function Another() {
  const [kind, setKind] = useState(/** @type {LayerKind} */ ('symbol')), [key, setKey] = useState(''), [wrong, setWrong] = useState('');
  const add = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const text = key.trim(), isNumber = kind === 'magic' || kind === 'ticket';
    if (!text || (isNumber && !/^-?\d+$/.test(text))) {
      setWrong(`${text || 'Nothing'} does not fit. Give ${isNumber ? 'a whole number' : `a ${kind}`}.`);
      return;
    }
    setWrong('');
    setKey('');
    layer.value = { kind, key: text };
    added.value = [...added.value.filter(each => !same(each, layer.value)), layer.value];
  };
  return html`<form class="st-new" onSubmit=${add}><div><label><span class="sr">Kind of the new layer</span><select class="field" value=${kind} onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) => setKind(/** @type {LayerKind} */ (event.currentTarget.value))}>${NEW.map(each => html`<option key=${each} value=${each}>${KIND_NAMES[each]}</option>`)}</select></label>
    <label><span class="sr">Which ${kind}</span><input class="field" list="st-keys" value=${key} placeholder=${kind === 'symbol' ? 'XAUUSD' : kind === 'comment' ? 'scalper' : '77'} aria-invalid=${wrong ? 'true' : undefined} autocomplete="off" spellcheck=${false} onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => setKey(event.currentTarget.value)}/></label>
    <datalist id="st-keys">${suggestions(kind).map(each => html`<option key=${each} value=${each}></option>`)}</datalist></div>
    <button class="btn sm" type="submit">Add layer</button>${wrong && html`<p class="wrong-text micro" role="alert">${wrong}</p>`}</form>`;
}
