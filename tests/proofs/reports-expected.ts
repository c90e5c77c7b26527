import {
  negateFen,
  fen,
  subtractFen,
  totalFen,
  ZERO_FEN,
  type Fen,
} from "@warmline/shared/kernel/money.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { accountIdOf, replay, type Entry } from "@warmline/shared/ledger/entry.ts";
import { householdIdOf } from "@warmline/shared/ledger/holder-account.ts";
import { PAYMENT_METHODS, sumFen } from "@warmline/shared/ledger/lines.ts";
import type { NodePath } from "@warmline/shared/reports/node.ts";
import { FEES_OF_RATES, type Sums } from "@warmline/shared/reports/sums.ts";

/** 统计报表 reckoned a second way, which knows no moves and no SQL: from the fold of each stream. */

/** What an account has of one item, or of what was closed when it was taken over. */
export interface Share extends Sums {
  readonly householdId: string;
  readonly building: NodePath;
  /** As it was charged. */
  readonly priceClass: string;
  readonly season: string;
  readonly fee: string;
}

export interface Expected extends Sums {
  readonly households: number;
  readonly settled: number;
}

/** As the streams stand with what was booked until a day. */
export function sharesOf(entries: readonly Entry[], day: CityDate): Share[] {
  const booked = entries.filter(({ bookedOn }) => bookedOn <= day);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const streams = Map.groupBy(booked, ({ streamId }) => streamId);
  return [...streams.values()].flatMap((stream) => sharesOfStream(stream, byId));
}

function sharesOfStream(stream: readonly Entry[], byId: ReadonlyMap<string, Entry>): Share[] {
  const accountId = accountIdOf(stream[0]!.streamId)!;
  const householdId = householdIdOf(accountId);
  const position = replay(accountId, stream);
  const live = new Set(stream.map(({ id }) => id));
  for (const { reverses } of stream) if (reverses !== undefined) live.delete(reverses);
  const items = [...position.items.values()].map((item): Share => {
    const { itemId, season, fee, openFen } = item;
    const relievedFen = releasedBy("relief", stream, itemId);
    const writtenOffFen = releasedBy("writeOff", stream, itemId);
    const paidFen = totalFen(position.links.get(itemId)?.values() ?? []);
    const made = byId.get(itemId.slice(0, itemId.lastIndexOf("/")));
    const dueFen = totalFen([paidFen, relievedFen, writtenOffFen, openFen]);
    const sums = { dueFen, paidFen, relievedFen, writtenOffFen, owedFen: openFen };
    return { ...share(made, sums), householdId, season, fee };
  });
  const opened = stream.find(({ id, detail }) => detail.kind === "opening" && live.has(id));
  if (opened?.detail.kind !== "opening") return items;
  // What was paid, relieved and written off in the system before; what it left open is an item.
  const closed = opened.detail.seasons.map(({ season, fee, ...sums }): Share => {
    const { relievedFen, paidFen, writtenOffFen } = sums;
    const dueFen = totalFen([relievedFen, paidFen, writtenOffFen]);
    const of = share(opened, { dueFen, paidFen, relievedFen, writtenOffFen });
    return { ...of, householdId, season, fee };
  });
  return [...items, ...closed];
}

/** In this account: what was taken off before it came from another is no longer owed there. */
function releasedBy(kind: "relief" | "writeOff", stream: readonly Entry[], itemId: string): Fen {
  const kinds = kind === "writeOff" ? [kind, "payment"] : [kind];
  const releases = stream.filter(({ detail }) => {
    const isUndone = detail.kind === "reversal" || detail.kind === "void";
    return kinds.includes(isUndone ? detail.of : detail.kind);
  });
  const lines = releases.flatMap((entry) => entry.lines);
  const own = lines.filter((line) => line.itemId === itemId && line.account === "receivable");
  return negateFen(sumFen(own.filter(({ lotId }) => lotId === undefined)));
}

function share(made: Entry | undefined, sums: Partial<Sums>) {
  const nothing = { dueFen: ZERO_FEN, paidFen: ZERO_FEN, owedFen: ZERO_FEN };
  const place = (made?.place ?? "-/-/-").split("/");
  const of = { building: place.slice(0, 3), priceClass: place[4] ?? "-" };
  return { ...nothing, relievedFen: ZERO_FEN, writtenOffFen: ZERO_FEN, ...sums, ...of };
}

