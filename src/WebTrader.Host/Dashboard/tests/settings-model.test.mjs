import test from 'node:test';
import assert from 'node:assert/strict';
import { read, write } from '../../../../wwwroot/js/settings/exact-json.js';
import { apply, decided, labelOf, layersOf, placeOf, saidBy, telling } from '../../../../wwwroot/js/settings/model.js';
import { groupsOf, parse, say } from '../../../../wwwroot/js/settings/fields.js';
import { errorsAt, sentence } from '../../../../wwwroot/js/settings/errors.js';

const TEXT = '{"Stops":{"MaxRisk":2.00,"Trigger":"Closing","TrailingStep":0.10,"Ladder":null,"ProfitLevels":null,"MaxHolding":null},"StopsBySymbol":{"XAUUSD":{"MaxRisk":5.00}},"StopsByMagic":{"77":{"TrailingStep":0.50}},"StopsByComment":{},"StopsByTicket":{},"Accounts":{"demo":{"Stops":null,"Messages":{"PerDay":2000},"Limits":{"MaxLots":null,"Sessions":[]}}}}';
const base = () => read(TEXT);
const fieldOf = (kind, key, under = '') => groupsOf(kind).find(each => each.under === under).groups.flatMap(group => group.fields).find(field => field.key === key);
const edit = (layer, key, text, { under = '', part = null } = {}) => {
  const field = fieldOf(layer.kind, key, under), of = part === null ? null : field.parts.find(each => each.key === part);
  return [placeOf(layer, under, field, of), { layer, under, field, part: of, text }];
};
const DEFAULT = { kind: 'default', key: '' }, MAGIC = { kind: 'magic', key: '77' }, GOLD = { kind: 'symbol', key: 'XAUUSD' }, DEMO = { kind: 'account', key: 'demo' };

