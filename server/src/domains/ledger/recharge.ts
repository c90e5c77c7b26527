import { agreed, type Contract } from "@warmline/shared/households/contract-versions.ts";
import type { HeatingSpace } from "@warmline/shared/households/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import {
  advance,
  entries,
  isReversible,
  KINDS,
  replay,
  type AnyPosting,
  type Entry,
} from "@warmline/shared/ledger/entry.ts";
import { itemLines, type ChargeCode } from "@warmline/shared/ledger/kinds/charge.ts";
import type { UndoCode } from "@warmline/shared/ledger/kinds/undo.ts";
import { accountOf, type Position } from "@warmline/shared/ledger/position.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import type { Decision, Moment } from "../../platform/commands/command.ts";
import { chargeOf } from "./charge-commands.ts";
import { enter, stampOf, type PostableAccount } from "./posting.ts";
import { isStopped, type SeasonRates } from "./season-rates.ts";

/** An account with its whole stream: which links an entry has is told by that alone. */
export interface WholeAccount extends PostableAccount {
  readonly stream: readonly Entry[];
}

/** A season to be charged anew, by the contract as it will then be. */
export interface Recharge {
  /** As it is until then. */
  readonly before: Contract;
  readonly contract: Contract;
  readonly rates: SeasonRates;
  /** The day from which it counts, where that may be another than that of the books. */
  readonly effectiveOn?: CityDate;
}

/** The charge of a season that stands; undefined: none was made here, or it is reversed. */
export function standingCharge(stream: readonly Entry[], season: string): Entry | undefined {
  const undone = new Set(stream.map(({ reverses }) => reverses));
  return stream.find(
    ({ id, detail, lines }) => !undone.has(id) && isChargeOf(season, detail, lines),
  );
}

function isChargeOf(season: string, { kind }: Entry["detail"], lines: Entry["lines"]): boolean {
  return kind === "charge" && itemLines(lines).some((line) => line.season === season);
}

export type RechargeCode = ChargeCode | UndoCode;

/**
 * 红冲重出: of each season the charge that stands is reversed and made anew, two entries a season,
 * all in one commit. Seasons without a charge are left alone, but for what was stopped and owed
 * nothing for it. Refusals: as of a reversal, then as of a charge (`rule-missing`, `no-tariff` …),
 * season by season.
 */
export function recharged(
  of: WholeAccount,
  seasons: readonly Recharge[],
  moment: Moment,
  reason: string,
): Result<Pick<Decision<unknown>, "writes" | "subjects">, RechargeCode> {
  const { household, stream } = of;
  const { nextId } = moment;
  const position = replay(household.id, stream);
  const made: Write[] = [];
  let kept: readonly Write[] = [];
  const post = (
    id: string,
    posting: AnyPosting,
    {
      spaces,
      effectiveOn,
    }: { spaces?: readonly HeatingSpace[]; effectiveOn?: CityDate | undefined },
  ) => {
    const before = { ...of, account: accountOf(position) };
    const entered = enter(before, posting, { ...stampOf(of, id, moment, spaces), effectiveOn });
    advance(position, entered.entry);
    const isEntry = ({ collection }: Write) => collection.name === entries.name;
    made.push(...entered.writes.filter(isEntry));
    // The account is written once, as it stands after the last of them.
    kept = entered.writes.filter((write) => !isEntry(write));
  };
  for (const one of seasons) {
    const undone = standingCharge(stream, one.rates.season.id);
    const { effectiveOn } = one;
    if (undone !== undefined) {
      const reversal = reversalOf(position, undone, reason);
      if (!reversal.ok) return reversal;
      post(nextId(), reversal.value, { effectiveOn });
    } else if (!wasFree(one, of)) continue;
    const id = nextId();
    const charge = chargeOf({ ...one, household, account: accountOf(position) }, id);
    if (isFree(charge) && isStopped(one.contract)) continue;
    if (!charge.ok) return charge;
    post(id, charge.value, { spaces: agreed(one.contract).spaces, effectiveOn });
  }
  return ok({
    writes: [...made, ...kept],
    subjects: made.map(({ id }) => `${entries.name}/${id}`),
  });
}

/** Whether a season was charged once, and is not only because a stop of it costs nothing. */
function wasFree({ before, rates }: Recharge, { household, account, stream }: WholeAccount) {
  const charged = stream.some(({ detail, lines }) => isChargeOf(rates.season.id, detail, lines));
  return charged && isFree(chargeOf({ contract: before, rates, household, account }, ""));
}

function isFree(charge: ReturnType<typeof chargeOf>): boolean {
  return !charge.ok && charge.code === "nothing-to-charge";
}

/** The reversal of an entry that was not reversed yet. Refusals as of the rule. */
export function reversalOf(position: Position, undone: Entry, reason: string) {
  const undoable = { ...undone, reversible: isReversible(undone), reversedBy: null };
  return KINDS.reversal.decide(position, { undone: undoable, reason });
}
