// One layer: every setting with what counts for its tickets, where that comes from, and a field to say something else.
import { html, useState } from '../../lib/ui.js';
import { account as current, find, tickets } from '../store.js';
import { may } from '../session.js';
import { base, change, draft, edits, layer, look } from './desk.js';
import { groupsOf, say } from './fields.js';
import { decided, KINDS, KIND_NAMES, nameOf, placeOf, said, saidBy } from './model.js';
import { errorsAt } from './errors.js';

/** @typedef {import('./fields.js').Field} Field */
/** @typedef {import('./model.js').Document} Document */
/** @typedef {import('./model.js').Layer} Layer */
/** @typedef {{layer: Layer, under: string, field: Field, account: string, facts: import('./model.js').Facts|null, document: Document, before: Document}} Context */

const FILTERS = /** @type {const} */ ([['all', 'All'], ['here', 'Set here'], ['changed', 'Changed']]);

/** @param {{account: string}} props */
export function Editor({ account }) {
  const [filter, setFilter] = useState(/** @type {'all'|'here'|'changed'} */ ('all')), at = layer.value, before = base.value?.document, made = draft.value;
  if (!before || !made) return null;
  const facts = factsOf(at), groups = groupsOf(at.kind).flatMap(({ under, groups: list }) => list.map(group => ({ under, group })));
  const context = (/** @type {string} */ under, /** @type {Field} */ field) => ({ layer: at, under, field, account, facts, document: made.document, before });
  const changed = (/** @type {string} */ under, /** @type {Field} */ field) => [...edits.value.keys()].some(place => place === placeOf(at, under, field) || place.startsWith(`${placeOf(at, under, field)}:`));
  const fits = (/** @type {string} */ under, /** @type {Field} */ field) => filter === 'all' || (filter === 'changed' ? changed(under, field) : said(made.document, at, under, field) !== undefined);
  const counts = { all: groups.reduce((sum, { group }) => sum + group.fields.length, 0), here: saidBy(made.document, at), changed: groups.reduce((sum, { under, group }) => sum + group.fields.filter(field => changed(under, field)).length, 0) };
  const shown = groups.map(({ under, group }) => ({ under, title: group.title, fields: group.fields.filter(field => fits(under, field)) })).filter(({ fields }) => fields.length > 0);
  return html`<section class="panel st-edit" aria-labelledby="h-edit"><header><h2 id="h-edit">${nameOf(at)}</h2><span class="q">${at.kind === 'default' ? 'what counts where no layer says otherwise' : at.kind === 'account' ? 'what counts for its tickets, and its limits' : at.kind === 'ticket' ? facts ? 'what counts for it' : 'not open now' : 'what counts for one of its tickets'}</span><span class="push"></span>
      <div class="filters" role="group" aria-label="Show">${FILTERS.map(([name, title]) => html`<button key=${name} type="button" aria-pressed=${filter === name} onClick=${() => setFilter(name)}>${title}<span class="n">${counts[name]}</span></button>`)}</div></header>
    <div class="scroll" tabindex="0" role="region" aria-label=${`Settings of ${nameOf(at)}`}>
      ${shown.length === 0 ? html`<div class="empty"><p class="b">Nothing is ${filter === 'here' ? 'set' : 'changed'} here.</p><p class="q2">What counts comes from the wider layers. <button class="link" type="button" onClick=${() => setFilter('all')}>Show all settings</button></p></div>`
      : html`<table class="settings"><caption class="sr">Effective settings of ${nameOf(at)}</caption><colgroup><col class="g-n"/><col class="g-v"/><col class="g-u"/><col class="g-s"/><col/></colgroup>
        <thead><tr><th scope="col">Setting</th><th scope="col">Value</th><th scope="col"><span class="sr">Unit</span></th><th scope="col"><span class="sr">Layers: default, account, symbol, magic, comment, ticket</span><${StrataHead}/></th><th scope="col">Comes from</th></tr></thead>
        ${shown.map(({ under, title, fields }) => html`<tbody key=${under + title}><tr class="group"><th colspan="5" scope="rowgroup"><b>${title}</b></th></tr>${fields.map(field => html`<${Rows} key=${field.key} context=${context(under, field)}/>`)}</tbody>`)}</table>`}</div></section>`;
}

