import type { Account } from "../account.ts";
import type { Reach } from "../reach.ts";
import { GONE, twilioAt, unless } from "../rest.ts";
import type { Manner, Party } from "./plan.ts";

/** A conference that goes on. */
export interface Conference {
  readonly id: string;
  readonly parties: readonly Party[];
}

/**
 * What is asked of the carrier about who talks, by its own package. Whoever is gone by then is
 * passed over; a carrier that is not there, or too busy, throws: whoever asks comes again.
 */
export interface ConferenceClient {
  /** Of a call; null: nobody is in one. */
  of(callId: string): Promise<Conference | null>;
  /** What is left out stays as it is; all of it at once. */
  set(conferenceId: string, lineId: string, to: Partial<Manner>): Promise<void>;
  /** Out of it, and their line hung up or led on. */
  remove(conferenceId: string, lineId: string): Promise<void>;
  end(conferenceId: string): Promise<void>;
}

/** Of one name there were several, one after the other: the newest are told first. */
const NEWEST = 5;
const PARTIES_MAX = 50;

export function conferenceClient(account: Account, reach: Reach): ConferenceClient {
  const { conferences } = twilioAt(account, reach);
  const partyOf = (id: string, lineId: string) => conferences(id).participants(lineId);
  return {
    async of(friendlyName) {
      const found = await conferences.list({ friendlyName, limit: NEWEST });
      const open = found.find(({ status }) => status !== "completed");
      if (open === undefined) return null;
      const parties = await conferences(open.sid).participants.list({ limit: PARTIES_MAX });
      return {
        id: open.sid,
        parties: parties.map(({ callSid, label, hold, muted, coaching, callSidToCoach }) => ({
          lineId: callSid,
          label,
          held: hold,
          muted,
          coaches: coaching ? callSidToCoach : null,
        })),
      };
    },
    async set(id, lineId, { held, muted, coaches }) {
      const asked = {
        ...(held === undefined ? {} : { hold: held }),
        ...(muted === undefined ? {} : { muted }),
        ...(coaches === undefined ? {} : { coaching: coaches !== null }),
        ...(typeof coaches === "string" ? { callSidToCoach: coaches } : {}),
      };
      await unless(GONE, partyOf(id, lineId).update(asked));
    },
    async remove(id, lineId) {
      await unless(GONE, partyOf(id, lineId).remove());
    },
    async end(id) {
      await unless(GONE, conferences(id).update({ status: "completed" }));
    },
  };
}
