import type { Logger } from "pino";
import type { Actor } from "@warmline/shared/access/actor.ts";
import type { Ids } from "@warmline/shared/kernel/ids.ts";
import type { Clock, Instant } from "@warmline/shared/kernel/time.ts";
import {
  securityEvents,
  type RefusedKind,
  type SecurityEvent,
} from "@warmline/shared/security/event.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";

/** Something that was refused because somebody may be up to something. */
export interface Refused {
  readonly kind: RefusedKind;
  /** Of the refusal, where it says more than the kind. */
  readonly code?: string;
  readonly who: Pick<Actor, "kind" | "id" | "name">;
  readonly address: string;
  /** The endpoint, view or webhook. */
  readonly what: string;
  readonly about?: string;
}

export interface SecurityEvents {
  note(event: Refused): void;
}

export const STRANGER = { kind: "public", id: "public", name: "public" } as const;

const WINDOW_MS = 60_000;
/** So many of a minute are told apart; whoever comes from more addresses is counted as one. */
const APART_MAX = 500;
const ABOUT_LENGTH_MAX = 160;

export interface Gathering {
  readonly log: Logger;
  readonly clock: Clock;
  readonly ids: Ids;
}

interface Counted {
  readonly event: Body<SecurityEvent>;
  /** Beyond the first, and when the last of them was. */
  more: number;
  last: Instant;
}

/**
 * Tells the first of each person, address and kind at once and the rest of its minute as a number:
 * a flood must neither fill the store nor the process's log.
 */
export function gatherSecurityEvents({ log, clock, ids }: Gathering) {
  const counted = new Map<string, Counted>();
  let fresh: Write[] = [];

  function note(refused: Refused): void {
    const at = clock.now();
    const { key, told } = apart(refused, counted);
    const before = counted.get(key);
    if (before !== undefined) {
      before.more += 1;
      before.last = at;
      return;
    }
    const event = { ...told, id: ids.next(), at, until: at, count: 1 };
    counted.set(key, { event, more: 0, last: at });
    fresh.push(insert(securityEvents, event));
    const { kind, actorId, address, what } = event;
    log.warn({ event: kind, who: actorId, address, what }, "security event");
  }

  /** New ones, and the numbers of the minutes that are over. */
  function gathered(all: boolean): Write[] {
    const now = clock.now();
    for (const [key, { event, more, last }] of counted) {
      if (!all && now - event.at < WINDOW_MS) continue;
      counted.delete(key);
      if (more === 0) continue;
      fresh.push(insert(securityEvents, { ...event, id: ids.next(), count: more, until: last }));
    }
    const writes = fresh;
    fresh = [];
    return writes;
  }

  return { note, gathered };
}

type Told = Omit<Body<SecurityEvent>, "id" | "at" | "until" | "count">;

/** Under what it is counted, and what is told of it. */
function apart(
  { kind, code, who, address, what, about }: Refused,
  counted: ReadonlyMap<string, Counted>,
): { readonly key: string; readonly told: Told } {
  const key = `${kind} ${code ?? ""} ${who.kind}/${who.id} ${address}`;
  const known = counted.has(key) || counted.size < APART_MAX;
  const actor = known ? who : { ...STRANGER, id: "others", name: "others" };
  const told = {
    kind,
    ...(code === undefined ? {} : { code }),
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    address: known ? address : "others",
    what,
    ...(about === undefined ? {} : { about: about.slice(0, ABOUT_LENGTH_MAX).toWellFormed() }),
  };
  return { key: known ? key : `${kind} others`, told };
}
