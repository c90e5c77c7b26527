import { assert } from "../kernel/assert.ts";
import { negateFen, type Fen } from "../kernel/money.ts";
import type { CityDate } from "../kernel/time.ts";
import { accountIdOf, type Entry, type EntryKindName } from "../ledger/entry.ts";
import type { FeeId } from "../ledger/fees.ts";
import { householdIdOf } from "../ledger/holder-account.ts";
import { entryOfItem } from "../ledger/item-steps.ts";
import type { ReversibleKind } from "../ledger/kinds/undo.ts";
import { addSums, NO_SUMS, type Sums } from "./sums.ts";

/**
 * 统计明细: what one entry changes of one season and fee of an account. It counts where the item was
 * when it was charged, so that what is paid later, from another address, is taken off there.
 */
export interface Move extends Sums {
  /** The commit that brought the entry. */
  readonly position: number;
  readonly day: CityDate;
  readonly accountId: string;
  readonly householdId: string;
  readonly season: string;
  readonly fee: FeeId;
  readonly place: PlaceParts;
}

/** What `Entry.place` says, part by part; see ledger/place.ts. */
export interface PlaceParts {
  readonly branch: string;
  readonly station: string;
  readonly building: string;
  /** Community, price classes and house types as they stand behind the building. */
  readonly traits: string;
}

/** In place of a part that an entry does not say: older ones say less. */
export const UNKNOWN_PART = "-";

export function placeParts(place = ""): PlaceParts {
  const [branch = "", station = "", building = "", ...traits] = place.split("/");
  const said = (part: string) => (part === "" ? UNKNOWN_PART : part);
  return {
    branch: said(branch),
    station: said(station),
    building: said(building),
    traits: traits.join("/"),
  };
}

/** The price classes of a household as it was charged, joined by `+` where it has several. */
export function priceClassesOf({ traits }: PlaceParts): string {
  const [, classes = ""] = traits.split("/");
  return classes === "" ? UNKNOWN_PART : classes;
}

/**
 * What a receivable without a lot changes beside what is owed, by kind of entry; `taken-over`: the
 * sums stand in the entry's detail. A kind that is missing does not compile.
 */
const CHARGES = {
  opening: "taken-over",
  charge: "due",
  // Of written-off debt what it put back.
  payment: "written-off",
  prepaymentApplied: null,
  reversal: null,
  void: "written-off",
  reallocation: null,
  tillDifference: null,
  balanceTransfer: "due",
  refund: null,
  relief: "relieved",
  lateFee: "due",
  writeOff: "written-off",
  settlement: "due",
  serviceFee: "due",
  dispute: null,
  disputeSettled: null,
} as const satisfies Readonly<Record<EntryKindName, Charges>>;

type Charges = "due" | "relieved" | "written-off" | "taken-over" | null;

function chargesOf({ detail }: Entry): Charges {
  const kind: EntryKindName | ReversibleKind = detail.kind === "reversal" ? detail.of : detail.kind;
  return CHARGES[kind];
}

/** Entries that one is not counted without: what made its items, what it takes back. */
export function referredEntries(entry: Entry): string[] {
  const items = entry.lines.flatMap(({ account, itemId }) =>
    account === "receivable" && itemId !== undefined ? [entryOfItem(itemId)] : [],
  );
  const reversed = isTakenBack(entry) ? [entry.reverses ?? ""] : [];
  return [...new Set([...items, ...reversed])].filter((id) => id !== entry.id && id !== "");
}

function isTakenBack(entry: Entry): boolean {
  return entry.detail.kind === "reversal" && chargesOf(entry) === "taken-over";
}

/** What an entry changes; `referred` knows those of `referredEntries` that the journal has. */
export function movesOf(
  entry: Entry,
  position: number,
  referred: (entryId: string) => Entry | undefined,
): Move[] {
  const accountId = accountIdOf(entry.streamId);
  if (accountId === null) return [];
  const found = new MovesOfEntry(entry, position, accountId);
  const charges = chargesOf(entry);
  for (const { account, season, fee, itemId = "", lotId, amountFen } of entry.lines) {
    if (account !== "receivable" || season === undefined || fee === undefined) continue;
    const origin = referred(entryOfItem(itemId)) ?? entry;
    const own: Partial<Sums> = lotId !== undefined ? { paidFen: negateFen(amountFen) } : {};
    const asked = lotId === undefined ? askedBy(charges, amountFen) : {};
    found.add(origin.place, { season, fee }, { owedFen: amountFen, ...own, ...asked });
  }
  if (charges === "taken-over") {
    const opened = isTakenBack(entry) ? referred(entry.reverses ?? "") : entry;
    assert(opened?.detail.kind === "opening", `entry ${entry.id} takes back an opening`);
    const sign = opened === entry ? 1 : -1;
    for (const one of opened.detail.seasons) found.add(opened.place, one, signed(one, sign));
  }
  return found.moves;
}

function askedBy(charges: Charges, amountFen: Fen): Partial<Sums> {
  if (charges === "due") return { dueFen: amountFen };
  if (charges === "written-off") return { writtenOffFen: negateFen(amountFen) };
  return charges === "relieved" ? { relievedFen: negateFen(amountFen) } : {};
}

type TakenOver = Pick<Sums, "paidFen" | "relievedFen" | "writtenOffFen"> & {
  readonly chargedFen: Fen;
};

function signed(sums: TakenOver, sign: 1 | -1): Partial<Sums> {
  const of = (amount: Fen) => (sign === 1 ? amount : negateFen(amount));
  return {
    dueFen: of(sums.chargedFen),
    paidFen: of(sums.paidFen),
    relievedFen: of(sums.relievedFen),
    writtenOffFen: of(sums.writtenOffFen),
  };
}

/** One move for each place, season and fee, however many lines it has. */
class MovesOfEntry {
  readonly #moves = new Map<string, Move>();
  readonly #common: Pick<Move, "position" | "day" | "accountId" | "householdId">;

  constructor({ bookedOn }: Entry, position: number, accountId: string) {
    const householdId = householdIdOf(accountId);
    this.#common = { position, day: bookedOn, accountId, householdId };
  }

  add(
    place: string | undefined,
    { season, fee }: Pick<Move, "season" | "fee">,
    more: Partial<Sums>,
  ): void {
    const key = `${place} ${season} ${fee}`;
    const before = this.#moves.get(key);
    const of = { ...this.#common, season, fee, place: placeParts(place) };
    this.#moves.set(key, { ...of, ...addSums(before ?? NO_SUMS, more) });
  }

  get moves(): Move[] {
    return [...this.#moves.values()];
  }
}
