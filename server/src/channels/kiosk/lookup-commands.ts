import { households, type Household } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { lookupGrants, type LookupGrant } from "@warmline/shared/kiosk/model.ts";
import { lookupAttempts } from "@warmline/shared/lookups/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  countedWrites,
  findProven,
  forgivenWrites,
  minutesShutFor,
  readAttempts,
  type Attempts,
  type LookupInput,
} from "../../domains/lookups/index.ts";
import { grantWrite, type Grant } from "./grants.ts";

export interface KioskLookupInput extends LookupInput {
  readonly visit?: string | undefined;
}

/** Attempts at one kiosk are counted one after the other. */
const mutex = (_: KioskLookupInput, { actor }: Caller) => `lookups/${actor.id}`;

/** By what was asked for, and by the kiosk that asked. */
function attemptsOf(reads: Reads, input: LookupInput, moment: Moment): Promise<Attempts> {
  return readAttempts(reads, input, { kind: "device", id: moment.actor.id }, moment);
}

/**
 * Counts an attempt as wrong before the answer is looked at, so that guesses made at the same
 * moment cannot pass the limit together. Refusal: `lookup-shut`.
 */
export const countLookup = command({
  name: "kiosk.try-lookup",
  mutex,
  load: async (reads, input: KioskLookupInput, moment): Promise<Result<Attempts, "lookup-shut">> =>
    ok(await attemptsOf(reads, input, moment)),
  scope: "anywhere",
  decide(attempts, _, { at }) {
    const minutes = minutesShutFor(attempts, at);
    if (minutes > 0) return refuse("lookup-shut", { minutes });
    return ok({
      value: null,
      writes: countedWrites(attempts, at),
      subjects: [`${lookupAttempts.name}/${attempts.subject.id}`],
    });
  },
});

interface Proving extends KioskLookupInput {
  readonly grant: Grant;
}

interface Proven extends Attempts {
  readonly household: Household;
  readonly before: LookupGrant | null;
}

/**
 * Both factors point to one household: the attempt no longer counts, the grant is good from now on,
 * and the audit trail says who was looked up. Answers the household's id. Refusal:
 * `lookup-no-match`.
 */
export const grantLookup = command({
  name: "kiosk.lookup",
  mutex,
  async load(reads, input: Proving, moment): Promise<Result<Proven, "lookup-no-match">> {
    const household = await findProven(reads, input, moment);
    if (household === null) return refuse("lookup-no-match");
    const before = await reads.get(lookupGrants, moment.actor.id);
    return ok({ household, before, ...(await attemptsOf(reads, input, moment)) });
  },
  scope: "anywhere",
  decide({ household: { id }, before, ...attempts }, { grant, visit }, { actor }) {
    const about = {
      id: actor.id,
      householdId: id,
      ...(visit === undefined ? {} : { visitId: visit }),
    };
    return ok({
      value: id,
      writes: [...forgivenWrites(attempts), grantWrite(before, grant, about)],
      subjects: [`${households.name}/${id}`],
    });
  },
});
