// The words of an alarm where there is little room: what holds first, and by which number somebody may look it up last. Pure.

/** @param {string} text as the host tells it */
export function alarmSays(text) {
  const match = /^Emergency stop (\S+): (.+)$/s.exec(text);
  return match ? `${match[2]}${/[.!?]$/.test(match[2] ?? '') ? '' : '.'} Emergency stop ${match[1]}` : text;
}
