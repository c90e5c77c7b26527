import { addFen, fen, negateFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { Entry } from "../ledger/entry.ts";
import type { Line, LedgerAccount } from "../ledger/lines.ts";
import { FLOWS, ON_ACCOUNT, type FlowName } from "./figures.ts";

/**
 * What a line says about a household's balance by the account on its other side, so that a new kind
 * of entry needs nothing here; an account that is missing does not compile. Null: the balance
 * itself, or the payment of an item, which its receivable tells.
 */
const FLOW_OF: Readonly<Record<LedgerAccount, FlowName | null>> = {
  receivable: null,
  prepaid: null,
  revenue: "chargedFen",
  rounding: "chargedFen",
  "output-vat": "chargedFen",
  "late-fee": "lateFeeFen",
  opening: "broughtFen",
  relief: "relievedFen",
  subsidy: "relievedFen",
  "bad-debt": "writtenOffFen",
  money: "receivedFen",
  "refund-payable": "refundedFen",
  suspense: "movedFen",
  clearing: "movedFen",
};

/** Season → flow → amount, each as `FLOWS` counts it. */
export type SeasonFlows = Map<string, Map<FlowName, Fen>>;

/**
 * Adds what an entry says, read from the other side of its lines alone: not from its receivables
 * and prepayments, which the account is folded from and the closing is held against.
 */
export function addFlows(flows: SeasonFlows, entry: Pick<Entry, "lines" | "refundId">): void {
  const charged = new Map<string, Fen>();
  for (const line of entry.lines) {
    const { account, season = ON_ACCOUNT, lotId, amountFen } = line;
    if (account === "receivable" && lotId !== undefined) {
      add(flows, season, "paidFen", negateFen(amountFen));
      add(flows, ON_ACCOUNT, "paidFen", negateFen(amountFen));
      continue;
    }
    const flow = flowOf(line, entry);
    if (flow === null) continue;
    const amount = countedAs(flow, season, amountFen);
    if (flow !== "chargedFen") add(flows, season, flow, amount);
    else charged.set(season, addFen(charged.get(season) ?? ZERO_FEN, amount));
  }
  // A charge with what is rounded off is one amount: below zero it takes back what was charged.
  for (const [season, amount] of charged) {
    add(flows, season, amount < 0 ? "adjustedFen" : "chargedFen", amount);
  }
}

/** Money that goes out by a refund, or comes back of it, is no receipt. */
function flowOf({ account }: Line, { refundId }: Pick<Entry, "refundId">): FlowName | null {
  return account === "money" && refundId !== undefined ? "refundedFen" : FLOW_OF[account];
}

/** A credit on the other side is owed; a debit on the other side is on account. */
function countedAs(flow: FlowName, season: string, amountFen: Fen): Fen {
  const moved = season === ON_ACCOUNT ? amountFen : negateFen(amountFen);
  return FLOWS[flow] === 1 ? moved : negateFen(moved);
}

function add(flows: SeasonFlows, season: string, flow: FlowName, amountFen: Fen): void {
  let own = flows.get(season);
  if (own === undefined) flows.set(season, (own = new Map<FlowName, Fen>()));
  own.set(flow, fen((own.get(flow) ?? 0) + amountFen));
}