/** @param {Layer} at */
function factsOf(at) {
  void tickets.value;
  return at.kind === 'ticket' ? find(at.key)?.peek().row ?? null : null;
}

/** One setting: its row, the rows of its parts, and the hint below an edited one. @param {{context: Context}} props */
function Rows({ context }) {
  const { field, layer: at, under, document } = context, place = placeOf(at, under, field);
  const { decides, value, speaks, elsewhere } = decided(document, at, context.account, under, field, context.facts);
  const isHere = decides.kind === at.kind && decides.key === at.key, own = [...edits.value.keys()].filter(each => each === place || each.startsWith(`${place}:`));
  const wrong = own.flatMap(each => draft.value?.wrong.get(each) ?? []), refused = errorsAt(look.value.errors, place, at, field.key);
  const isEdited = own.length > 0, parts = field.parts && isHere && value !== null && value !== undefined ? field.parts : [];
  const cls = isEdited ? 'edited' : '', words = `${field.title} ${field.means} ${field.key}`.toLowerCase();
  return [html`<tr key="row" class=${cls} data-place=${place} data-words=${words}><th scope="row"><span>${field.title}</span><small title=${field.means}>${field.means}</small></th>
      <td>${field.parts ? html`<${Switch} context=${context} isOn=${value !== null && value !== undefined} isHere=${isHere}/>` : html`<${Input} context=${context} part=${null} value=${value} isHere=${isHere} refused=${refused.length > 0}/>`}</td>
      <td class="q">${field.parts ? '' : unit(field, value)}</td><td><${Strata} speaks=${speaks} decides=${decides.kind} isLayered=${under !== 'Messages' && under !== 'Limits'}/></td><td>${origin(context, isHere, decides, elsewhere, isEdited)}</td></tr>`,
    ...parts.map(part => html`<tr key=${part.key} class=${`part ${cls}`} data-place=${`${place}:${part.key}`} data-words=${words}><th scope="row"><span class="q2">${part.title}</span></th><td><${Input} context=${context} part=${part} value=${inGroup(value, part.key)} isHere=${true} refused=${errorsAt(look.value.errors, `${place}:${part.key}`, at, part.key).length > 0}/></td><td class="q">${unit(part, null)}</td><td></td><td></td></tr>`),
    (isEdited || refused.length > 0) && html`<tr key="hint" class="hint" data-place=${place} data-words=${words}><td colspan="5">${[...wrong, ...refused].length ? html`<span class="wrong-text" role="alert">${[...wrong, ...refused].join(' ')}</span>` : html`<span>Allowed: ${field.allowed}.</span>`}
      ${isEdited && html` <button class="link" type="button" onClick=${() => undo(own)}>Undo<span class="sr"> the change of ${field.title}</span></button>`}</td></tr>`];
}

/** @param {string[]} places */
function undo(places) {
  edits.value = new Map([...edits.value].filter(([place]) => !places.includes(place)));
}

/** @param {import('./exact-json.js').Json|undefined} value @param {string} key */
const inGroup = (value, key) => value !== null && typeof value === 'object' && !Array.isArray(value) && key in value ? /** @type {Document} */ (value)[key] : undefined;

/** @param {Field} field @param {unknown} value */
const unit = (field, value) => field.kind === 'risk' && typeof value === 'string' ? '' : field.unit === 'money' ? current.value?.currency ?? '' : field.unit ?? '';

/** @param {{context: Context, part: Field|null, value: import('./exact-json.js').Json|undefined, isHere: boolean, refused: boolean}} props */
function Input({ context, part, value, isHere, refused }) {
  const { layer: at, under, field } = context, one = part ?? field, place = placeOf(at, under, field, part), edit = edits.value.get(place);
  const text = edit?.text ?? say(one, value), isWrong = refused || draft.value?.wrong.has(place), readonly = !may('settings');
  const label = part ? `${field.title}, ${part.title}` : field.title;
  const typed = (/** @type {string} */ next) => change(place, { layer: at, under, field, part, text: next });
  const cls = `field ${edit ? 'edited' : isHere ? '' : 'inherited'}`;
  if (one.choices) return html`<select class=${cls} aria-label=${label} aria-invalid=${isWrong ? 'true' : undefined} disabled=${readonly} value=${text} onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) => typed(event.currentTarget.value)}>
    ${at.kind !== 'default' && !part && html`<option value="">inherited</option>`}${one.choices.map(([name, title]) => html`<option key=${name} value=${name}>${title}</option>`)}</select>`;
  return html`<input class=${cls} aria-label=${label} aria-invalid=${isWrong ? 'true' : undefined} readonly=${readonly} value=${text} placeholder=${one.optional ? 'none' : ''} autocomplete="off" spellcheck=${false} onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => typed(event.currentTarget.value)}/>`;
}

