import { chargingRulesOn } from "@warmline/shared/catalogue/rules-on.ts";
import {
  agreed,
  contractId,
  contracts,
  isActive,
  type Contract,
} from "@warmline/shared/households/contract-versions.ts";
import type { Season } from "@warmline/shared/households/model.ts";
import {
  calendarId,
  calendarPlaces,
  daysOf,
  seasonCalendars,
  type SeasonCalendar,
} from "@warmline/shared/households/season-calendar.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { advanceOf } from "@warmline/shared/ledger/advance.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import type { Entry } from "@warmline/shared/ledger/entry.ts";
import type { SettlementCode } from "@warmline/shared/ledger/kinds/settlement.ts";
import type { UndoCode } from "@warmline/shared/ledger/kinds/undo.ts";
import type { Catalogue } from "@warmline/shared/catalogue/catalogue.ts";
import { seasonSpans, type SpanCode } from "@warmline/shared/metering/spans.ts";
import { needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { readMetered, readSeasons, type Metered } from "../metering/index.ts";
import { readPostable, readStream } from "./posting.ts";
import type { WholeAccount } from "./entry-batch.ts";
import { standingCharge } from "./recharge.ts";
import { postSettlement, type SettlementBasis } from "./settlement-posting.ts";

export interface SettleMetered {
  /** The household. */
  readonly id: string;
  readonly season: string;
  readonly reason: string;
}

export interface Settling extends WholeAccount {
  readonly metered: Metered;
  readonly catalogue: Catalogue;
  /** The oldest first. */
  readonly seasons: readonly Season[];
  readonly calendars: readonly SeasonCalendar[];
  readonly contract: Contract | null;
}

type Code = "day-closed" | "approval-needed" | BasisCode | UndoCode | SettlementCode;
type BasisCode =
  | "season-unknown"
  | "no-settlement-rule"
  | "no-contract"
  | "nothing-charged"
  | "not-metered"
  | SpanCode
  | "unit-differs";

/**
 * 计量结算: a season that was charged by area in advance is settled by its meters. Its inverse is
 * the reversal of its entry. Settled again, what the readings said before gives way to what they
 * say now. By request alone, but for programs on the machine. Refusals, in this order: `not-found`,
 * `day-closed`, `approval-needed`, `season-unknown`, `no-settlement-rule` (none held on its first
 * day), `no-contract`, `nothing-charged` (no charge of it stands), `not-metered` (nothing of it was
 * charged that is settled by meter), those of `seasonSpans`, `unit-differs` (a meter counts in
 * another than the rule prices), as of `postSettlement`.
 */
export const settleMetered = command({
  name: "ledger.settle-metered",
  mutex: ({ id }: SettleMetered) => `accounts/${id}`,
  scope: ({ household }: Settling) => household.place,
  load: readSettling,
  decide(state, { season, reason }, moment): Result<Decision<PostedAnswer>, Code> {
    if (needsRequest(moment)) return refuse("approval-needed");
    const basis = basisOf(state, season);
    if (!basis.ok) return basis;
    const posted = postSettlement(state, basis.value, moment, reason);
    return mapOk(posted, ({ batch, entry }) => ({
      value: batch.answerOf(entry),
      writes: batch.writes,
      subjects: [`households/${state.household.id}`, ...batch.subjects],
      reason,
    }));
  },
});

async function readSettling(
  reads: Reads,
  { id, season }: SettleMetered,
  moment: Moment,
): Promise<Result<Settling, "not-found" | Code>> {
  const account = await readPostable(reads, id, moment);
  if (!account.ok) return account;
  const { place } = account.value.household;
  const ids = calendarPlaces(place).map((placeId) => calendarId(season, placeId));
  const [metered, stream, catalogue, seasons, calendars, contract] = await Promise.all([
    readMetered(reads, id),
    readStream(reads, id),
    holdingCatalogue(reads),
    readSeasons(reads),
    reads.getMany(seasonCalendars, ids),
    reads.get(contracts, contractId(id, season)),
  ]);
  if (!metered.ok) return metered;
  const read = { metered: metered.value, stream, catalogue, seasons, calendars, contract };
  return ok({ ...account.value, ...read });
}

function basisOf(state: Settling, name: string): Result<SettlementBasis, BasisCode> {
  const { seasons, catalogue, contract, stream } = state;
  const season = seasons.find(({ id }) => id === name);
  if (season === undefined) return refuse("season-unknown", { season: name });
  const { metered: rule } = chargingRulesOn(catalogue, season.from);
  if (rule === undefined) return refuse("no-settlement-rule", { season: name });
  if (contract === null || !isActive(contract)) return refuse("no-contract", { season: name });
  const charge = standingCharge(stream, name);
  if (charge === undefined) return refuse("nothing-charged", { season: name });
  const advance = isCharge(charge) ? advanceOf(charge, agreed(contract).spaces) : null;
  if (advance === null) return refuse("not-metered", { season: name });
  const { meters, readings } = state.metered;
  const spans = seasonSpans(meters, readings, windowOf(state, season));
  if (!spans.ok) return spans;
  const other = spans.value.find(({ heatUnit }) => heatUnit !== rule.rule.heatUnit);
  if (other !== undefined) return refuse("unit-differs", { number: other.number });
  return ok({
    season: name,
    charge,
    advance,
    meters: spans.value.map(({ heatUnit: _, ...span }) => span),
    rule,
    contract,
  });
}

function isCharge(entry: Entry): entry is Entry & Parameters<typeof advanceOf>[0] {
  return entry.detail.kind === "charge";
}

/** The season's days where the household lies, and those of heat beside it. */
function windowOf({ seasons, calendars, household }: Settling, season: Season) {
  const place = seasons.indexOf(season);
  const { from, to } = daysOf(season, calendars, household.place);
  return { from, to, previousTo: seasons[place - 1]?.to, nextFrom: seasons[place + 1]?.from };
}
