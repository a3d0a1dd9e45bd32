// Every setting that can be changed while the host runs: what it is called, what it means, and how it is written.
import { Numeral } from './exact-json.js';

/** @typedef {import('./exact-json.js').Json} Json */
/** @typedef {'money'|'number'|'whole'|'risk'|'duration'|'text'|'choice'|'levels'|'hours'|'names'} Kind */
/**
 * @typedef {object} Field
 * @property {string} key       as in appsettings.json
 * @property {string} title
 * @property {string} means     one line
 * @property {Kind} kind
 * @property {string} [unit]
 * @property {string} allowed   what fits, in words
 * @property {boolean} [optional]  may be empty
 * @property {[string, string][]} [choices]  value and name
 * @property {Field[]} [parts]  a group: off, or all of these
 * @property {string} [start]   what a part begins with when its group is switched on
 */
/** @typedef {{title: string, fields: Field[]}} Group */

/** @param {string} key @param {string} title @param {string} means @param {Kind} kind @param {string} allowed @param {Partial<Field>} [more] @returns {Field} */
const field = (key, title, means, kind, allowed, more = {}) => ({ key, title, means, kind, allowed, ...(kind === 'money' ? { unit: 'money' } : {}), ...more });

/** @type {Field} Only in a layer: by default everything is managed. */
const MANAGE = field('Manage', 'Managed', 'Whether the rules set and move stops; others are watched only', 'choice', 'yes or no', { choices: [['true', 'yes'], ['false', 'no']] });

/** @type {Field} Only in a layer: by default a rule is off where it is not set. */
const OFF = field('Off', 'Switched off', 'Rules of wider layers that do not hold here', 'names', 'names as in Ladder, BreakEven: of DistanceTrailing, Ladder, BreakEven, AtrTrailing, ProfitLevels, MaxHolding', { optional: true });

/** @type {Group[]} */
const STOPS = [
  { title: 'Protection', fields: [
    field('MaxRisk', 'Max risk', 'Largest loss accepted for one ticket', 'risk', 'an amount above 0, a part of the balance as in 1%, or points as in 200 points', { unit: 'money' }),
    field('MaxRiskOtherwise', 'Max risk otherwise', 'With a percentage: while the balance is not known', 'money', 'an amount above 0, or nothing', { optional: true }),
    field('Trigger', 'Price that counts', 'What profit is measured by where a stop moves into profit', 'choice', 'newest or worse of two', { choices: [['Closing', 'newest'], ['Double', 'worse of two']] }),
    field('HandMoves', 'Loosened by others', 'What holds where somebody else loosens a stop in profit', 'choice', 'respect, flag or retighten', { choices: [['Respect', 'respect'], ['Flag', 'flag'], ['Retighten', 'retighten']] }),
    field('TickValueDrift', 'Tick value drift', 'A drift up to this part leaves the hard stop alone', 'number', '0 to 0.5', { unit: 'part' }),
  ] },
  { title: 'Trailing', fields: [
    field('TrailingStep', 'Trailing step', 'Profit is locked in steps of this size, one behind', 'money', 'above 0, at least the end of the sweet spot, at most max risk'),
    field('SweetSpotFrom', 'Sweet spot from', 'The least profit that is locked at once', 'money', 'above 0'),
    field('SweetSpotTo', 'Sweet spot to', 'The most that is locked at once', 'money', 'above its beginning, at most one trailing step'),
    field('MinimumMove', 'Least move', 'What a move in profit must gain to be worth a message', 'money', '0 or more; nothing for one trailing step', { optional: true }),
    field('DistanceTrailing', 'Distance trailing', 'Follows the price at a distance', 'text', 'off, or all of it', { parts: [
      field('From', 'from a gain of', '', 'number', 'points, at least the distance', { unit: 'points', start: '60' }), field('Distance', 'at a distance of', '', 'number', 'points above 0', { unit: 'points', start: '40' }), field('Step', 'in steps of', '', 'number', 'points above 0', { unit: 'points', start: '5' })] }),
    field('Ladder', 'Ladder', 'A floor, and a step more for each further step of profit', 'text', 'off, or all of it', { parts: [
      field('Arm', 'armed at', '', 'money', 'above the floor', { start: '0.50' }), field('Floor', 'floor', '', 'money', 'above 0', { start: '0.20' }), field('Step', 'step', '', 'money', 'above 0', { start: '0.25' })] }),
    field('BreakEven', 'Break-even and costs', 'Locks entry, commission and swap, and a little more', 'text', 'off, or all of it', { parts: [
      field('From', 'from a profit of', '', 'money', 'above 0', { start: '0.50' }), field('Plus', 'plus', '', 'money', 'above 0, less than where it begins', { start: '0.02' })] }),
    field('AtrTrailing', 'Trailing by range', 'Follows at a multiple of the average true range', 'text', 'off, or all of it', { parts: [
      field('Multiple', 'multiple', '', 'number', 'above 0', { unit: '× range', start: '3' }), field('Period', 'over', '', 'whole', '1 to 1000', { unit: 'bars', start: '14' }), field('Bar', 'of', '', 'duration', '1s to 24h', { start: '5m' }), field('From', 'from a profit of', '', 'money', 'above 0', { start: '0.30' })] }),
  ] },
  { title: 'Targets and time', fields: [
    field('ProfitLevels', 'Take-profit levels', 'Closes parts at levels of gain', 'text', 'off, or all of it', { parts: [
      field('Levels', 'levels', '', 'levels', 'points and part, as in 100: 0.5, 200: 0.3; rising, parts at most 1 together', { start: '100: 0.5' }), field('StopAfterFirst', 'stop after the first', '', 'number', 'points above 0 and below the first level, or nothing', { unit: 'points', optional: true, start: '' })] }),
    field('MaxHolding', 'Longest time', 'Closes what has been held for this long', 'duration', 'as in 4h or 90m; nothing for no end', { optional: true }),
  ] },
];

