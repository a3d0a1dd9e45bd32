// What the browser tells of, and what is said of it. Pure.

/** @typedef {import('./api.js').Alert} Alert */
/** @typedef {'default'|'granted'|'denied'|'missing'} Permission  missing: this browser cannot, or not on this address */

/** Which of the new alerts are told: severe ones, and none while the page is seen. @param {Alert[]} alerts @param {boolean} isHidden @returns {Alert[]} */
export const worthNote = (alerts, isHidden) => isHidden ? alerts.filter(alert => alert.level === 'red') : [];

/** What stands beside the ways by which people are told. @param {Permission} state */
export const sayPermission = state => ({
  granted: 'This browser tells you of red alerts while the page is open and not seen.',
  denied: 'This browser was told not to show notes of this page; its own settings change that.',
  default: 'This browser can tell you of red alerts while the page is open and not seen.',
  missing: 'This browser shows no notes on this address: they need https, or the machine itself.',
}[state]);