/** What lies below a node, by its next part; a building's households by their ids. */
export function expectedBelow(
  shares: readonly Share[],
  season: string,
  node: NodePath,
): Record<string, Expected> {
  const within = shares.filter(
    (one) => one.season === season && node.every((part, at) => one.building[at] === part),
  );
  const groups = Map.groupBy(within, (one) => one.building[node.length] ?? one.householdId);
  const rows = [...groups].map(([id, some]): [string, Expected] => [id, addedUp(some)]);
  return Object.fromEntries(rows.filter(([, row]) => Object.values(row).some((one) => one !== 0)));
}

function addedUp(shares: readonly Share[]): Expected {
  const sum = (of: (one: Share) => Fen) => totalFen(shares.map(of));
  const counted = shares.filter(({ fee }) => FEES_OF_RATES.some((one) => one === fee));
  const homes = [
    ...Map.groupBy(counted, ({ householdId, building }) => `${householdId} ${building.join("/")}`),
  ].map(([, own]) => {
    const due = totalFen(own.map(({ dueFen }) => dueFen));
    return { due, owed: totalFen(own.map(({ owedFen }) => owedFen)) };
  });
  return {
    dueFen: sum(({ dueFen }) => dueFen),
    paidFen: sum(({ paidFen }) => paidFen),
    relievedFen: sum(({ relievedFen }) => relievedFen),
    writtenOffFen: sum(({ writtenOffFen }) => writtenOffFen),
    owedFen: sum(({ owedFen }) => owedFen),
    households: homes.filter(({ due }) => due !== 0).length,
    settled: homes.filter(({ due, owed }) => due !== 0 && owed <= 0).length,
  };
}

/** What became of the debt of the seasons before one, of a node, between two days. */
export function expectedDebt(
  { opening, closing }: { readonly opening: readonly Share[]; readonly closing: readonly Share[] },
  before: string,
  node: NodePath,
): unknown[][] {
  const past = (shares: readonly Share[]) =>
    Map.groupBy(
      shares.filter(
        (one) => one.season < before && node.every((part, at) => one.building[at] === part),
      ),
      ({ season }) => season,
    );
  const [first, last] = [past(opening), past(closing)];
  const seasons = [...new Set([...first.keys(), ...last.keys()])].toSorted();
  return seasons
    .map((season) => {
      const [was, is] = [addedUp(first.get(season) ?? []), addedUp(last.get(season) ?? [])];
      const within = (name: keyof Sums) => is[name] - was[name];
      const gone = [within("paidFen"), within("relievedFen"), within("writtenOffFen")];
      return [season, was.owedFen, within("dueFen"), ...gone, is.owedFen];
    })
    .filter(([, ...sums]) => sums.some((sum) => sum !== 0));
}

/** The identity of it all, so that two ways of being wrong do not agree. */
export function isIdentity({
  dueFen,
  paidFen,
  relievedFen,
  writtenOffFen,
  owedFen,
}: Sums): boolean {
  const rest = subtractFen(dueFen, totalFen([paidFen, relievedFen, writtenOffFen]));
  return rest === fen(owedFen);
}

/** What moved in each way by these entries: taken, voided or reversed, and given back. */
export function expectedTakings(journal: readonly Entry[], booked: readonly Entry[]) {
  const kindOf = new Map(journal.map(({ id, detail }) => [id, detail.kind]));
  const moved = (method: string, of: (entry: Entry) => boolean) => {
    const lines = booked.filter(of).flatMap((entry) => entry.lines);
    return sumFen(lines.filter((line) => line.account === "money" && line.method === method));
  };
  const isRefund = ({ refundId }: Entry) => refundId !== undefined;
  const isVoided = ({ reverses = "" }: Entry) => kindOf.get(reverses) === "payment";
  return PAYMENT_METHODS.map((method) => [
    method,
    moved(method, ({ detail }) => detail.kind === "payment"),
    negateFen(moved(method, isVoided)),
    negateFen(moved(method, isRefund)),
  ]);
}
