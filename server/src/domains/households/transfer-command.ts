import { agreed, supplyOf } from "@warmline/shared/households/contract-versions.ts";
import { households, type Household } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { Decision, Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { readAgreed, revise, type Agreed } from "./contracts-in-force.ts";
import {
  changed,
  recorded,
  seenHousehold,
  type Revision,
  type SeenHousehold,
} from "./household-change.ts";
import {
  isHeldBy,
  readNextHolder,
  takeHolder,
  type HolderInput,
  type NextHolder,
  type NextHolderCode,
} from "./next-holder.ts";

export interface Transfer extends SeenHousehold {
  /** Whose it is from then on, as it is printed. */
  readonly name: string;
  /** Who that is; left out, only the name is known. */
  readonly customer?: HolderInput | undefined;
  /** The first day that it is theirs. */
  readonly from: CityDate;
  /** The number of the document that shows it. */
  readonly evidence: string;
  readonly reason: string;
}

export interface Transferring extends Agreed {
  readonly current: Household;
  readonly next: NextHolder;
}

export type TransferCode =
  | "not-found"
  | "holder-same"
  | "transfer-in-future"
  | "transfer-not-later"
  | NextHolderCode;

/**
 * 过户: another holder from a day on, also for contracts in force; the former one stays on record.
 * Account, number and areas are the flat's and stay; what becomes of a balance the ledger adds. Its
 * inverse is the transfer back. Refusals, in this order: `not-found`, those of `takeHolder`,
 * `holder-same`, `transfer-in-future`, `transfer-not-later` (than the one before).
 */
export const transferHolder = {
  async load(
    reads: Reads,
    { id, customer }: Transfer,
    { actor }: Pick<Moment, "actor">,
  ): Promise<Result<Transferring, TransferCode>> {
    const current = await reads.get(households, id);
    if (current === null) return refuse("not-found");
    const next = await readNextHolder(reads, actor, customer);
    return ok({ current, next, ...(await readAgreed(reads, id)) });
  },
  scope: ({ current }: Transferring) => current.place,
  seen: seenHousehold,
  decide(
    { current, next: read, ...signed }: Transferring,
    { name, from, evidence, reason }: Transfer,
    moment: Moment,
  ): Result<Decision<Revision>, TransferCode> {
    const taken = takeHolder(read, moment);
    if (!taken.ok) return taken;
    const { customerId, writes } = taken.value;
    if (isHeldBy(current, { name, customerId })) return refuse("holder-same");
    if (from > cityDate(moment.at)) return refuse("transfer-in-future");
    const { formerHolders = [], customerId: formerId, ...bare } = current;
    const last = formerHolders.at(-1);
    if (last !== undefined && from < last.until) {
      return refuse("transfer-not-later", { from: last.until });
    }
    const why = { evidence, reason, ...recorded(moment, {}) };
    const former = { name: current.name, ...known(formerId), until: from, ...why };
    const holder = { holder: name, ...known(customerId) };
    const versions = revise(signed, from, (contract) => {
      const now = agreed(contract);
      const same = now.holder === name && now.customerId === customerId;
      return same ? null : { kind: "transfer", ...holder, ...supplyOf(now), ...why };
    });
    const formers = [...formerHolders, former];
    const next = { ...bare, name, ...known(customerId), formerHolders: formers };
    const done = changed(current, next, reason);
    return ok({
      ...done,
      writes: [...writes, ...versions, ...done.writes],
      subjects: [
        ...done.subjects,
        ...versions.map(({ id }) => `contracts/${id}`),
        ...[formerId, customerId].flatMap((id) => (id === undefined ? [] : [`customers/${id}`])),
      ],
    });
  },
};

function known(customerId: string | undefined) {
  return customerId === undefined ? {} : { customerId };
}
