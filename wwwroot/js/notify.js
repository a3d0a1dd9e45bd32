// Whether somebody is told, in one value and one line below it.

/** @typedef {import('./api.js').ChannelView} ChannelView */

/**
 * @param {ChannelView[]|null} channels null before the host has said it
 * @param {boolean} isUnanswered whether the newest question was not answered
 * @returns {{name: string, value: string, trouble: ''|'doubt', below: string, lastAt: string|null, title: string}}
 */
export function notifySays(channels, isUnanswered) {
  if (channels === null) return { name: 'Notify', value: '–', trouble: '', below: isUnanswered ? 'no answer' : '', lastAt: null, title: 'Not known yet' };
  if (channels.length === 0) return { name: 'Notify', value: 'Nobody', trouble: '', below: 'this page only', lastAt: null, title: 'No notifier is set up: only whoever looks at this page is told' };
  const failing = channels.filter(channel => channel.failure !== null);
  const lastAt = channels.map(channel => channel.lastToldAt).filter(at => at !== null).sort().at(-1) ?? null;
  const title = channels.map(channel => `${channel.name}: ${channel.failure ?? `${channel.told} told`}`).join('; ');
  return { name: failing.length ? `${failing[0]?.name} fails` : 'Notify', value: `${channels.length - failing.length} of ${channels.length}`, trouble: failing.length || isUnanswered ? 'doubt' : '', below: 'nothing told yet', lastAt, title };
}
