import { rowOf, type Catalogue, type ReliefRow } from "@warmline/shared/catalogue/catalogue.ts";
import { checkUses, type OfferCode } from "@warmline/shared/catalogue/offer.ts";
import {
  contractId,
  contracts,
  type Contract,
} from "@warmline/shared/households/contract-versions.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { KINDS, replay, type AnyPosting } from "@warmline/shared/ledger/entry.ts";
import type { ReliefBasis, ReliefCode, ReliefInput } from "@warmline/shared/ledger/kinds/relief.ts";
import { needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import {
  readDaysBasis,
  refundedDays,
  type Cold,
  type DaysBasis,
  type DaysCode,
} from "./refunded-days.ts";
import type { WholeAccount } from "./entry-batch.ts";
import { innerAreaOf } from "./inner-area.ts";
import { postTo, readPostable, readStream } from "./posting.ts";

export interface Relieve {
  /** The household. */
  readonly id: string;
  readonly season: string;
  /** A relief of the charging catalogue. */
  readonly relief: string;
  /** Of one that is said case by case: how much. */
  readonly amountFen?: Fen | undefined;
  /** 停热: of one by an incident, its number. */
  readonly incident?: string | undefined;
  /** 室温不达标: of one by days, which (both included), and how cold it was. */
  readonly cold?: Cold | undefined;
  /** The number of the paper that shows the ground. */
  readonly evidence: string;
  readonly reason: string;
}

export interface Relieving extends WholeAccount, DaysBasis {
  readonly catalogue: Catalogue;
  /** Of the season; by its inner area a relief with a rate is reckoned. */
  readonly contract: Contract | null;
}

type Code = "not-found" | "day-closed" | "approval-needed" | ReckonCode;

/**
 * 减免: of what a season was charged something is not owed, paid or not. Its inverse is the reversal
 * of its entry. By request alone, but for programs on the machine. Refusals, in this order:
 * `not-found`, `day-closed`, `approval-needed`, `not-in-catalogue`, `not-offered`, `basis-wrong`
 * (something else is said than what it is reckoned by), `no-contract` (of one by area), as of
 * `refundedDays`, those of the rule.
 */
export const relieve = command({
  name: "ledger.relieve",
  mutex: ({ id }: Relieve) => `accounts/${id}`,
  scope: ({ household }: Relieving) => household.place,
  load: readRelieving,
  decide(state, input, moment): Result<Decision<PostedAnswer>, Code> {
    if (needsRequest(moment)) return refuse("approval-needed");
    const posting = reckonRelief(state, input, moment);
    const { reason } = input;
    const incidentId = state.incident?.id;
    return postTo(state, moment, { entryId: moment.nextId(), posting, reason, incidentId });
  },
});

/** What a relief is decided by. Refusals, in this order: `not-found`, `day-closed`. */
export async function readRelieving(
  reads: Reads,
  input: Relieve,
  moment: Moment,
): Promise<Result<Relieving, "not-found" | "day-closed">> {
  const { id, season } = input;
  const account = await readPostable(reads, id, moment);
  if (!account.ok) return account;
  const [stream, catalogue, contract, days] = await Promise.all([
    readStream(reads, id),
    holdingCatalogue(reads),
    reads.get(contracts, contractId(id, season)),
    readDaysBasis(reads, account.value.household.place, input),
  ]);
  return ok({ ...account.value, stream, catalogue, contract, ...days });
}

export type ReckonCode = OfferCode | "no-contract" | "basis-wrong" | DaysCode | ReliefCode;

/** What it would post; refusals as of `relieve` from `not-in-catalogue` on. */
export function reckonRelief(
  state: Relieving,
  input: Reckoned,
  { at }: Pick<Moment, "at">,
): Result<AnyPosting, ReckonCode> {
  const asked = askedOf(state, input, cityDate(at));
  if (!asked.ok) return asked;
  return KINDS.relief.decide(replay(state.household.id, state.stream), asked.value);
}

type Reckoned = Omit<Relieve, "evidence" | "reason">;

function askedOf(
  state: Relieving,
  input: Reckoned,
  today: string,
): Result<ReliefInput, ReckonCode> {
  const { catalogue } = state;
  const { season, relief: code } = input;
  const offered = checkUses(catalogue, today, [{ list: "reliefs", code }]);
  if (!offered.ok) return offered;
  const row = rowOf(catalogue, "reliefs", code)!;
  const by = basisOf(row, state, input);
  if (!by.ok) return by;
  const { borneBy, lateFees = false, zh: label } = row;
  const named = { relief: code, catalogueVersion: catalogue.version, label, borneBy };
  return ok({ season, lateFees, ...named, by: by.value });
}

function basisOf(
  { price10k, refund }: ReliefRow,
  state: Relieving,
  input: Reckoned,
): Result<ReliefBasis, "basis-wrong" | "no-contract" | DaysCode> {
  const { season, amountFen, incident, cold } = input;
  const said = { amount: amountFen, outage: incident, cold };
  const wanted = price10k === undefined ? (refund?.kind ?? "amount") : "area";
  const others = Object.entries(said).filter(([what, value]) => what !== wanted && value);
  if (others.length > 0) return refuse("basis-wrong");
  if (refund !== undefined) return refundedDays(refund, state, input);
  if (price10k === undefined) {
    return amountFen === undefined ? refuse("basis-wrong") : ok({ amountFen });
  }
  const { contract } = state;
  if (contract === null) return refuse("no-contract", { season });
  return ok({ areaMilli: innerAreaOf(contract), price10k });
}
