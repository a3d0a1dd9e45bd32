// The words of an alarm where there is little room: what holds first, and by which number somebody may look it up last. Pure.
import { titleOf } from './limits/model.js';

const STOP = /^Emergency stop (\S+): (.+)$/s, LIMIT = /^(Max[A-Z]\w+) is ([\d.]+),(?: used are ([\d.]+)| and what is used is not known)(.*)$/s;

/** @param {string} text as the host tells it */
export function alarmSays(text) {
  const [, name = '', at = '', used = '', rest = ''] = LIMIT.exec(text) ?? [];
  if (name) return `${titleOf({ name })}: ${used || 'not known'} of ${at}${rest}`;
  const stop = STOP.exec(text);
  return stop ? `${stop[2]}${/[.!?]$/.test(stop[2] ?? '') ? '' : '.'} Emergency stop ${stop[1]}` : text;
}
