import { contracts, type Contract } from "@warmline/shared/households/contract-versions.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { bodyOf } from "@warmline/shared/store/write.ts";
import { needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import {
  decideSpacesChange,
  loadSpacesChange,
  seenHousehold,
  type ChangingSpaces,
  type Revision,
  type SpacesChange,
  type SpacesCode,
} from "../households/index.ts";
import { readPostable, readStream } from "./posting.ts";
import { recharged, standingCharge, type Recharge, type RechargeCode } from "./recharge.ts";
import type { WholeAccount } from "./entry-batch.ts";
import { isStopped, readRates, type SeasonRates } from "./season-rates.ts";

export interface Respacing extends ChangingSpaces, WholeAccount {
  /** Of each season that is charged, for the classes that would hold. */
  readonly rates: readonly SeasonRates[];
}

type ChangeCode = SpacesCode | RechargeCode | "not-found" | "day-closed" | "approval-needed";

/**
 * 面积变更, 类别变更: the premise and the contracts in force get a version, and what was charged
 * by the one before is reversed and charged anew, all in one commit. Its inverse is the change back
 * from the same day. By request alone, but for programs on the machine. Refusals, in this order:
 * `not-found`, `day-closed`, `approval-needed`, those of the premise's rule, those of charging
 * anew.
 */
export const changeSpaces = command({
  name: "premises.change-spaces",
  load: loadRespacing,
  scope: ({ current }: Respacing) => current.place,
  seen: seenHousehold,
  decide(state, input, moment): Result<Decision<Revision>, ChangeCode> {
    if (needsRequest(moment)) return refuse("approval-needed");
    const requestId = moment.request?.id;
    const changed = decideSpacesChange(state, { ...input, requestId }, moment);
    if (!changed.ok) return changed;
    const posted = recharged(state, rechargesOf(state, changed.value), moment, input.reason);
    if (!posted.ok) return posted;
    return ok({
      ...changed.value,
      writes: [...changed.value.writes, ...posted.value.writes],
      subjects: [...changed.value.subjects, ...posted.value.subjects],
    });
  },
});

async function loadRespacing(
  reads: Reads,
  input: SpacesChange,
  moment: Moment,
): Promise<Result<Respacing, ChangeCode>> {
  const found = await loadSpacesChange(reads, input);
  if (!found.ok) return found;
  const account = await readPostable(reads, input.id, moment);
  if (!account.ok) return account;
  const stream = await readStream(reads, input.id);
  const { seasons, contracts: signed, current } = found.value;
  const classes = [...new Set(input.spaces.map(({ priceClass }) => priceClass))];
  const charged = seasons.filter(({ id }) => standingCharge(stream, id));
  const rates = await Promise.all(
    charged.map((season) => {
      const isOf = (one: Contract) => one.season === season.id && isStopped(one);
      return readRates(reads, season, {
        classes,
        stoppedAt: signed.some(isOf) ? [current.place] : [],
      });
    }),
  );
  return ok({ ...found.value, ...account.value, stream, rates });
}

/** The charged seasons whose contract gets another version, in their order. */
function rechargesOf(
  { rates, contracts: signed }: Respacing,
  { writes }: Decision<Revision>,
): Recharge[] {
  const changed = writes
    .filter(({ collection }) => collection.name === contracts.name)
    .map((write) => bodyOf(write) as unknown as Contract);
  return rates
    .toSorted((one, other) => (one.season.id < other.season.id ? -1 : 1))
    .flatMap((of) => {
      const isOf = ({ season }: Contract) => season === of.season.id;
      const [before, contract] = [signed.find(isOf), changed.find(isOf)];
      return before && contract ? [{ before, contract, rates: of }] : [];
    });
}
