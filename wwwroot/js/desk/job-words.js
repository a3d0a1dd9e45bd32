// What is said of jobs and their runs. Pure.

/** @typedef {{id: string, job: string, by: string, startedAt: string, endedAt: string|null, tookMs: number|null, outcome: string, text: string}} Run */
/** @typedef {{name: string, about: string, schedule: string|null, timeZone: string, lastRun: Run|null, doing: string|null, nextRun: string|null, paused: boolean|null, pausedWhy: string|null, pausedBy: string|null, pausedAt: string|null, waitsFor: string|null}} Job */

/** @type {Record<string, string>} */
const OUTCOMES = { running: 'Under way', done: 'Done', nothing: 'Nothing to do', failed: 'Failed', cut: 'Cut short', ended: 'Ended with the host' };

/** @param {{outcome: string}} run */
export const outcomeOf = run => OUTCOMES[run.outcome] ?? run.outcome.replace(/^./, first => first.toUpperCase());

/** Amber where somebody should look. @param {Job} job */
export const levelOf = job => job.lastRun?.outcome === 'failed' ? 'amber' : job.paused ? 'ended' : 'info';

/** @param {Job} job */
export const scheduleOf = job => job.schedule === null ? 'by hand alone' : `${job.schedule} (minute, hour, day, month, weekday), clocks of ${job.timeZone}`;
