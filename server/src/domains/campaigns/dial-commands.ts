import { calls } from "@warmline/shared/calls/model.ts";
import { claim, ended, placed, refused, released } from "@warmline/shared/campaigns/rules.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { decideTold, loadTold } from "../calls/index.ts";
import { loadMissed, missedWrites } from "./missed.ts";
import { loadContact, movedWrites, subjectsOf, type InCampaign } from "./on-contact.ts";

interface OfContact {
  readonly contactId: string;
}

async function load(reads: Reads, { contactId }: OfContact) {
  const found = await loadContact(reads, contactId);
  return found === null ? refuse("not-found") : ok(found);
}

/**
 * 占号, before it is rung: of two nodes one is first. Refusals, in this order: `not-found`,
 * `not-due`, `no-room`.
 */
export const claimContact = command({
  name: "campaigns.claim",
  scope: "anywhere",
  load,
  decide: (found, _, { at }) =>
    mapOk(claim(found.campaign, found.contact, at), (moved) => ({
      value: { phone: found.contact.phone },
      writes: movedWrites(found, moved),
      subjects: subjectsOf(found),
    })),
  key: false,
});

/** The carrier never heard of it: to be rung after all. Refusal: `not-found`. */
export const releaseContact = command({
  name: "campaigns.release",
  scope: "anywhere",
  load,
  decide: (found, _, { at }) => ok(decision(found, released(found.campaign, found.contact, at))),
});

/** The carrier cannot ring that number. Refusal: `not-found`. */
export const refuseContact = command({
  name: "campaigns.not-callable",
  scope: "anywhere",
  load,
  decide: (found) => ok(decision(found, refused(found.campaign, found.contact))),
});

function decision(found: InCampaign, moved: Parameters<typeof movedWrites>[1]): Decision<null> {
  return { value: null, writes: movedWrites(found, moved), subjects: subjectsOf(found) };
}

interface PlacedInput extends OfContact {
  readonly callId: string;
  readonly from: string;
}

interface Placed {
  readonly found: InCampaign;
  readonly known: Awaited<ReturnType<typeof loadTold>>;
  readonly missed: Awaited<ReturnType<typeof loadMissed>>;
}

/**
 * The carrier rings them: the call is known from now on, whether or not anything of it is told; if
 * its end was told by now, it is over. Refusals, in this order: `not-found`, `call-full`.
 */
export const notePlaced = command({
  name: "campaigns.placed",
  scope: "anywhere",
  async load(reads, input: PlacedInput, moment): Promise<Result<Placed, "not-found">> {
    const found = await load(reads, input);
    if (!found.ok) return found;
    const { callId, from } = input;
    const parties = { direction: "outbound", from, to: found.value.contact.phone } as const;
    const event = { key: "placed", kind: "status", state: "queued" } as const;
    return ok({
      found: found.value,
      known: await loadTold(reads, { callId, parties, event }),
      missed: await loadMissed(reads, found.value.contact, moment),
    });
  },
  decide: ({ found, known, missed }, { callId }, moment) =>
    mapOk(decideTold(known, moment), ({ writes, value: call }) => {
      const rung = placed(found.campaign, found.contact, callId);
      const over = rung && ended(rung.campaign, rung.contact, call.state, moment.at);
      return {
        value: null,
        writes: [
          ...writes,
          ...movedWrites(found, over ?? rung),
          ...(over === null ? [] : missedWrites(missed, moment)),
        ],
        subjects: [`${calls.name}/${callId}`, ...subjectsOf(found)],
      };
    }),
});
