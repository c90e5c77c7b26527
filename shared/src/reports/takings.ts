import { addFen, negateFen, subtractFen, totalFen, type Fen } from "../kernel/money.ts";
import type { CityDate } from "../kernel/time.ts";
import type { Entry } from "../ledger/entry.ts";
import { refundedBy } from "../ledger/kinds/refund.ts";
import { tendersOf, type Line, type PaymentMethod, type Tender } from "../ledger/lines.ts";
import { CITY_OFFICE } from "../ledger/office.ts";
import { shareTenders } from "../ledger/tenders.ts";
import { UNKNOWN_PART } from "./moves.ts";

/** What money was taken for, or that it was voided or went back. */
export type TakingUse = "fees" | "late-fee" | "prepaid" | "voided" | "refunded";

/** 收费明细: what of one entry's money came, or went, in one way and for one thing. */
export interface Taking {
  /** The commit that brought the entry. */
  readonly position: number;
  readonly day: CityDate;
  /** In whose books it is: a hall, a branch or the city. */
  readonly office: string;
  /** Who took it, or paid it out; of what is voided, who had taken it. */
  readonly cashierId: string;
  readonly method: PaymentMethod;
  readonly channel: string;
  /** The number of its receipt, or of the refund's request. */
  readonly paymentId: string;
  readonly use: TakingUse;
  /** Of fees; empty for all else. */
  readonly season: string;
  /** In fen; below zero what was voided or went back is taken again. */
  readonly amountFen: Fen;
}

/** Of a payment what entries do not say, or of a refund. */
export interface TakenBy {
  readonly cashierId: string;
  readonly channel?: string;
}

/** Of a refund: why it was asked for, and on which day, where that is known. */
export interface GivenBackBy extends TakenBy {
  readonly reason?: string;
  readonly askedOn?: CityDate;
}

/** Documents that an entry's takings are told with. */
export interface TakingSources {
  readonly entry: (id: string) => Entry | undefined;
  readonly payment: (id: string) => TakenBy | undefined;
  readonly refund: (id: string) => GivenBackBy | undefined;
}

/** What an entry took: nothing where no money moves, or a drawer was only counted. */
export function takingsOf(entry: Entry, position: number, sources: TakingSources): Taking[] {
  const tenders = tendersOf(entry);
  if (tenders.length === 0) return [];
  const { bookedOn: day, office = CITY_OFFICE, detail } = entry;
  const common = { position, day, office };
  if (detail.kind === "payment") {
    const of = { ...common, ...whoTook(entry, sources) };
    return usesOf(entry, tenders).map((use) => ({ ...of, ...use }));
  }
  const refunded = entry.refundId === undefined ? null : refundedBy(entry.lines);
  if (refunded !== null && entry.refundId !== undefined) {
    const { cashierId = UNKNOWN_PART } = sources.refund(entry.refundId) ?? {};
    const { channel = UNKNOWN_PART } = sources.payment(refunded.lotId) ?? {};
    const of = { ...common, cashierId, channel, paymentId: entry.refundId };
    return goneOf(tenders, "refunded").map((gone) => ({ ...of, ...gone }));
  }
  const voided = sources.entry(entry.reverses ?? "");
  if (voided?.detail.kind !== "payment") return [];
  const of = { ...common, ...whoTook(voided, sources) };
  return goneOf(tenders, "voided").map((gone) => ({ ...of, ...gone }));
}

function whoTook({ paymentId = "", detail }: Entry, sources: TakingSources) {
  const { cashierId = UNKNOWN_PART } = sources.payment(paymentId) ?? {};
  const channel: string = detail.kind === "payment" ? detail.channel : UNKNOWN_PART;
  return { cashierId, channel, paymentId };
}

type Use = Pick<Taking, "method" | "use" | "season" | "amountFen">;

/** Which way paid what: ways and what they pay each in their order. */
function usesOf({ paymentId, lines }: Entry, tenders: readonly Tender[]): Use[] {
  const own = lines.filter(({ lotId }) => lotId === paymentId);
  const shares = shareTenders(
    tenders,
    own.map(({ amountFen }) => negateFen(amountFen)),
  );
  return own.flatMap((line, at) =>
    (shares[at] ?? []).map((share) => ({ ...share, ...useOf(line) })),
  );
}

function useOf({ account, fee, season = "" }: Line): Pick<Taking, "use" | "season"> {
  if (account === "prepaid") return { use: "prepaid", season: "" };
  return fee === "late-fee" ? { use: "late-fee", season: "" } : { use: "fees", season };
}

function goneOf(tenders: readonly Tender[], use: "voided" | "refunded"): Use[] {
  return tenders.map(({ method, amountFen }) => ({
    method,
    use,
    season: "",
    amountFen: negateFen(amountFen),
  }));
}

/** 收费日报的金额, in fen. Identities: gross = the four before it; net = gross − voided − refunded. */
export interface TakingSums {
  /** 笔数: receipts. */
  readonly count: number;
  readonly currentFen: Fen;
  readonly pastFen: Fen;
  readonly prepaidFen: Fen;
  readonly lateFeeFen: Fen;
  readonly voidedFen: Fen;
  readonly refundedFen: Fen;
}

export const TAKING_NAMES = [
  "currentFen",
  "pastFen",
  "prepaidFen",
  "lateFeeFen",
  "grossFen",
  "voidedFen",
  "refundedFen",
  "netFen",
] as const;

/** Cashier × way × channel within some days. */
export interface TakingRow extends TakingSums {
  readonly office: string;
  readonly cashierId: string;
  readonly method: PaymentMethod;
  readonly channel: string;
}

export type ToldTakings = TakingSums & { readonly grossFen: Fen; readonly netFen: Fen };

export function toldTakings(sums: TakingSums): ToldTakings {
  const { count, currentFen, pastFen, prepaidFen, lateFeeFen, voidedFen, refundedFen } = sums;
  const grossFen = totalFen([currentFen, pastFen, prepaidFen, lateFeeFen]);
  const netFen = subtractFen(grossFen, addFen(voidedFen, refundedFen));
  const told = { currentFen, pastFen, prepaidFen, lateFeeFen, grossFen, voidedFen, refundedFen };
  return { count, ...told, netFen };
}

/**
 * All rows together, but for their number: a receipt paid in two ways is in two rows, so that
 * receipts are counted apart.
 */
export function totalTakings(rows: readonly TakingSums[], count: number): TakingSums {
  const sum = (name: Exclude<keyof TakingSums, "count">) => totalFen(rows.map((row) => row[name]));
  return {
    count,
    currentFen: sum("currentFen"),
    pastFen: sum("pastFen"),
    prepaidFen: sum("prepaidFen"),
    lateFeeFen: sum("lateFeeFen"),
    voidedFen: sum("voidedFen"),
    refundedFen: sum("refundedFen"),
  };
}
