import {
  calendarId,
  calendarPlaces,
  daysOf,
  seasonCalendars,
  type SeasonCalendar,
} from "@warmline/shared/households/season-calendar.ts";
import { seasons as seasonsOf, type Season } from "@warmline/shared/households/model.ts";
import { mapOk, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import type { PostedAnswer } from "@warmline/shared/ledger/answers.ts";
import { KINDS, type Entry } from "@warmline/shared/ledger/entry.ts";
import type { WriteOffCode } from "@warmline/shared/ledger/kinds/write-off.ts";
import type { InstalmentPlan } from "@warmline/shared/ledger/plan.ts";
import { positionOf } from "@warmline/shared/ledger/position.ts";
import type { WriteOffGround } from "@warmline/shared/ledger/write-off-ground.ts";
import { needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { readBooks } from "./books.ts";
import { keptPlan, readPlans } from "./plans-of.ts";
import { postTo, readAccount, readStream, type PostableAccount } from "./posting.ts";

export interface WriteOff {
  /** The account: the household's, or what stayed with a former holder. */
  readonly id: string;
  /** Past ones, each once. */
  readonly seasons: readonly string[];
  readonly ground: WriteOffGround;
  /** The number of the paper that shows the ground, or that decided it. */
  readonly evidence: string;
  readonly reason: string;
}

interface WritingOff extends PostableAccount {
  /** Those of the chosen seasons that are known here; older ones were only taken over. */
  readonly known: readonly Season[];
  readonly calendars: readonly SeasonCalendar[];
  readonly plans: readonly InstalmentPlan[];
  /** Where there is any plan. */
  readonly stream: readonly Entry[];
}

type Code = "day-closed" | "approval-needed" | "season-not-over" | "in-plan" | WriteOffCode;

/**
 * 坏账核销: what is open of past seasons is no longer counted as owed. Its inverse is the reversal of
 * its entry. By request alone, but for programs on the machine. Refusals, in this order:
 * `not-found`, `day-closed`, `approval-needed`, `season-not-over` (its last day, where the
 * household lies, is not past), `in-plan` (something of them is in a plan that is kept), that of
 * the rule.
 */
export const writeOff = command({
  name: "ledger.write-off",
  mutex: ({ id }: WriteOff) => `accounts/${id}`,
  scope: ({ household }: WritingOff) => household.place,
  async load(
    reads,
    { id, seasons }: WriteOff,
    moment,
  ): Promise<Result<WritingOff, "not-found" | Code>> {
    const found = await readAccount(reads, id);
    if (!found.ok) return found;
    const open = await readBooks(reads, moment, [found.value.account]);
    const terms = await readTerms(reads, seasons, found.value.household.place);
    const plans = await readPlans(reads, id);
    const stream = plans.length === 0 ? [] : await readStream(reads, id);
    return mapOk(open, (books) => ({ ...found.value, books, ...terms, plans, stream }));
  },
  decide(state, { seasons, ground, reason }, moment): Result<Decision<PostedAnswer>, Code> {
    if (needsRequest(moment)) return refuse("approval-needed");
    const current = refuseCurrent(state, seasons, cityDate(moment.at));
    if (current !== null) return current;
    const kept = keptPlan(state.plans, state.stream, seasons, cityDate(moment.at));
    if (kept !== undefined) return refuse("in-plan", { day: kept.agreedOn });
    const posting = KINDS.writeOff.decide(positionOf(state.account), { seasons, ground });
    return postTo(state, moment, { entryId: moment.nextId(), posting, reason });
  },
});

type Place = Parameters<typeof calendarPlaces>[0];

async function readTerms(reads: Reads, seasons: readonly string[], place: Place) {
  const ids = seasons.flatMap((season) =>
    calendarPlaces(place).map((placeId) => calendarId(season, placeId)),
  );
  const [known, calendars] = await Promise.all([
    reads.getMany(seasonsOf, seasons),
    reads.getMany(seasonCalendars, ids),
  ]);
  return { known, calendars };
}

/** A season that nobody defined here is one of the system before: past. */
function refuseCurrent(
  { known, calendars, household }: WritingOff,
  seasons: readonly string[],
  today: CityDate,
): Refusal<"season-not-over"> | null {
  const current = seasons.find((season) => {
    const of = known.find(({ id }) => id === season);
    return of !== undefined && daysOf(of, calendars, household.place).to >= today;
  });
  return current === undefined ? null : refuse("season-not-over", { season: current });
}