/** @param {string} key @param {string} title @param {string} means @param {Kind} kind @param {string} unit */
const limit = (key, title, means, kind, unit) => field(key, title, means, 'text', 'none, or a number above 0', { parts: [
  field('At', 'at', '', kind, 'above 0', { unit, start: '' }), field('Does', 'then', '', 'choice', 'halt entries, warn, or flatten', { choices: [['HaltEntries', 'halt entries'], ['Warn', 'warn'], ['Flatten', 'flatten the account']], start: 'HaltEntries' })] });

const ZONE = 'as in Europe/Nicosia, or +03:00';

/** @type {Group[]} */
const MESSAGES = [{ title: 'Messages', fields: [
  field('PerDay', 'Messages a day', 'How many are sent on a day of the broker', 'whole', '1 to 1000000'),
  field('PerMinute', 'Messages a minute', 'How many are sent in a minute', 'whole', '1 to 10000'),
  field('Reserve', 'Kept for protection', 'The last ones of the day, for stops that protect', 'whole', '0 to 1000000'),
  field('TimeZone', 'Zone of the day', 'Whose midnight ends the day of messages', 'text', `Broker for its own clock, ${ZONE}`),
  field('LowestPrice', 'Lowest price', 'Below 1, moves may gain less while there is budget to spare', 'number', '0 to 1', { unit: '×' }),
] }];

/** @type {Group[]} */
const LIMITS = [{ title: 'Limits', fields: [
  limit('MaxPositions', 'Open positions', 'How many at a time', 'whole', ''), limit('MaxLots', 'Lots', 'How many at a time', 'number', 'lots'), limit('MaxAtRisk', 'Money at risk', 'What all stops lose together', 'money', 'money'),
  limit('MaxLossesInARow', 'Losses in a row', 'One after the other', 'whole', ''), limit('MaxDailyLoss', 'Loss of a day', 'Closed and open together', 'money', 'money'), limit('MaxDrawdown', 'Drawdown', 'Equity below its highest', 'money', 'money'),
  field('TimeZone', 'Zone of the day', 'Whose clocks the day of limits goes by', 'text', ZONE),
  field('DayBegins', 'Day begins at', 'In that zone', 'text', 'as in 17:00'),
  field('Sessions', 'Entries only in', 'Nothing for any time', 'hours', 'hours and days, as in 08:00-16:00 Monday, Friday; several with ;', { optional: true }),
  field('NoEntries', 'No entries in', 'Nothing for never', 'hours', 'hours and days, as in 16:55-18:05; several with ;', { optional: true }),
  field('OffHours', 'Out of these hours', 'What holds where no entries are allowed', 'choice', 'halt entries, warn, or flatten', { choices: [['HaltEntries', 'halt entries'], ['Warn', 'warn while open'], ['Flatten', 'flatten the account']] }),
  field('NearFrom', 'Near from', 'From which part on a limit counts as near', 'number', 'above 0, below 1', { unit: 'part' }),
] }];

