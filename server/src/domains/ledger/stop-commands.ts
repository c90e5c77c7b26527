import {
  agreed,
  contractId,
  contracts,
  isActive,
  signerOf,
  supplyOf,
  withVersion,
  type Contract,
} from "@warmline/shared/households/contract-versions.ts";
import { seasons, type Season } from "@warmline/shared/households/model.ts";
import { daysOf } from "@warmline/shared/households/season-calendar.ts";
import {
  restoreSupply,
  resumeStop,
  stopSupply,
  type Stop,
} from "@warmline/shared/households/stops.ts";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { refuseByTerms, type StopTermsCode } from "@warmline/shared/ledger/stop-terms.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { recorded, type Revision } from "../households/index.ts";
import { readPostable, readStream } from "./posting.ts";
import type { WholeAccount } from "./entry-batch.ts";
import { recharged, type RechargeCode } from "./recharge.ts";
import { readRates, type SeasonRates } from "./season-rates.ts";

/** What is asked for; a restore and its inverse name the stop by its number. */
export type StopAct =
  | {
      readonly kind: "stop";
      readonly from: CityDate;
      /** Absent: all of them. */
      readonly spaceIds?: readonly string[] | undefined;
    }
  | { readonly kind: "restore"; readonly stop: number; readonly from: CityDate }
  | { readonly kind: "resume"; readonly stop: number };

export interface StopsChange {
  /** The household's. */
  readonly id: string;
  readonly season: string;
  /** The contract's revision that the person saw. */
  readonly rev: number;
  readonly act: StopAct;
  /** The number of the application that shows it. */
  readonly evidence: string;
  readonly reason: string;
}

export interface Restopping extends WholeAccount {
  readonly season: Season;
  readonly contract: Contract;
  readonly rates: SeasonRates;
}

type StopCode = (ReturnType<typeof stopsAfter> & { readonly ok: false })["code"];
type ChangeCode =
  | StopTermsCode
  | "not-found"
  | "day-closed"
  | "approval-needed"
  | "no-contract"
  | StopCode
  | RechargeCode;

/**
 * 报停, 复热, 撤销复热: the season's contract gets a version, and what was charged by the one before
 * is reversed and charged anew, all in one commit. The inverse of a stop is a restore from its
 * first day, that of a restore its withdrawal. By request alone, but for programs on the machine.
 * Refusals, in this order: `not-found`, `day-closed`, `approval-needed`, `no-contract` (none in
 * force), those of the season's terms (报停条件, shared/ledger/stop-terms.ts), those of the rule
 * (shared/households/stops.ts), those of charging anew.
 */
export const changeStops = command({
  name: "contracts.change-stops",
  load: loadRestopping,
  scope: ({ household }: Restopping) => household.place,
  seen: ({ contract }: Restopping, { rev }: StopsChange) => ({
    seen: rev,
    now: contract.rev,
    subject: `contracts/${contract.id}`,
  }),
  decide(state, input, moment): Result<Decision<Revision>, ChangeCode> {
    const { contract, household, rates } = state;
    const { act, evidence, reason } = input;
    if (needsRequest(moment)) return refuse("approval-needed");
    if (!isActive(contract)) return refuse("no-contract", { season: contract.season });
    const unfit = refuseStop(state, act, moment);
    if (unfit !== null) return unfit;
    const now = agreed(contract);
    const stops = stopsAfter(state, act);
    if (!stops.ok) return stops;
    const version = {
      kind: KINDS[act.kind],
      from: firstDayOf(act, now.stops),
      ...signerOf(now),
      ...supplyOf(now),
      stops: stops.value,
      ...recorded(moment, { reason, evidence, requestId: moment.request?.id }),
    };
    const next = withVersion(contract, contract, version);
    const anew = { contract: { ...contract, ...next }, before: contract, rates };
    const posted = recharged(state, [{ ...anew, effectiveOn: version.from }], moment, reason);
    if (!posted.ok) return posted;
    return ok({
      value: { id: contract.id, rev: contract.rev + 1 },
      writes: [replace(contracts, contract, next), ...posted.value.writes],
      subjects: [
        `households/${household.id}`,
        `contracts/${contract.id}`,
        ...posted.value.subjects,
      ],
      reason,
    });
  },
});

/** By the terms of the season; what was asked for in time is not late when it is approved. */
function refuseStop(
  { account, contract, household, rates, season }: Restopping,
  act: StopAct,
  { at, request }: Moment,
): Refusal<StopTermsCode> | null {
  const terms = rates.rules.stopTerms?.rule;
  if (terms === undefined || act.kind !== "stop") return null;
  return refuseByTerms(terms, {
    season: contract.season,
    seasonFrom: daysOf(season, rates.calendars, household.place).from,
    from: act.from,
    askedOn: request?.executes === true ? null : cityDate(at),
    items: account.items,
  });
}

const KINDS = { stop: "stop", restore: "restore", resume: "stop-resumed" } as const;

async function loadRestopping(
  reads: Reads,
  { id, season: name }: StopsChange,
  moment: Moment,
): Promise<Result<Restopping, "not-found" | "day-closed">> {
  const account = await readPostable(reads, id, moment);
  if (!account.ok) return account;
  const [season, contract] = await Promise.all([
    reads.get(seasons, name),
    reads.get(contracts, contractId(id, name)),
  ]);
  if (season === null || contract === null) return refuse("not-found");
  const stream = await readStream(reads, id);
  const classes = [...new Set(agreed(contract).spaces.map(({ priceClass }) => priceClass))];
  const stoppedAt = [account.value.household.place];
  const rates = await readRates(reads, season, { classes, stoppedAt });
  return ok({ ...account.value, season, contract, stream, rates });
}

function stopsAfter({ contract, household, rates, season }: Restopping, act: StopAct) {
  const { stops = [], spaces } = agreed(contract);
  const days = daysOf(season, rates.calendars, household.place);
  switch (act.kind) {
    case "stop":
      return stopSupply(stops, act, { days, spaces });
    case "restore":
      return restoreSupply(stops, act, days);
    case "resume":
      return resumeStop(stops, act);
  }
}

/** From which day on it counts: a withdrawn restore from where heat would have come back. */
function firstDayOf(act: StopAct, before: readonly Stop[] = []): CityDate {
  if (act.kind !== "resume") return act.from;
  return before.find(({ number }) => number === act.stop)!.until!;
}
