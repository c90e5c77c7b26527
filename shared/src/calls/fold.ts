import { refuse, ok, type Result } from "../kernel/result.ts";
import { earliest, type Instant } from "../kernel/time.ts";
import type { CallEvent, Recording } from "./event.ts";
import type { Call, CalledBack, Standing } from "./model.ts";
import { hasEnded, RANK } from "./states.ts";

/** More than any honest call has; a carrier gone wild must not make a document without end. */
export const EVENTS_MAX = 200;

/** What follows from the events of a call. */
type Followed = Pick<
  Call,
  "state" | "startedAt" | "said" | "caseIds" | "recordings" | "events" | "standing"
> &
  Partial<
    Pick<
      Call,
      | "answeredAt"
      | "endedAt"
      | "durationS"
      | "endSource"
      | "conversationId"
      | "ringBackAt"
      | "score"
    >
  >;

/**
 * The call as it stands after all of its events, in whatever order and however often each of them
 * arrived: nothing of it hangs on what was there before. `events` are one at least, each once.
 */
export function follow(
  events: readonly CallEvent[],
  direction: Call["direction"],
  calledBack: CalledBack | undefined,
): Followed {
  const inOrder = events.toSorted(inCarrierOrder);
  const last = furthest(inOrder);
  const state = last?.state ?? "ringing";
  const answeredAt = first(inOrder.filter((event) => event.state === "in-progress"));
  const durationS = inOrder.findLast((event) => event.durationS !== undefined)?.durationS;
  const { conversationId } = inOrder.find((event) => event.conversationId !== undefined) ?? {};
  const ringBackAt = inOrder.findLast(({ number }) => number !== undefined)?.number;
  const score = inOrder.findLast((event) => event.score !== undefined)?.score;
  return {
    state,
    standing: standingOf({ state, direction, events: inOrder }, calledBack),
    startedAt: first(inOrder) as Instant,
    ...(answeredAt === undefined ? {} : { answeredAt }),
    ...(last !== undefined && hasEnded(state) ? { endedAt: last.at } : {}),
    ...(durationS === undefined ? {} : { durationS }),
    ...(last?.kind === "reconciled" ? { endSource: last.unknown ? "unknown" : "asked" } : {}),
    ...(conversationId === undefined ? {} : { conversationId }),
    caseIds: [...new Set(inOrder.flatMap(({ caseIds = [] }) => caseIds))],
    ...(ringBackAt === undefined ? {} : { ringBackAt }),
    ...(score === undefined ? {} : { score }),
    said: inOrder.flatMap(({ said }) => said ?? []),
    recordings: recordingsIn(inOrder),
    events: inOrder,
  };
}

/**
 * Whoever called and spoke with nobody, whom we failed, or who asked for a person that was not
 * there, is rung back, until a person says that this was done.
 */
export function standingOf(
  { state, direction, events }: Pick<Call, "state" | "direction" | "events">,
  calledBack: CalledBack | undefined,
): Standing {
  if (calledBack !== undefined) return "over";
  if (!hasEnded(state)) return "open";
  const kept = ringBackOf(events);
  if (kept !== null) return kept;
  const spoken = events.some(({ conversationId }) => conversationId !== undefined);
  const owed = waitsForPerson(events) || events.some(({ kind }) => kind === "failed-over");
  return direction === "inbound" && (!spoken || owed) ? "to-ring-back" : "over";
}

/** 预约回电: as long as it is our turn to ring them. Null: it hangs on all else. */
function ringBackOf(events: readonly CallEvent[]): Standing | null {
  const place = events.findLastIndex(({ kind }) => kind === "place-kept");
  if (place < 0) return null;
  const since = events.slice(place + 1);
  if (since.some(({ kind }) => kind === "withdrawn" || kind === "returned")) return "over";
  const done = since.some(({ kind }) => kind === "connected" || kind === "unreached");
  return done ? null : "open";
}

/** Somebody was asked for after the last one who answered. */
function waitsForPerson(events: readonly CallEvent[]): boolean {
  const asked = events.findLast(({ wantsPerson }) => wantsPerson);
  const connected = events.findLast(({ kind }) => kind === "connected");
  return asked !== undefined && (connected === undefined || asked.at > connected.at);
}

/**
 * The events with one more. The same one again changes nothing. Refusal: `call-full`, which loses
 * nothing that decides how the call stands: an end is taken even then.
 */
export function withEvent(
  events: readonly CallEvent[],
  event: CallEvent,
): Result<readonly CallEvent[], "call-full"> {
  if (events.some(({ key }) => key === event.key)) return ok(events);
  const ends = event.state !== undefined && hasEnded(event.state);
  if (events.length >= EVENTS_MAX && !ends) return refuse("call-full", { limit: EVENTS_MAX });
  return ok([...events, event]);
}

/** Total, so that every order of arrival comes to the same. */
function inCarrierOrder(a: CallEvent, b: CallEvent): number {
  return a.at - b.at || (a.sequence ?? -1) - (b.sequence ?? -1) || (a.key < b.key ? -1 : 1);
}

/** Of two ends the later one by the carrier's own count; what we had to ask for gives way. */
function furthest(inOrder: readonly CallEvent[]): CallEvent | undefined {
  return inOrder
    .filter(({ state }) => state !== undefined)
    .toSorted((a, b) => rank(a) - rank(b) || count(a) - count(b))
    .at(-1);
}

function count({ kind, sequence = -1 }: CallEvent): number {
  return kind === "reconciled" ? -2 : sequence;
}

function rank({ state }: CallEvent): number {
  return state === undefined ? -1 : RANK[state];
}

function first(events: readonly CallEvent[]): Instant | undefined {
  return events
    .map(({ at }) => at)
    .reduce<Instant | undefined>(
      (earlier, at) => (earlier === undefined ? at : earliest(earlier, at)),
      undefined,
    );
}

function recordingsIn(events: readonly CallEvent[]): Recording[] {
  const byId = new Map(
    events.flatMap(({ recording }) => (recording ? [[recording.id, recording] as const] : [])),
  );
  return [...byId.values()];
}