/**
 * What can be set at a place.
 * @param {'default'|'account'|'symbol'|'magic'|'comment'|'ticket'} kind
 * @returns {{under: string, groups: Group[]}[]} under: the key between the layer and the setting, '' for none
 */
export function groupsOf(kind) {
  if (kind === 'default') return [{ under: '', groups: STOPS }];
  const layered = STOPS.map((group, i) => i === 0 ? { ...group, fields: [MANAGE, ...group.fields, OFF] } : group);
  return kind === 'account' ? [{ under: 'Stops', groups: layered }, { under: 'Messages', groups: MESSAGES }, { under: 'Limits', groups: LIMITS }] : [{ under: '', groups: layered }];
}

const DECIMAL = /^\d+(\.\d+)?$/;

/** A value as it is shown and edited; '' for none. @param {Field} field @param {Json|undefined} value @returns {string} */
export function say(field, value) {
  if (value === null || value === undefined) return '';
  if (field.kind === 'levels' && Array.isArray(value)) return value.map(level => `${member(level, 'At')}: ${member(level, 'Close')}`).join(', ');
  if (field.kind === 'hours' && Array.isArray(value)) return value.map(hours => [member(hours, 'Hours'), member(hours, 'Days')].filter(Boolean).join(' ')).join('; ');
  if (field.kind === 'names' && Array.isArray(value)) return value.join(', ');
  return String(value);
}

/** @param {Json} of @param {string} key */
const member = (of, key) => of !== null && typeof of === 'object' && !Array.isArray(of) && !(of instanceof Numeral) ? String(of[key] ?? '') : '';

/**
 * What was typed as a value. The host judges ranges and what goes together; here it is only told what cannot be written at all.
 * @param {Field} field
 * @param {string} typed
 * @returns {{value: Json} | {wrong: string}}
 */
export function parse(field, typed) {
  const text = typed.trim(), wrong = { wrong: `${text === '' ? 'Nothing' : text} does not fit. Give ${field.allowed}.` };
  if (text === '') return !field.optional ? wrong : { value: field.kind === 'hours' ? [] : null };
  if (field.kind === 'choice') return field.choices?.some(([value]) => value === text) ? { value: text === 'true' ? true : text === 'false' ? false : text } : wrong;
  if (field.kind === 'money' || field.kind === 'number') return DECIMAL.test(text) ? { value: new Numeral(text) } : wrong;
  if (field.kind === 'whole') return /^\d+$/.test(text) ? { value: new Numeral(text) } : wrong;
  if (field.kind === 'risk') return DECIMAL.test(text) ? { value: new Numeral(text) } : /^\d+(\.\d+)?\s*(%|points)$/.test(text) ? { value: text } : wrong;
  if (field.kind === 'duration') return /^\d+(ms|s|m|h)$/.test(text) || /^\d+(\.\d+)?(:\d\d){1,2}/.test(text) ? { value: text } : wrong;
  if (field.kind === 'levels') return levels(text) ?? wrong;
  if (field.kind === 'hours') return hours(text) ?? wrong;
  if (field.kind === 'names') return { value: text.split(/[,;\s]+/).filter(Boolean) };
  return { value: text };
}

/** @param {string} text @returns {{value: Json}|null} */
function levels(text) {
  const all = text.split(/[,;]/).map(part => /^\s*(\d+(?:\.\d+)?)\s*:\s*(\d+(?:\.\d+)?)\s*$/.exec(part));
  return all.every(Boolean) ? { value: all.map(level => ({ At: new Numeral(level?.[1] ?? ''), Close: new Numeral(level?.[2] ?? '') })) } : null;
}

/** @param {string} text @returns {{value: Json}|null} */
function hours(text) {
  const all = text.split(';').map(part => /^\s*(\d\d:\d\d-\d\d:\d\d)\s*(.*?)\s*$/.exec(part));
  return all.every(Boolean) ? { value: all.map(entry => ({ Hours: entry?.[1] ?? '', ...(entry?.[2] ? { Days: entry[2] } : {}) })) } : null;
}
