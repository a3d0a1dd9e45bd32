// Becoming the administrator of a host that may be slow to answer. A request that came to no answer may have been carried
// out all the same: it is sent again, and where the host then says that there is an administrator, we see whether it is us.

/** @typedef {import('./door.js').Ask} Ask */
/** @typedef {{token: string, name: string, password: string}} Wanted */

const TRIES = 5, PAUSE_MS = 1000;

/**
 * @param {Ask} ask
 * @param {Wanted} wanted
 * @param {(ms: number) => Promise<void>} pause
 * @returns {ReturnType<Ask>}
 */
export async function become(ask, wanted, pause) {
  let answer = await ask('setup', wanted);
  for (let tries = 1; answer.problem?.isSilent && tries < TRIES; tries++) {
    await pause(PAUSE_MS);
    answer = await ask('setup', wanted);
    if (answer.value || answer.problem?.isSilent) continue;
    const { name, password } = wanted, signedIn = await ask('session', { name, password, code: null });
    // the first request may still be at work: then there is nobody yet to sign in, and its link is taken
    answer = signedIn.value ? signedIn : tries < TRIES - 1 ? { value: null, problem: { ...(answer.problem ?? signedIn.problem ?? SILENT), isSilent: true } } : answer;
  }
  return answer;
}

const SILENT = { title: 'The host does not answer', detail: '', needsCode: false, isSilent: true, status: 0 };

/**
 * Whether the link is still of use; asked until the host knows.
 * @param {Ask} ask
 * @param {(ms: number) => Promise<void>} pause
 * @param {() => boolean} isLeft
 * @returns {Promise<boolean>} whether there is an administrator already
 */
export async function isOver(ask, pause, isLeft) {
  while (!isLeft()) {
    const { value } = await ask('setup');
    if (value?.isOpen) return false;
    if (value?.isKnown) return true;
    await pause(PAUSE_MS);
  }
  return false;
}