/** A group of settings is off, or on with all its parts; in a layer it may be left to the wider ones. @param {{context: Context, isOn: boolean, isHere: boolean}} props */
function Switch({ context, isOn, isHere }) {
  const { layer: at, under, field } = context, place = placeOf(at, under, field), isOver = at.kind !== 'default' && under !== 'Messages' && under !== 'Limits';
  const edit = edits.value.get(place), chosen = isHere && isOn ? 'on' : 'off';
  return html`<select class=${`field ${edit ? 'edited' : isHere ? '' : 'inherited'}`} aria-label=${field.title} disabled=${!may('settings')} value=${chosen} onChange=${(/** @type {Event & {currentTarget: HTMLSelectElement}} */ event) => change(place, { layer: at, under, field, part: null, text: event.currentTarget.value })}>
    <option value="off">${isOver ? isOn && !isHere ? 'inherited, on' : 'inherited' : 'off'}</option><option value="on">${isOver ? 'set here' : 'on'}</option></select>`;
}

/**
 * Where the value comes from, and what it was.
 * @param {Context} context @param {boolean} isHere @param {Layer} decides @param {{layer: Layer, value: import('./exact-json.js').Json}[]} elsewhere @param {boolean} isEdited
 */
function origin({ layer: at, under, field, account, facts, before, document }, isHere, decides, elsewhere, isEdited) {
  const was = isEdited ? decided(before, at, account, under, field, facts) : null;
  const wider = isHere && at.kind !== 'default' && under !== 'Messages' && under !== 'Limits' ? said(document, { kind: 'default', key: '' }, '', field) : undefined;
  const more = was ? `was ${words(field, was.value)}` : wider !== undefined ? `default ${words(field, wider)}` : elsewhere.length ? `but ${elsewhere.slice(0, 2).map(each => `${nameOf(each.layer)} ${words(field, each.value)}`).join(', ')}${elsewhere.length > 2 ? ` and ${elsewhere.length - 2} more` : ''}` : '';
  return html`<span title=${more}><span class=${isHere ? 'b' : 'q2'}>${isHere ? 'here' : decides.kind === 'default' ? 'Default' : nameOf(decides)}</span>${more && html`<span class="q">, ${more}</span>`}</span>`;
}

/** @param {Field} field @param {import('./exact-json.js').Json|undefined} value */
const words = (field, value) => value === null || value === undefined ? field.key === 'Manage' ? 'yes' : field.parts ? 'off' : 'none' : field.parts ? 'on' : field.choices?.find(([name]) => name === say(field, value))?.[1] ?? say(field, value);

/** One cell a layer: solid decides, hollow was overruled, a dot says nothing. @param {{speaks: string[], decides: string, isLayered: boolean}} props */
const Strata = ({ speaks, decides, isLayered }) => isLayered ? html`<svg width="72" height="12" viewBox="0 0 72 12" role="img" aria-label=${`${KIND_NAMES[/** @type {import('./model.js').LayerKind} */ (decides)]} decides`}>${KINDS.map((kind, i) => kind === decides ? html`<rect key=${kind} class="s-on" x=${i * 12 + 1} y="1" width="10" height="10"/>` : speaks.includes(kind) ? html`<rect key=${kind} class="s-off" x=${i * 12 + 1.5} y="1.5" width="9" height="9"/>` : html`<rect key=${kind} class="s-no" x=${i * 12 + 5} y="5" width="2" height="2"/>`)}</svg>` : null;

const StrataHead = () => html`<svg width="72" height="14" viewBox="0 0 72 14" aria-hidden="true">${KINDS.map((kind, i) => html`<text key=${kind} class="r-lab" text-anchor="middle" x=${i * 12 + 6} y="11">${KIND_NAMES[kind][0]}</text>`)}</svg>`;
