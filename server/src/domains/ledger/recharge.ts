import { agreed, type Contract } from "@warmline/shared/households/contract-versions.ts";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import { itemLines, type ChargeCode } from "@warmline/shared/ledger/kinds/charge.ts";
import { standingEntries } from "@warmline/shared/ledger/standing-entries.ts";
import type { UndoCode } from "@warmline/shared/ledger/kinds/undo.ts";
import { accountOf } from "@warmline/shared/ledger/position.ts";
import type { Decision, Moment } from "../../platform/commands/command.ts";
import { chargeOf } from "./charge-commands.ts";
import { EntryBatch, type WholeAccount } from "./entry-batch.ts";
import { grantAnew, reliefsOf, reverseAll, type Reposting } from "./relief-anew.ts";
import { isStopped, type SeasonRates } from "./season-rates.ts";

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
  return standingEntries(stream).find(({ detail, lines }) => isChargeOf(season, detail, lines));
}

function isChargeOf(season: string, { kind }: Entry["detail"], lines: Entry["lines"]): boolean {
  return kind === "charge" && itemLines(lines).some((line) => line.season === season);
}

export type RechargeCode = ChargeCode | UndoCode;

/**
 * 红冲重出: of each season the charge that stands is reversed and made anew, two entries a season,
 * and with it what was relieved of it (relief-anew.ts), all in one commit. Seasons without a charge
 * are left alone, but for what was stopped and owed nothing for it. Refusals: as of a reversal,
 * then as of a charge (`rule-missing`, `no-tariff` …), then `relief-stands`, season by season.
 */
export function recharged(
  of: WholeAccount,
  seasons: readonly Recharge[],
  moment: Moment,
  reason: string,
): Result<Pick<Decision<unknown>, "writes" | "subjects">, RechargeCode> {
  const batch = new EntryBatch(of, moment);
  for (const one of seasons) {
    const refused = rechargeSeason(batch, of, one, { ...moment, reason });
    if (refused !== null) return refused;
  }
  return ok({ writes: batch.writes, subjects: batch.subjects });
}

function rechargeSeason(
  batch: EntryBatch,
  of: WholeAccount,
  one: Recharge,
  { nextId, reason }: Reposting,
): Refusal<RechargeCode> | null {
  const { household, stream } = of;
  const { contract, effectiveOn } = one;
  const reposting = { nextId, reason, effectiveOn };
  const undone = standingCharge(stream, one.rates.season.id);
  if (undone === undefined && !wasFree(one, of)) return null;
  const granted = undone === undefined ? [] : reliefsOf(stream, undone);
  const answered = undone === undefined ? [] : [...granted.toReversed(), undone];
  const refused = reverseAll(batch, answered, reposting);
  if (refused !== null) return refused;
  const id = nextId();
  const charge = chargeOf({ ...one, household, account: accountOf(batch.position) }, id);
  if (isFree(charge) && isStopped(contract)) {
    return granted.length === 0 ? null : refuse("relief-stands");
  }
  if (!charge.ok) return charge;
  batch.post(id, charge.value, { spaces: agreed(contract).spaces, effectiveOn });
  const steps = charge.value.detail.items.flatMap((item) => item.steps);
  return grantAnew(batch, granted, reposting, { contract, steps });
}

/** Whether a season was charged once, and is not only because a stop of it costs nothing. */
function wasFree({ before, rates }: Recharge, { household, account, stream }: WholeAccount) {
  const charged = stream.some(({ detail, lines }) => isChargeOf(rates.season.id, detail, lines));
  return charged && isFree(chargeOf({ contract: before, rates, household, account }, ""));
}

function isFree(charge: ReturnType<typeof chargeOf>): boolean {
  return !charge.ok && charge.code === "nothing-to-charge";
}
