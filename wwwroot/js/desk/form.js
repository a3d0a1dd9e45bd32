// A small form that asks the host for one thing and says what came of it, in the host's words.
import { html, useState } from '../../lib/ui.js';
import { wordsOf } from '../answers.js';

/**
 * @param {{verb: string, send: () => Promise<any>, done: (answer: any) => string, children: unknown, isReady?: boolean}} props done: what is said when it is done
 */
export function Form({ verb, send, done, children, isReady = true }) {
  const [state, setState] = useState({ busy: false, said: '', isWrong: false });
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (state.busy || !isReady) return;
    setState({ busy: true, said: '', isWrong: false });
    try {
      setState({ busy: false, said: done(await send()), isWrong: false });
    } catch (fault) {
      setState({ busy: false, said: wordsOf(fault), isWrong: true });
    }
  };
  return html`<form class="form" onSubmit=${submit}>${children}<div class="acts"><button class="btn" type="submit" aria-disabled=${state.busy || !isReady ? 'true' : undefined}>${verb}</button></div><div role="status" class=${state.isWrong ? 'wrong-text' : 'q2'}>${state.said}</div></form>`;
}

/** @param {{id: string, label: string, type?: string, complete: string, hint?: string, optional?: boolean, value: string, onType: (text: string) => void}} props */
export const Text = ({ id, label, type = 'text', complete, hint, optional = false, value, onType }) => html`<label for=${id}><span>${label}</span><input class="field" id=${id} type=${type} autocomplete=${complete} autocapitalize="none" spellcheck=${false} required=${!optional} maxlength="256" value=${value} aria-describedby=${hint ? `${id}-hint` : undefined} onInput=${(/** @type {InputEvent & {currentTarget: HTMLInputElement}} */ event) => onType(event.currentTarget.value)}/>${hint && html`<span class="hint" id=${`${id}-hint`}>${hint}</span>`}</label>`;

/** Into the clipboard; not there where the browser does not let a page do that. @param {{text: string}} props */
export function Copy({ text }) {
  const [said, setSaid] = useState('Copy');
  return navigator.clipboard && html`<button class="btn sm" type="button" onClick=${() => navigator.clipboard.writeText(text).then(() => setSaid('Copied'), () => setSaid('Not allowed: select it'))}>${said}</button>`;
}
