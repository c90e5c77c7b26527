import { isDeepStrictEqual } from "node:util";
import { agreed, type Contract } from "@warmline/shared/households/contract-versions.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { Advance } from "@warmline/shared/ledger/advance.ts";
import { KINDS, type Entry, type NewEntry } from "@warmline/shared/ledger/entry.ts";
import type { EntryOf } from "@warmline/shared/ledger/kinds/kind.ts";
import type { SettlementCode, SettlementDetail } from "@warmline/shared/ledger/kinds/settlement.ts";
import type { UndoCode } from "@warmline/shared/ledger/kinds/undo.ts";
import { sumFen } from "@warmline/shared/ledger/lines.ts";
import { meteredCost, type MeteredCost } from "@warmline/shared/ledger/metered-cost.ts";
import { standingEntries } from "@warmline/shared/ledger/standing-entries.ts";
import type { MeterSpan } from "@warmline/shared/metering/spans.ts";
import type { Moment } from "../../platform/commands/command.ts";
import { EntryBatch, type WholeAccount } from "./entry-batch.ts";
import { grantAnew, reliefsOf, reverseAll } from "./relief-anew.ts";

/** What a season is settled by. */
export interface SettlementBasis {
  readonly season: string;
  /** That stands. */
  readonly charge: Entry;
  readonly advance: Advance;
  readonly meters: readonly MeterSpan[];
  readonly rule: Parameters<typeof meteredCost>[1];
  readonly contract: Contract;
}

type SettlementEntry = Entry & EntryOf<SettlementDetail>;

/**
 * Posts a settlement. One that stands gives way to it where the readings say something else since;
 * what was relieved of the season is relieved anew. Refusals, in this order: `already-settled` (by
 * the same readings), as of a reversal, those of the rule, `relief-stands` (more than is left).
 */
export function postSettlement(
  of: WholeAccount,
  { season, charge, advance, meters, rule, contract }: SettlementBasis,
  moment: Moment,
  reason: string,
): Result<Posted, SettlementCode | UndoCode> {
  const { prepaid, twoPart } = advance;
  const cost = meteredCost({ prepaidFen: sumFen(prepaid), meters, twoPart }, rule);
  const settled = standingSettlement(of.stream, season);
  if (settled !== undefined && isSame(settled.detail, cost)) {
    return refuse("already-settled", { season });
  }
  const { at, nextId } = moment;
  const granted = reliefsOf(of.stream, settled ?? charge);
  const batch = new EntryBatch(of, moment);
  const answered = [...granted.toReversed(), ...(settled === undefined ? [] : [settled])];
  const barred = reverseAll(batch, answered, { nextId, reason });
  if (barred !== null) return barred;
  const entryId = nextId();
  const asked = { entryId, season, dueOn: cityDate(at), prepaid, cost };
  const posting = KINDS.settlement.decide(batch.position, asked);
  if (!posting.ok) return posting;
  batch.post(entryId, posting.value, { spaces: agreed(contract).spaces });
  const entry = batch.last;
  return grantAnew(batch, granted, { nextId, reason }) ?? ok({ entry, batch });
}

interface Posted {
  /** That settles, or takes a settlement back. */
  readonly entry: NewEntry;
  readonly batch: EntryBatch;
}

function standingSettlement(stream: readonly Entry[], season: string): SettlementEntry | undefined {
  return standingEntries(stream).find((entry): entry is SettlementEntry => {
    const isOf = entry.lines.some((line) => line.lotId === undefined && line.season === season);
    return isOf && entry.detail.kind === "settlement";
  });
}

function isSame({ basic, metered }: SettlementDetail, cost: MeteredCost): boolean {
  return isDeepStrictEqual({ basic, metered }, { basic: cost.basic, metered: cost.metered });
}

/** 冲正计量结算: what was relieved of it is relieved of the advance. Refusals as of a reversal. */
export function undoSettlement(
  of: WholeAccount,
  settled: Entry,
  moment: Moment,
  reason: string,
): Result<Posted, UndoCode> {
  const { nextId } = moment;
  const granted = reliefsOf(of.stream, settled);
  const batch = new EntryBatch(of, moment);
  const barred = reverseAll(batch, [...granted.toReversed(), settled], { nextId, reason });
  if (barred !== null) return barred;
  const entry = batch.last;
  return grantAnew(batch, granted, { nextId, reason }) ?? ok({ entry, batch });
}
