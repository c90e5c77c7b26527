import { areaMilli, type AreaMilli } from "../kernel/area.ts";
import { fen, negateFen, subtractFen, totalFen, type Fen } from "../kernel/money.ts";
import type { Price10k } from "../kernel/price.ts";
import type { CityDate } from "../kernel/time.ts";
import { accountIdOf, type Entry } from "../ledger/entry.ts";
import { householdIdOf } from "../ledger/holder-account.ts";
import { itemLines } from "../ledger/kinds/charge.ts";
import { isSpaceStep, waivedFen, type RestoreStep, type StopStep } from "../ledger/steps.ts";
import { takenBackBy } from "./earned.ts";
import { placeParts, type PlaceParts } from "./moves.ts";

export const STOP_ACTS = ["stop", "restore"] as const;
export type StopActKind = (typeof STOP_ACTS)[number];

/**
 * 停供复供: what one charge says of one stop or restore of one space; all below zero where the charge
 * is reversed, so that what is charged anew alike comes to nothing. By the steps of the charge.
 */
export interface StopAct {
  /** The commit that brought the entry. */
  readonly position: number;
  /** Of the books. */
  readonly day: CityDate;
  readonly householdId: string;
  /** Where its household was when it was charged. */
  readonly place: PlaceParts;
  readonly season: string;
  readonly spaceId: string;
  readonly kind: StopActKind;
  /** From which day on there is no heat, or heat again. */
  readonly from: CityDate;
  /** Of a restore the first day of the stop that it ends; null: there is none. */
  readonly stopFrom: CityDate | null;
  /** 1, or −1 where the charge is reversed. */
  readonly sign: 1 | -1;
  readonly areaMilli: AreaMilli;
  /** 基础费比例, in 1/10000 per cent; a restore has none of its own. */
  readonly share10k: Price10k | null;
  /** 全额: what the space costs with heat all season; of a restore zero. */
  readonly fullFen: Fen;
  /** 报停基础费: of a stop of the whole season; of a restore zero. */
  readonly baseFen: Fen;
  /** Of a stop what is waived, of a restore what is owed again. */
  readonly amountFen: Fen;
}

type Of = Omit<StopAct, "position" | "day" | "householdId" | "place" | "season" | "sign">;

/** None where nothing is stopped; `referred` knows what the entry takes back. */
export function stopActsOf(
  entry: Entry,
  position: number,
  referred: (entryId: string) => Entry | undefined,
): StopAct[] {
  const accountId = accountIdOf(entry.streamId);
  if (accountId === null) return [];
  const undone = takenBackBy(entry).map(referred)[0];
  const { detail, lines, place } = undone ?? entry;
  if (detail.kind !== "charge") return [];
  const season = itemLines(lines)[0]?.season ?? "";
  const of = { position, day: entry.bookedOn, householdId: householdIdOf(accountId), season };
  const where = { ...of, place: placeParts(place) };
  const steps = detail.items.flatMap((item) => item.steps);
  const areas = new Map(steps.filter(isSpaceStep).map((step) => [step.spaceId, step.areaMilli]));
  const stops = steps.filter((step) => step.rule === "stop@1");
  const restores = steps.filter((step) => step.rule === "restore@1");
  const areaOf = (spaceId: string) => areas.get(spaceId) ?? areaMilli(0);
  const acts = [
    ...stops.map((step) => stopped(step, areaOf(step.spaceId))),
    ...restores.map((step) => restored(step, areaOf(step.spaceId), stops)),
  ];
  return acts.map((act) => ({ ...where, ...(undone === undefined ? plus(act) : minus(act)) }));
}

function stopped(step: StopStep, area: AreaMilli): Of {
  const { spaceId, from, fullFen, share10k, amountFen } = step;
  return {
    spaceId,
    kind: "stop",
    from,
    stopFrom: null,
    areaMilli: area,
    share10k,
    fullFen,
    baseFen: subtractFen(fullFen, waivedFen(fullFen, share10k)),
    amountFen: negateFen(amountFen),
  };
}

/** Stops of a space follow each other: a restore ends the last that began before it. */
function restored(step: RestoreStep, area: AreaMilli, stops: readonly StopStep[]): Of {
  const { spaceId, from, amountFen } = step;
  const before = stops
    .filter((stop) => stop.spaceId === spaceId && stop.from < from)
    .map((stop) => stop.from)
    .toSorted();
  const none = { share10k: null, fullFen: fen(0), baseFen: fen(0) };
  const stopFrom = before.at(-1) ?? null;
  return { spaceId, kind: "restore", from, stopFrom, areaMilli: area, ...none, amountFen };
}

function plus(act: Of) {
  return { ...act, sign: 1 } as const;
}

function minus(act: Of) {
  return {
    ...act,
    sign: -1,
    areaMilli: areaMilli(0 - act.areaMilli),
    fullFen: negateFen(act.fullFen),
    baseFen: negateFen(act.baseFen),
    amountFen: negateFen(act.amountFen),
  } as const;
}

/** 停供复供 within some days: acts less those that were withdrawn, in fen. */
export interface StopActSums {
  readonly stops: number;
  readonly restores: number;
  /** 减免: waived by stops. */
  readonly waivedFen: Fen;
  /** 复供补收: owed again by restores. */
  readonly restoredFen: Fen;
}

export type StopActRow = StopActSums & { readonly id: string };

/** What became of an act within the days: 新办, 撤销, or charged anew with another area or price. */
export const ACT_CHANGES = ["begun", "withdrawn", "changed"] as const;
export type ActChange = (typeof ACT_CHANGES)[number];

/** 一笔停供或复供: all spaces of a household that it is about. */
export interface StopCase extends Omit<
  StopAct,
  "position" | "place" | "spaceId" | "sign" | "stopFrom"
> {
  readonly stopFrom: CityDate | null;
  readonly change: ActChange;
}

export function totalStopActs(rows: readonly StopActSums[]): StopActSums {
  const sum = (of: "stops" | "restores") => rows.reduce((all, row) => all + row[of], 0);
  return {
    stops: sum("stops"),
    restores: sum("restores"),
    waivedFen: totalFen(rows.map((row) => row.waivedFen)),
    restoredFen: totalFen(rows.map((row) => row.restoredFen)),
  };
}

/** 净减免 = 减免 − 复供补收 */
export function standingWaivedFen({ waivedFen: waived, restoredFen }: StopActSums): Fen {
  return subtractFen(waived, restoredFen);
}
