import { named, say, text, within, type Reply } from "../say/said.ts";
import { write } from "../say/render.ts";
import type { KnownHousehold } from "./event.ts";
import type { ReportDraft } from "./session.ts";

/** A case's description may be no longer, with what stands before what was said. */
const SAID_MAX = 1_500;

/** Where a sentence or a part of it ended; the report has its own. */
const ENDS = /[\s。.，,、；;]+$/u;

function saidIn({ said }: ReportDraft): string {
  const parts = said.map((one) => one.replace(ENDS, "")).filter((one) => one !== "");
  return parts.join("；");
}

/** The draft as it is confirmed by whoever gave it. */
export function readBack(draft: ReportDraft, household?: KnownHousehold): Reply[] {
  const placed = draft.elsewhere === true ? undefined : household;
  const said = saidIn(draft);
  return [
    ...circumstances(draft),
    ...(placed === undefined
      ? []
      : [say("bots.report.at", { place: within(say("bots.household.one", describe(placed))) })]),
    ...(said === "" ? [] : [say("bots.report.said", { said: text(said) })]),
  ];
}

/** The same for whoever works on it, in Chinese whatever was spoken. */
export function describeReport(draft: ReportDraft): string {
  const said = saidIn(draft).slice(0, SAID_MAX);
  return [
    ...circumstances(draft),
    ...(said === "" ? [] : [say("bots.report.said", { said: text(said) })]),
  ]
    .map((reply) => write("zh", reply))
    .join("");
}

function describe({ building, roomTail }: KnownHousehold) {
  return { building: text(building), tail: text(roomTail) };
}

function circumstances({ category = "other", place, since, rooms, severe }: ReportDraft): Reply[] {
  return [
    say("bots.report.about", { category: named(`cases.category.${category}`) }),
    ...(place === undefined ? [] : [say("bots.report.at", { place: text(place) })]),
    ...(since === undefined
      ? []
      : [say("bots.report.begun", { since: within(say(`bots.report.since.${since}`)) })]),
    ...(rooms === undefined
      ? []
      : [say("bots.report.where", { rooms: within(say(`bots.report.rooms.${rooms}`)) })]),
    ...(severe === true ? [say("bots.report.pressing")] : []),
  ];
}
