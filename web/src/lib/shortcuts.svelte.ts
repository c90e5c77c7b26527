import { untrack } from "svelte";

export interface Shortcut {
  /** One key (`j`, `Enter`, `/`, `?`) or two in a row (`g c`). */
  readonly keys: string;
  readonly label: () => string;
  readonly run: () => void;
  /** Whether it works at the moment; others are neither run nor listed. */
  readonly when?: () => boolean;
}

/** How long the second key of a pair may take. */
const PAIR_WITHIN_MS = 1_200;

let sets = $state.raw<readonly (readonly Shortcut[])[]>([]);
let first: { key: string; at: number } | null = null;

/** Offers shortcuts while the component lives; of equal keys the latest offered wins. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  $effect(() => {
    sets = [...untrack(() => sets), shortcuts];
    return () => {
      sets = sets.filter((set) => set !== shortcuts);
    };
  });
}

/** What works now, for the help. */
export function offered(): readonly Shortcut[] {
  const byKeys = new Map<string, Shortcut>();
  for (const shortcut of sets.flat()) {
    if (shortcut.when?.() ?? true) byKeys.set(shortcut.keys, shortcut);
  }
  return [...byKeys.values()];
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Enter and space belong to the button or link in focus. */
function belongsToFocus(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" && event.key !== " ") return false;
  return event.target instanceof HTMLElement && event.target.closest("button, a, summary") !== null;
}

/** The one listener of the page; mounted by the console's frame. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return;
  if (document.querySelector("[role=dialog], [role=menu], [role=alertdialog]")) return;
  if (typing(event.target)) {
    if (event.key === "Escape") (event.target as HTMLElement).blur();
    return;
  }
  if (belongsToFocus(event)) return;
  const pair =
    first && performance.now() - first.at < PAIR_WITHIN_MS ? `${first.key} ${event.key}` : "";
  first = null;
  const all = offered();
  const found =
    all.find((shortcut) => shortcut.keys === pair) ??
    all.find((shortcut) => shortcut.keys === event.key);
  if (found) {
    event.preventDefault();
    found.run();
  } else if (all.some((shortcut) => shortcut.keys.startsWith(`${event.key} `))) {
    first = { key: event.key, at: performance.now() };
  }
}
