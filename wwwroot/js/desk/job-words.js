// What is said of jobs and their runs. Pure.

/** @typedef {{id: string, job: string, by: string, startedAt: string, endedAt: string|null, tookMs: number|null, outcome: string, text: string}} Run */
/** @typedef {{name: string, about: string, schedule: string|null, timeZone: string, lastRun: Run|null, doing: string|null, nextRun: string|null, paused: boolean|null, pausedWhy: string|null, pausedBy: string|null, pausedAt: string|null, waitsFor: string|null}} Job */

/** @type {Record<string, string>} */
const OUTCOMES = { running: 'Under way', done: 'Done', nothing: 'Nothing to do', failed: 'Failed', cut: 'Cut short', ended: 'Ended with the host' };

/** @param {{outcome: string}} run */
export const outcomeOf = run => OUTCOMES[run.outcome] ?? run.outcome.replace(/^./, first => first.toUpperCase());

/** Amber where somebody should look. @param {Job} job */
export const levelOf = job => job.lastRun?.outcome === 'failed' ? 'amber' : job.paused ? 'ended' : 'info';

const DAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** "40 3 * * *" as "every day at 03:40"; null where it is none of the usual shapes. @param {string} schedule */
function said(schedule) {
  const [, minute = '', hour = '', weekday = ''] = /^(\d+) (\d+|\*) \* \* ([0-7]|\*)$/.exec(schedule) ?? [], at = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (minute === '') return null;
  if (hour === '*') return weekday === '*' ? `every hour, ${minute} min past` : null;
  return `${weekday === '*' ? 'every day' : DAYS[Number(weekday)]} at ${at}`;
}

/** @param {Job} job */
export function scheduleOf(job) {
  if (job.schedule === null) return 'by hand alone';
  const words = said(job.schedule);
  return words ? `${words}, clocks of ${job.timeZone}` : `${job.schedule} (minute, hour, day, month, weekday), clocks of ${job.timeZone}`;
}