test('the narrower layer decides, and what was overruled is known', () => {
  const found = decided(base(), MAGIC, 'demo', '', fieldOf('magic', 'TrailingStep'));
  assert.deepEqual([found.decides, String(found.value), found.speaks], [MAGIC, '0.50', ['default', 'magic']]);
});
test('where a layer is silent the wider one decides, and layers between that speak for some are named', () => {
  const found = decided(base(), MAGIC, 'demo', '', fieldOf('magic', 'MaxRisk'));
  assert.deepEqual([found.decides.kind, String(found.value), found.elsewhere.map(each => each.layer.key)], ['default', '2.00', ['XAUUSD']]);
});
test('of an open ticket every layer is known', () => {
  const found = decided(base(), { kind: 'ticket', key: '9' }, 'demo', '', fieldOf('ticket', 'MaxRisk'), { symbol: 'XAUUSD', magic: 77, comment: null });
  assert.deepEqual([found.decides, String(found.value), found.elsewhere], [GOLD, '5.00', []]);
});
test('messages and limits of an account are its own and never inherited', () => {
  const found = decided(base(), DEMO, 'demo', 'Messages', fieldOf('account', 'PerDay', 'Messages'));
  assert.deepEqual([found.decides, String(found.value)], [DEMO, '2000']);
});
test('an edit changes its place and no other', () => {
  const { document, wrong } = apply(base(), new Map([edit(DEFAULT, 'TrailingStep', '0.25')]));
  assert.equal(write(document), TEXT.replace('"TrailingStep":0.10', '"TrailingStep":0.25'));
  assert.equal(wrong.size, 0);
});
test('a layer that says nothing any more is none', () => {
  const { document } = apply(base(), new Map([edit(MAGIC, 'TrailingStep', '')]));
  assert.deepEqual(layersOf(document).map(each => each.kind), ['default', 'account', 'symbol']);
});
test('a new layer is made by its first setting, also for an account', () => {
  const { document } = apply(base(), new Map([edit({ kind: 'ticket', key: '12' }, 'Manage', 'false'), edit(DEMO, 'MaxRisk', '3', { under: 'Stops' })]));
  assert.equal(write(document.StopsByTicket), '{"12":{"Manage":false}}');
  assert.equal(write(document.Accounts.demo.Stops), '{"MaxRisk":3}');
});
test('what cannot be written is told at its place and left out', () => {
  const { document, wrong } = apply(base(), new Map([edit(DEFAULT, 'TrailingStep', '-5')]));
  assert.match(wrong.get('Stops:TrailingStep'), /^-5 does not fit\. Give /);
  assert.equal(write(document), TEXT);
});
test('a group is switched on with all its parts, and off again', () => {
  const on = apply(base(), new Map([edit(DEFAULT, 'Ladder', 'on'), edit(DEFAULT, 'Ladder', '0.75', { part: 'Arm' })])).document;
  assert.equal(write(on.Stops.Ladder), '{"Arm":0.75,"Floor":0.20,"Step":0.25}');
  const off = apply(on, new Map([edit(DEFAULT, 'Ladder', 'off')])).document;
  assert.equal(off.Stops.Ladder, null);
});
test('a limit is a number and what it does', () => {
  const { document } = apply(base(), new Map([edit(DEMO, 'MaxLots', 'on', { under: 'Limits' }), edit(DEMO, 'MaxLots', '2.0', { under: 'Limits', part: 'At' })]));
  assert.equal(write(document.Accounts.demo.Limits.MaxLots), '{"At":2.0,"Does":"HaltEntries"}');
  assert.equal(saidBy(document, DEMO), 2);
});
test('an edit that came back to where it was is none', () => {
  assert.equal(telling(base(), new Map([edit(DEFAULT, 'TrailingStep', '0.10')])).size, 0);
  assert.equal(telling(base(), new Map([edit(DEFAULT, 'TrailingStep', '0.2')])).size, 1);
  assert.equal(telling(base(), new Map([edit(DEFAULT, 'TrailingStep', 'x')])).size, 1);
});
test('max risk is an amount, a part of the balance, or points', () => {
  const field = fieldOf('default', 'MaxRisk');
  for (const text of ['2.00', '1%', '200 points']) assert.equal(say(field, parse(field, text).value), text);
  for (const text of ['', '-1', '1,5', 'much']) assert.ok(parse(field, text).wrong, text);
});
test('levels and hours are lists in one line', () => {
  const levels = fieldOf('default', 'ProfitLevels').parts[0], hours = fieldOf('account', 'Sessions', 'Limits');
  assert.equal(write(parse(levels, '100: 0.5, 200:0.3').value), '[{"At":100,"Close":0.5},{"At":200,"Close":0.3}]');
  assert.equal(say(levels, parse(levels, '100: 0.5, 200:0.3').value), '100: 0.5, 200: 0.3');
  assert.equal(write(parse(hours, '08:00-16:00 Monday, Friday; 20:00-21:00').value), '[{"Hours":"08:00-16:00","Days":"Monday, Friday"},{"Hours":"20:00-21:00"}]');
  assert.equal(write(parse(hours, '').value), '[]');
});
test('a rule that a narrower layer switches off is off there, and the layer decides it', () => {
  const off = fieldOf('symbol', 'Off'), ladder = fieldOf('symbol', 'Ladder'), gold = { kind: 'symbol', key: 'XAUUSD' };
  assert.equal(write(parse(off, 'Ladder, BreakEven').value), '["Ladder","BreakEven"]');
  const document = read('{"Stops":{"Ladder":{"Arm":2,"Floor":1,"Step":1}},"StopsBySymbol":{"XAUUSD":{"Off":["Ladder"]}}}');
  assert.equal(say(off, document.StopsBySymbol.XAUUSD.Off), 'Ladder');
  const { decides, value } = decided(document, gold, 'demo', '', ladder);
  assert.equal(decides.kind, 'symbol');
  assert.equal(value, null);
  assert.equal(saidBy(document, gold), 1);
});
test('a place has a name that people know', () => {
  assert.equal(labelOf('Stops:TrailingStep'), 'Trailing step');
  assert.equal(labelOf('StopsByMagic:77:Ladder:Arm'), 'Ladder, armed at, magic 77');
  assert.equal(labelOf('Accounts:demo:Limits:MaxDailyLoss:At'), 'Loss of a day, at, account demo');
  assert.equal(labelOf('Accounts:demo:Messages:PerDay'), 'Messages a day, account demo');
  assert.equal(labelOf('Something:Else'), 'Something:Else');
});
test('what the host refuses is told at the row it is about', () => {
  const errors = { 'Stops:TrailingStep': ['Stops:TrailingStep is 0.05, allowed is at least SweetSpotTo (0.1)'], 'Stops (magic 77): TrailingStep': ['Stops (magic 77): TrailingStep is 9, allowed is at most MaxRisk (2)'] };
  assert.deepEqual(errorsAt(errors, 'Stops:TrailingStep', DEFAULT, 'TrailingStep'), ['0.05 does not fit. Allowed is at least SweetSpotTo (0.1).']);
  assert.deepEqual(errorsAt(errors, 'StopsByMagic:77:TrailingStep', MAGIC, 'TrailingStep'), ['9 does not fit for magic 77. Allowed is at most MaxRisk (2).']);
  assert.deepEqual(errorsAt(errors, 'StopsByMagic:77:MaxRisk', MAGIC, 'MaxRisk'), []);
  assert.equal(sentence('something else'), 'something else.');
});
