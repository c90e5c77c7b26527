import { formatDegrees } from "../../catalogue/heat-refund.ts";
import type { Bearer } from "../../catalogue/catalogue.ts";
import type { AreaMilli } from "../../kernel/area.ts";
import { ok, refuse, type Result } from "../../kernel/result.ts";
import { addFen, formatYuan, negateFen, totalFen, type Fen } from "../../kernel/money.ts";
import { formatArea } from "../../kernel/area.ts";
import { formatPrice, type Price10k } from "../../kernel/price.ts";
import { byItemOrder, type OpenItem } from "../account.ts";
import {
  freePaysOpen,
  isAmount,
  moveLines,
  spread,
  type Allocation,
  type Link,
} from "../allocate.ts";
import { sumFen, type Line } from "../lines.ts";
import type { FormatMessage } from "../formatting.ts";
import { applyLines, copyOf, type Position } from "../position.ts";
import { refundFen, spanShares, type RefundOfDays } from "../refund-days.ts";
import { areaAmount } from "../steps.ts";
import { brought, type Brought } from "./brought.ts";
import { onlyMoved, sameLines, unlinked } from "./checks.ts";
import { takenBack } from "./taken-back.ts";
import { entryKind, type EntryOf, type Posting } from "./kind.ts";

/** 减免: of what a season was charged something is not owed; who bears it stands in its lines. */
export interface ReliefDetail extends Brought {
  readonly kind: "relief";
  /** Of the charging catalogue: code, version, and what it was called. */
  readonly relief: string;
  readonly catalogueVersion: number;
  readonly label: string;
  /** Of a relief by area: the inner area, and what it is relieved by. */
  readonly area?: ReliefArea;
  /** Of one for days without heat, or with too little of it. */
  readonly days?: RefundOfDays;
}

export interface ReliefArea {
  readonly areaMilli: AreaMilli;
  /** A square metre. */
  readonly price10k: Price10k;
}

export interface ReliefInput {
  readonly season: string;
  /** 减免违约金: takes off what is charged of late fees alone; otherwise never of these. */
  readonly lateFees?: boolean;
  readonly relief: string;
  readonly catalogueVersion: number;
  readonly label: string;
  readonly borneBy: Bearer;
  /** So much, or so much by area, or for days. */
  readonly by: ReliefBasis;
}

export type ReliefBasis = { readonly amountFen: Fen } | ReliefArea | RefundOfDays;

export type ReliefCode = "nothing-charged" | "bad-amount" | "more-than-charged";

interface ReliefFacts {
  readonly borneBy: Bearer;
  readonly parts: readonly Allocation[];
  /** What was paid of it already is free again. */
  readonly returned: readonly Link[];
  /** What is free then pays what is open. */
  readonly used: readonly Link[];
}

/**
 * Of a whole stream's position. What is relieved is taken off the season's items, heat first, or
 * off its late fees, paid or not: what was paid of it is on account again, and pays what is open
 * elsewhere in the same entry. Items that were written off are left alone. Refusals, in this
 * order: `nothing-charged` (in the season); `bad-amount` (not an integer of 1 fen or more, or
 * over the limit); `more-than-charged` (and not relieved before).
 */
function decide(
  position: Position,
  { season, lateFees = false, borneBy, by, ...named }: ReliefInput,
): Result<Posting<ReliefDetail>, ReliefCode> {
  // Whether it is paid or not: as if all that is not relieved yet were open.
  const items = [...position.items.values()]
    .filter((item) => item.season === season && (item.fee === "late-fee") === lateFees)
    .filter((item) => item.writtenOffFen === undefined && !position.returned.has(item.itemId))
    .toSorted(byItemOrder)
    .map((item) => ({ ...item, openFen: leftOf(position, item) }))
    .filter(({ openFen }) => openFen > 0);
  if (items.length === 0) return refuse("nothing-charged", { season });
  const amountFen = reckoned(by);
  if (!isAmount(amountFen)) return refuse("bad-amount");
  const most = totalFen(items.map(({ openFen }) => openFen));
  if (amountFen > most) return refuse("more-than-charged", { left: formatYuan(most) });
  const parts = spread(items, amountFen).allocations;
  const returned = parts.flatMap((part) => takenBack(position, part));
  const after = copyOf(position);
  applyLines(after, lines({ borneBy, parts, returned, used: [] }), { sum: "relievedFen" });
  const used = freePaysOpen(after);
  applyLines(after, moveLines(used), { sum: null });
  return ok({
    lines: lines({ borneBy, parts, returned, used }),
    detail: { kind: "relief", ...named, ...basisOf(by), ...brought(position, after) },
  });
}

function reckoned(by: ReliefBasis): Fen {
  if ("amountFen" in by) return by.amountFen;
  return "areaMilli" in by ? areaAmount(by.areaMilli, by.price10k) : refundFen(by);
}

