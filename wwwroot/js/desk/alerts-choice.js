// Which alerts are shown, and what helps against each.

/** @typedef {import('../api.js').Alert} Alert */

/** @param {Alert[]} alerts as the host orders them @param {{show: string, level: string, text: string}} filter */
export function chosen(alerts, { show, level, text }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return alerts.filter(alert => (show === '' || (show === 'open') === (alert.endedAt === null)) && (level === '' || alert.level === level) && words.every(word => `${alert.text} ${alert.account} ${alert.condition}`.toLowerCase().includes(word)));
}

/** @type {[RegExp, string][]} */
const LEVERS = [
  [/unprotected|naked|unknown/i, 'open the ticket: its certificate says which step is missing'],
  [/budget/i, 'Messages of the account, under Settings'],
  [/limit/i, 'Limits of the account, under Settings'],
  [/notifier/i, 'the way that fails, below: send a test'],
  [/disk/i, 'room on the disk of the data folder'],
  [/lock|busy/i, 'who holds the ticket, under Ticket locks'],
  [/feed|mute|broker|clock/i, 'the terminal and its connection to the broker'],
  [/evaluation|worker/i, 'the workers, under Ticket locks'],
];

/** @param {string} condition @returns {string|null} */
export const leverOf = condition => LEVERS.find(([pattern]) => pattern.test(condition))?.[1] ?? null;
