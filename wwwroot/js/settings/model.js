// The settings as layers: which one says what, which one decides, and what edits make of the document. No page in here.
import { Numeral, read, write } from './exact-json.js';
import { groupsOf, parse, say } from './fields.js';

/** @typedef {import('./exact-json.js').Json} Json */
/** @typedef {{[key: string]: Json}} Document */
/** @typedef {import('./fields.js').Field} Field */
/** @typedef {'default'|'account'|'symbol'|'magic'|'comment'|'ticket'} LayerKind */
/** @typedef {{kind: LayerKind, key: string}} Layer */
/** @typedef {{layer: Layer, under: string, field: Field, part: Field|null, text: string|null}} Edit  text null: the layer says nothing any more; on or off for a whole group */
/** @typedef {Map<string, Edit>} Edits  by place */
/** @typedef {{symbol: string, magic: number, comment: string|null}} Facts  of one ticket */

/** Wider ones first. @type {LayerKind[]} */
export const KINDS = ['default', 'account', 'symbol', 'magic', 'comment', 'ticket'];
/** @type {Record<LayerKind, string>} */
export const KIND_NAMES = { default: 'Default', account: 'Account', symbol: 'Symbol', magic: 'Magic', comment: 'Comment', ticket: 'Ticket' };
/** @type {Record<LayerKind, string>} */
const HOMES = { default: 'Stops', account: 'Accounts', symbol: 'StopsBySymbol', magic: 'StopsByMagic', comment: 'StopsByComment', ticket: 'StopsByTicket' };

/** @param {Layer} layer */
export const nameOf = layer => layer.kind === 'default' ? 'Default' : layer.kind === 'symbol' ? layer.key : `${KIND_NAMES[layer.kind]} ${layer.kind === 'magic' && layer.key === '0' ? '0, by hand' : layer.key}`;
/** @param {Layer} layer @returns {string[]} */
const pathOf = layer => layer.kind === 'default' ? ['Stops'] : [HOMES[layer.kind], layer.key];
/** @param {Layer} layer @param {string} under @param {Field} field @param {Field|null} [part] */
export const placeOf = (layer, under, field, part = null) => [...pathOf(layer), under, field.key, part?.key ?? ''].filter(Boolean).join(':');

/** @param {Json|undefined} value @returns {Document|null} */
const asGroup = value => value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Numeral) ? value : null;

/** @param {Document} document @param {string[]} path @returns {Json|undefined} */
function at(document, path) {
  /** @type {Json|undefined} */
  let here = document;
  for (const key of path) here = asGroup(here)?.[key];
  return here;
}

/** What a layer says of a setting; undefined for nothing. @param {Document} document @param {Layer} layer @param {string} under @param {Field} field */
export function said(document, layer, under, field) {
  const home = [...pathOf(layer), ...(under ? [under] : [])], value = at(document, [...home, field.key]), off = at(document, [...home, 'Off']);
  if (Array.isArray(off) && off.includes(field.key)) return null;
  // in a layer over the defaults null is silence
  return value === null && isOver(layer, under) ? undefined : value;
}

/** Whether a layer only says what differs. @param {Layer} layer @param {string} under */
const isOver = (layer, under) => layer.kind !== 'default' && under !== 'Messages' && under !== 'Limits';

/** @param {Document} document @returns {Layer[]} every layer that says something, wider ones first */
export function layersOf(document) {
  const keys = (/** @type {LayerKind} */ kind) => Object.keys(asGroup(document[HOMES[kind]]) ?? {});
  return [{ kind: 'default', key: '' }, .../** @type {LayerKind[]} */ (KINDS.slice(1)).flatMap(kind => keys(kind).map(key => ({ kind, key })))];
}

/** How many settings a layer sets. @param {Document} document @param {Layer} layer */
export const saidBy = (document, layer) => groupsOf(layer.kind).reduce((sum, { under, groups }) => sum + groups.flatMap(group => group.fields).filter(field => {
  const value = said(document, layer, under, field);
  return value !== undefined && value !== null && !(Array.isArray(value) && !value.length);
}).length, 0);

/**
 * Which layer decides a setting for the tickets of a layer.
 * @param {Document} document
 * @param {Layer} layer
 * @param {string} account
 * @param {string} under
 * @param {Field} field
 * @param {Facts|null} [facts] of the ticket, where the layer is one that is open
 * @returns {{decides: Layer, value: Json|undefined, speaks: LayerKind[], elsewhere: {layer: Layer, value: Json}[]}} elsewhere: layers between that say something for some of its tickets
 */
export function decided(document, layer, account, under, field, facts = null) {
  if (!isOver(layer, under) && layer.kind !== 'default') return { decides: layer, value: said(document, layer, under, field), speaks: [layer.kind], elsewhere: [] };
  const rank = KINDS.indexOf(layer.kind);
  /** @type {Layer[]} */
  const chain = [{ kind: 'default', key: '' }, ...(rank >= 1 ? [{ kind: /** @type {LayerKind} */ ('account'), key: layer.kind === 'account' ? layer.key : account }] : []), ...between(layer, facts), ...(rank >= 2 ? [layer] : [])];
  const speaking = chain.flatMap(each => {
    const value = said(document, each, each.kind === 'account' ? 'Stops' : '', field);
    return value === undefined ? [] : [{ layer: each, value }];
  });
  const last = speaking.at(-1) ?? { layer: /** @type {Layer} */ ({ kind: 'default', key: '' }), value: undefined };
  const known = new Set(chain.map(each => each.kind)), floor = KINDS.indexOf(last.layer.kind);
  const elsewhere = facts ? [] : layersOf(document).flatMap(each => {
    const height = KINDS.indexOf(each.kind), value = said(document, each, '', field);
    return height >= 2 && height > floor && height < rank && !known.has(each.kind) && value !== undefined ? [{ layer: each, value }] : [];
  });
  return { decides: last.layer, value: last.value, speaks: speaking.map(each => each.layer.kind), elsewhere };
}

