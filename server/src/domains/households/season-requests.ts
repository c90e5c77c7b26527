import { seasonPermissions, tariffPermissions } from "@warmline/shared/households/permissions.ts";
import { calendarId, movedTo, WHOLE_CITY } from "@warmline/shared/households/season-calendar.ts";
import { fen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import { askCommand, previewCommand } from "../requests/index.ts";
import { moveSeason, type MovingSeason } from "./season-calendar-commands.ts";
import { correctSeason } from "./season-commands.ts";

/** 采暖期变更审批: one of finance asks, another one approves. */
const SEASONS_POLICY: ApprovalPolicy = {
  name: "seasons",
  version: 1,
  alone: null,
  steps: [{ permission: seasonPermissions.approve.name, overFen: fen(0), dayFen: null }],
  days: 14,
};

const POSTS_NOTHING = { amountFen: ZERO_FEN, place: "city" } as const;

/** 采暖期调整申请: of different places of a season each may wait. */
export const seasonMove = approvable({
  command: moveSeason,
  ask: tariffPermissions.write,
  policy: SEASONS_POLICY,
  approvers: [seasonPermissions.approve],
  about: ({ id, placeId }) => `seasonCalendars/${calendarId(id, placeId)}`,
  show(state, { placeId, days, evidence }) {
    const { season, place, touches } = state;
    const where = placeId === WHOLE_CITY ? "console.season.whole-city" : (place?.name ?? placeId);
    const back = days === null ? ["console.season.as-above"] : [];
    const changes = [
      { field: "place", from: [], to: [where] },
      {
        field: "season-days",
        from: [spanOf(daysAt(state))],
        to: [spanOf(days ?? daysAbove(state)), ...back],
      },
      { field: "evidence", from: [], to: [evidence] },
    ];
    const label = [season.id, place?.name ?? ""].join(" ").trim();
    return { label, ...POSTS_NOTHING, touches, preview: { changes, entries: [], owed: [] } };
  },
});

/** 采暖季更正申请. */
export const seasonCorrection = approvable({
  command: correctSeason,
  ask: tariffPermissions.write,
  policy: SEASONS_POLICY,
  approvers: [seasonPermissions.approve],
  about: ({ id }) => `seasons/${id}`,
  show: ({ current }, { from, to }) => ({
    label: current.id,
    ...POSTS_NOTHING,
    preview: {
      changes: [{ field: "season-days", from: [spanOf(current)], to: [spanOf({ from, to })] }],
      entries: [],
      owed: [],
    },
  }),
});

function daysAt(state: MovingSeason) {
  const moved = state.calendar === null ? null : movedTo(state.calendar);
  return moved ?? daysAbove(state);
}

/** What would hold at the place if nobody had moved anything for it alone. */
function daysAbove({ above, season }: MovingSeason) {
  const moved = above.map(movedTo).find((days) => days !== null);
  return moved ?? season;
}

function spanOf({ from, to }: { readonly from: CityDate; readonly to: CityDate }): string {
  return `${from} – ${to}`;
}

/** Refusals, in this order: those of `moveSeason`, `request-pending`. */
export const askSeasonMove = askCommand({ name: "seasons.ask-move", of: seasonMove });

/** Nothing is written. Refusals as of `askSeasonMove`, without the last. */
export const previewSeasonMove = previewCommand(seasonMove);

/** Refusals, in this order: those of `correctSeason`, `request-pending`. */
export const askSeasonDays = askCommand({ name: "seasons.ask-correction", of: seasonCorrection });

/** Nothing is written. Refusals as of `askSeasonDays`, without the last. */
export const previewSeasonDays = previewCommand(seasonCorrection);
