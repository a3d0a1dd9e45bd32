// Which alerts have begun or become worse since the page last looked.

/** @typedef {import('./api.js').Alert} Alert */

/**
 * @param {Alert[]} alerts
 * @param {Map<number, string>|null} seen levels by number; null when the page has just been opened: what holds already is no news
 * @returns {{toasts: Alert[], next: Map<number, string>}}
 */
export function fresh(alerts, seen) {
  const next = new Map(alerts.map(alert => [alert.number, alert.level]));
  if (seen === null) return { toasts: [], next };
  // a host that counts anew after a restart would otherwise pass its new alerts off as old ones
  const isAnew = alerts.length > 0 && Math.max(...next.keys()) < Math.max(0, ...seen.keys());
  const toasts = alerts.filter(alert => alert.endedAt === null && alert.level !== 'info' && alert.acknowledgedBy === null && (isAnew || seen.get(alert.number) !== alert.level));
  return { toasts: [...toasts].sort((a, b) => a.number - b.number), next };
}