function basisOf(by: ReliefBasis): Pick<ReliefDetail, "area" | "days"> {
  if ("amountFen" in by) return {};
  return "areaMilli" in by ? { area: by } : { days: by };
}

/** What of an item is left to be relieved: what is open of it, and what was paid. */
function leftOf({ links }: Position, { itemId, openFen }: OpenItem): Fen {
  return addFen(openFen, totalFen((links.get(itemId) ?? new Map<string, Fen>()).values()));
}

function lines({ borneBy, parts, returned, used }: ReliefFacts): Line[] {
  const own = parts.flatMap(({ itemId, season, fee, amountFen }): Line[] => [
    borneBy === "company"
      ? { account: "relief", amountFen, season, fee }
      : { account: "subsidy", amountFen, season, fee, partyId: borneBy },
    { account: "receivable", amountFen: negateFen(amountFen), season, fee, itemId },
  ]);
  return [...own, ...moveLines(returned), ...moveLines(used)];
}

/** What is not owed by an entry of this kind. */
export function relievedBy(all: readonly Line[]): Fen {
  return sumFen(unlinked(all).filter(({ account }) => account !== "receivable"));
}

/** What an entry of this kind was granted by: with it, it is granted anew. */
export function grantedBy({
  lines: all,
  detail,
}: Pick<EntryOf<ReliefDetail>, "lines" | "detail">): ReliefInput {
  const { relief, catalogueVersion, label, area, days } = detail;
  const borne = unlinked(all).filter(({ account }) => account !== "receivable");
  const { account, partyId, season = "", fee } = borne[0] ?? {};
  return {
    season,
    relief,
    catalogueVersion,
    label,
    lateFees: fee === "late-fee",
    borneBy: account === "relief" ? "company" : (partyId as Bearer),
    by: area ?? days ?? { amountFen: sumFen(borne) },
  };
}

/** One bearer, one season, each part off one item; what is reckoned is reckoned again. */
function check(_: Position, { lines: all, detail }: EntryOf<ReliefDetail>): boolean {
  const own = unlinked(all);
  const borne = own.filter(({ account }) => account !== "receivable");
  const [first] = borne;
  if (first === undefined) return false;
  const parts = own.flatMap(({ account, itemId = "", season = "", fee = "heat", amountFen }) =>
    account === "receivable" ? [{ itemId, season, fee, amountFen: negateFen(amountFen) }] : [],
  );
  const { borneBy, by } = grantedBy({ lines: all, detail });
  const made = unlinked(lines({ borneBy, parts, returned: [], used: [] }));
  return (
    parts.every(({ itemId, season, amountFen }) => {
      return itemId !== "" && amountFen > 0 && season === first.season;
    }) &&
    sameLines(own, made) &&
    onlyMoved(all) &&
    reckoned(by) === sumFen(borne) &&
    isWithinSpans(detail.days)
  );
}

/** No space is refunded for more than the days that are named. */
function isWithinSpans(days: RefundOfDays | undefined): boolean {
  if (days === undefined) return true;
  const most = spanShares(days.spans);
  return days.spaces.every(({ dayShares10k }) => dayShares10k <= most);
}

export const relief = entryKind({
  decide,
  lines,
  fold(position, { lines: all, detail }: EntryOf<ReliefDetail>) {
    applyLines(position, all, { sum: "relievedFen", lots: detail.lots, items: detail.items });
  },
  check,
  explain({ lines: all, detail: { label, area, days } }, format) {
    const [{ season = "" } = {}] = unlinked(all);
    const amount = formatYuan(relievedBy(all));
    if (days !== undefined) return explainDays(days, { label, season, amount }, format);
    if (area === undefined) return format("entry.relieved", { label, season, amount });
    return format("entry.relieved-area", {
      label,
      season,
      amount,
      area: formatArea(area.areaMilli),
      price: formatPrice(area.price10k),
    });
  },
  reversible: true,
});

/** Which days, why, and what of what. */
function explainDays(
  { spans, spaces, seasonDays, cause }: RefundOfDays,
  of: { readonly label: string; readonly season: string; readonly amount: string },
  format: FormatMessage,
): string {
  const days = spans.map(({ from, to, share10k }) =>
    format("entry.relieved-span", { from, to, share: formatPrice(share10k) }),
  );
  const why =
    "incident" in cause
      ? cause.incident
      : format("entry.relieved-cold", { degrees: formatDegrees(cause.roomTemperatureDeci) });
  const full = formatYuan(totalFen(spaces.map(({ fullFen }) => fullFen)));
  const list = days.join(format("entry.list", {}));
  return format("entry.relieved-days", { ...of, why, days: list, full, seasonDays });
}
