import { isTalkedIn, type QueuedCall } from "@warmline/shared/acd/model.ts";
import { CALLER } from "@warmline/shared/twilio/parties.ts";

/** How somebody is in a conference. */
export interface Manner {
  /** 保持: hears music, and nobody hears them. */
  readonly held: boolean;
  /** Hears, and nobody hears them. */
  readonly muted: boolean;
  /** 耳语: heard by whoever has this line alone. Null: by all. */
  readonly coaches: string | null;
}

/** Somebody in a conference, as the carrier tells it. */
export interface Party extends Manner {
  /** Of their own line. */
  readonly lineId: string;
  readonly label: string;
}

/** What is to be done at the carrier so that those talk who should. */
export type Step =
  /** The caller comes into the conference. */
  | { readonly does: "bring" }
  /** What differs, at once: whoever whispers must not be heard by the caller in between. */
  | { readonly does: "set"; readonly lineId: string; readonly to: Partial<Manner> }
  | { readonly does: "remove"; readonly lineId: string }
  /** Everybody is led out: the caller goes on at our door, desks hang up. */
  | { readonly does: "end" };

type Call = Pick<QueuedCall, "state" | "agentId" | "consult" | "monitor" | "since" | "ringBack">;

/** As what somebody is in a talk; null: it is not theirs. */
export function partOf(call: Call, staffId: string): "agent" | "colleague" | "monitor" | null {
  if (!isTalkedIn(call)) return null;
  if (call.agentId === staffId) return "agent";
  const { consult } = call;
  if (consult?.agentId === staffId && consult.until === undefined) return "colleague";
  return call.monitor?.staffId === staffId ? "monitor" : null;
}

/**
 * From who is there to who should be, by how the queued call stands: each step may be done again,
 * and once all are done there is none left.
 */
export function stepsTo(call: Call, parties: readonly Party[]): readonly Step[] {
  if (!isTalkedIn(call)) return parties.length === 0 ? [] : [{ does: "end" }];
  const there = parties.flatMap((party): Step[] => {
    const { lineId } = party;
    const manner = mannerOf(call, party, parties);
    if (manner === null) return [{ does: "remove", lineId }];
    const to = differing(party, manner);
    return Object.keys(to).length === 0 ? [] : [{ does: "set", lineId, to }];
  });
  const isThere = parties.some(({ label }) => label === CALLER);
  return isThere || comesByItself(call) ? there : [{ does: "bring" }, ...there];
}

/** Just rung back: greeted by the door that they came to, which leads them in. */
function comesByItself({ since, ringBack }: Call): boolean {
  return ringBack?.reachedAt !== undefined && ringBack.reachedAt === since;
}

const HEARD: Manner = { held: false, muted: false, coaches: null };
const UNHEARD: Manner = { ...HEARD, muted: true };

/** How they should be in it; null: not at all. */
function mannerOf(call: Call, { label }: Party, parties: readonly Party[]): Manner | null {
  if (label === CALLER) return { ...HEARD, held: call.state === "held" };
  switch (partOf(call, label)) {
    case null:
      return null;
    case "agent":
    case "colleague":
      return HEARD;
    case "monitor":
      return monitorsBy(call, parties);
  }
}

function monitorsBy({ monitor, agentId }: Call, parties: readonly Party[]): Manner {
  if (monitor?.mode === "barge") return HEARD;
  const agent = parties.find(({ label }) => label === agentId);
  // While the agent's desk is away there is nobody to whisper to.
  if (monitor?.mode === "listen" || agent === undefined) return UNHEARD;
  return { ...HEARD, coaches: agent.lineId };
}

function differing(is: Manner, should: Manner): Partial<Manner> {
  return {
    ...(is.held === should.held ? {} : { held: should.held }),
    ...(is.muted === should.muted ? {} : { muted: should.muted }),
    ...(is.coaches === should.coaches ? {} : { coaches: should.coaches }),
  };
}
