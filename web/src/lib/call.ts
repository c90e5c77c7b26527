import { Acts } from "@warmline/shared/client/acts.svelte.ts";
import {
  makeCall,
  mayBeDone,
  type Answer,
  type Call,
  type Loose,
  type Refused,
} from "@warmline/shared/client/call.ts";
import { connection } from "@warmline/shared/client/live/connection.svelte.ts";
import { newKey } from "@warmline/shared/client/key.ts";
import type { Act } from "@warmline/shared/client/open-acts.ts";
import { takesKey } from "@warmline/shared/api/endpoint.ts";

interface Listeners {
  /** The server no longer knows this session, whichever call found out. */
  readonly signedOut: () => void;
  /** Somebody else signed in in this browser. */
  readonly anotherPerson: () => void;
  /** What had to be asked for again is known. */
  readonly settled: (act: Act, answer: Answer<unknown>) => void;
}

const listeners: Partial<Listeners> = {};

/** Sets what happens when a call finds something out that concerns the whole page. */
export function listen(to: Partial<Listeners>): void {
  Object.assign(listeners, to);
}

/** Longer than the server lets a command wait: then its answer was lost. */
const ATTEMPT_MS = 30_000;

/** The page, and the case or number out of which it was opened. */
function here(): string {
  const opened = new URLSearchParams(location.search).get("for");
  return location.pathname + (opened === null ? "" : `?for=${encodeURIComponent(opened)}`);
}

connection.page = here;

const settings = {
  page: here,
  signedOut: () => listeners.signedOut?.(),
  anotherPerson: () => listeners.anotherPerson?.(),
  actingAs: () => acts.person,
};
const ask = makeCall(settings);

/** What was done on this page and in this tab, and is not yet answered. */
export const acts = new Acts({
  call: makeCall({ ...settings, waitMs: ATTEMPT_MS }),
  storage: () => sessionStorage,
  settled: (act, answer) => listeners.settled?.(act, answer),
});

/**
 * Calls a declared endpoint as whoever is signed in. What changes something is an act, whose
 * outcome is asked for until it is known; but for files, which nothing refers to yet.
 */
export const call: Call = (endpoint, asked) => {
  const isAct = takesKey(endpoint) && (asked as Loose).upload === undefined;
  return isAct && acts.person !== null ? acts.send(endpoint, asked) : ask(endpoint, asked);
};

/** Whether it is open what came of what was sent: then only the same again may be sent. */
export function isOpen(refusal: Refused | null): boolean {
  return refusal?.code === "not-known-yet";
}

export { mayBeDone, newKey, type Answer, type Refused };
