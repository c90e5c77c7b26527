import { agreed } from "@warmline/shared/households/contract-versions.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { command } from "../../platform/commands/command.ts";
import { readAgreed, revise, type Agreed } from "./contracts-in-force.ts";
import { changed, recorded, seenHousehold, type SeenHousehold } from "./household-change.ts";

interface Transfer extends SeenHousehold {
  /** Whose it is from then on. */
  readonly name: string;
  /** The first day that it is theirs. */
  readonly from: CityDate;
  /** The number of the document that shows it. */
  readonly evidence: string;
  readonly reason: string;
}

interface Transferring extends Agreed {
  readonly current: Household;
}

type TransferCode = "not-found" | "holder-same" | "transfer-in-future" | "transfer-not-later";

/**
 * 过户: another holder from a day on, also for contracts in force; the former one stays on record.
 * Account, number and areas are the flat's and stay: what is owed goes with it. Its inverse is the
 * transfer back. Refusals, in this order: `not-found`, `holder-same`, `transfer-in-future`,
 * `transfer-not-later` (than the one before).
 */
export const transferHousehold = command({
  name: "households.transfer",
  async load(reads, { id }: Transfer): Promise<Result<Transferring, TransferCode>> {
    const current = await reads.get(households, id);
    if (current === null) return refuse("not-found");
    return ok({ current, ...(await readAgreed(reads, id)) });
  },
  scope: ({ current }) => current.place,
  seen: seenHousehold,
  decide({ current, ...signed }, { name, from, evidence, reason }, moment) {
    if (name === current.name) return refuse("holder-same");
    if (from > cityDate(moment.at)) return refuse("transfer-in-future");
    const { formerHolders = [] } = current;
    const last = formerHolders.at(-1);
    if (last !== undefined && from < last.until) {
      return refuse("transfer-not-later", { from: last.until });
    }
    const why = { evidence, reason, ...recorded(moment, {}) };
    const former = { name: current.name, until: from, ...why };
    const versions = revise(signed, from, (contract) => {
      const { holder, spaces } = agreed(contract);
      return holder === name ? null : { kind: "transfer", holder: name, spaces, ...why };
    });
    const next = { ...current, name, formerHolders: [...formerHolders, former] };
    const done = changed(current, next, reason);
    return ok({
      ...done,
      writes: [...versions, ...done.writes],
      subjects: [...done.subjects, ...versions.map(({ id }) => `contracts/${id}`)],
    });
  },
});
