import { getContext, setContext } from "svelte";

const KEY = Symbol("whom dialogs are about");

/** Null where the dialogs are about nobody in particular. */
type Subject = () => string | null;

/**
 * Whom all dialogs below this component are about, said under their titles: what they cover, or
 * what was scrolled away, need not be seen to know whose money it is. Called while a component is
 * made; the innermost holds.
 */
export function dialogsAbout(subject: Subject): void {
  setContext(KEY, subject);
}

export function dialogSubject(): Subject {
  return getContext<Subject | undefined>(KEY) ?? (() => null);
}