/** The layers between account and ticket, where it is known what the ticket is. @param {Layer} layer @param {Facts|null} facts @returns {Layer[]} */
function between(layer, facts) {
  if (!facts || layer.kind !== 'ticket') return [];
  return [{ kind: 'symbol', key: facts.symbol }, { kind: 'magic', key: String(facts.magic) }, ...(facts.comment ? [{ kind: /** @type {LayerKind} */ ('comment'), key: facts.comment }] : [])];
}

/**
 * @param {Document} base
 * @param {Edits} edits
 * @returns {{document: Document, wrong: Map<string, string>}} wrong: by place, why what was typed is no value; it is left out of the document
 */
export function apply(base, edits) {
  const document = /** @type {Document} */ (read(write(base)));
  /** @type {Map<string, string>} */
  const wrong = new Map();
  const groups = new Map([...edits.values()].filter(edit => edit.field.parts).map(edit => [placeOf(edit.layer, edit.under, edit.field), edit]));
  for (const [place, edit] of edits) {
    if (edit.field.parts) continue;
    const home = homeOf(document, edit);
    if (edit.text === null || (edit.text.trim() === '' && isOver(edit.layer, edit.under))) delete home[edit.field.key];
    else put(home, edit.field, edit.text, place, wrong);
  }
  for (const [place, edit] of groups) applyGroup(homeOf(document, edit), place, edit, edits, wrong);
  prune(document);
  return { document, wrong };
}

/** @param {Document} home @param {string} place @param {Edit} edit @param {Edits} edits @param {Map<string, string>} wrong */
function applyGroup(home, place, edit, edits, wrong) {
  const { field, layer, under } = edit, before = asGroup(home[field.key]), switched = edits.get(place);
  const isOn = switched && switched.part === null ? switched.text === 'on' : before !== null;
  if (!isOn) {
    if (isOver(layer, under)) delete home[field.key];
    else home[field.key] = null;
    return;
  }
  /** @type {Document} */
  const whole = {};
  for (const part of field.parts ?? []) {
    const typed = edits.get(placeOf(layer, under, field, part));
    put(whole, part, typed?.text ?? (before ? say(part, before[part.key]) : part.start ?? ''), placeOf(layer, under, field, part), wrong);
  }
  home[field.key] = whole;
}

/** @param {Document} home @param {Field} field @param {string} text @param {string} place @param {Map<string, string>} wrong */
function put(home, field, text, place, wrong) {
  const parsed = parse(field, text);
  if ('wrong' in parsed) wrong.set(place, parsed.wrong);
  else home[field.key] = parsed.value;
}

/** The group that an edit writes into; made where it is not there. @param {Document} document @param {Edit} edit */
function homeOf(document, edit) {
  let here = document;
  for (const key of [...pathOf(edit.layer), ...(edit.under ? [edit.under] : [])]) here = /** @type {Document} */ (here[key] = asGroup(here[key]) ?? {});
  return here;
}

/** A layer that says nothing is none. @param {Document} document */
function prune(document) {
  for (const kind of /** @type {LayerKind[]} */ (['symbol', 'magic', 'comment', 'ticket'])) {
    const home = asGroup(document[HOMES[kind]]) ?? {};
    for (const key of Object.keys(home)) if (!Object.keys(asGroup(home[key]) ?? {}).length) delete home[key];
  }
  for (const account of Object.values(asGroup(document['Accounts']) ?? {})) {
    const its = asGroup(account);
    if (its && asGroup(its['Stops']) && !Object.keys(asGroup(its['Stops']) ?? {}).length) its['Stops'] = null;
  }
}

/** Edits that change something; one that came back to where it was is none. @param {Document} base @param {Edits} edits @returns {Edits} */
export function telling(base, edits) {
  const before = write(base);
  return new Map([...edits].filter(([place, edit]) => {
    const { document, wrong } = apply(base, new Map([[place, edit]]));
    return wrong.size > 0 || write(document) !== before || (edit.part !== null && edits.has(placeOf(edit.layer, edit.under, edit.field)));
  }));
}

/**
 * What a place is called, as in "Trailing step, magic 8200".
 * @param {string} place
 */
export function labelOf(place) {
  const parts = place.split(':'), home = parts[0] ?? '';
  const kind = KINDS.find(each => HOMES[each] === home);
  if (!kind) return place;
  const layer = { kind, key: kind === 'default' ? '' : parts[1] ?? '' };
  const rest = parts.slice(kind === 'default' ? 1 : 2);
  for (const { under, groups } of groupsOf(kind)) {
    const keys = under && rest[0] === under ? rest.slice(1) : under ? [] : rest;
    const field = groups.flatMap(group => group.fields).find(each => each.key === keys[0]);
    if (!field) continue;
    const part = field.parts?.find(each => each.key === keys[1]);
    const title = part ? `${field.title}, ${part.title}${keys.length > 2 ? ` ${keys.slice(2).join(' ')}` : ''}` : field.title;
    return kind === 'default' ? title : `${title}, ${nameOf(layer).replace(/^[A-Z](?=[a-z]+ )/, letter => letter.toLowerCase())}`;
  }
  return place;
}
