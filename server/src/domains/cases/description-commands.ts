import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { caseCommands, type CaseCommandInput } from "@warmline/shared/cases/commands-api.ts";
import * as rules from "@warmline/shared/cases/describe.ts";
import * as notes from "@warmline/shared/cases/notes.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, type Route } from "../../platform/http/serve.ts";
import { takeFiles } from "../files/index.ts";
import { onCase } from "./on-case.ts";
import { findPlace } from "./place.ts";
import { maySee } from "./see-case.ts";
import { timetable } from "./timetable.ts";

/**
 * Sets category and urgency, and with them the deadlines from when they began; what lengthens one
 * is asked for. Refusals after those of every case, in this order: `class-already-so`,
 * `application-pending`, `case-merged`, then what forbids it in the case's state.
 */
export const classify = onCase({
  name: "cases.classify",
  load: async (reads, caseRecord, _: CaseCommandInput<"classify">, moment) =>
    ok(await timetable(reads.unguarded, moment, caseRecord)),
  rule: (caseRecord, moment, input, times) => rules.classifyCase(caseRecord, moment, input, times),
  reasoned: true,
});

/**
 * Says which household it is about; a case that is with nobody yet goes to the household's branch.
 * Refusals: `household-not-found`, `out-of-scope` (the case would tell number and address: only of
 * a household that one may see anyway), then of the rule.
 */
export const setHousehold = onCase({
  name: "cases.set-household",
  async load(
    reads,
    _,
    { householdId }: CaseCommandInput<"setHousehold">,
    { actor },
  ): Promise<Result<rules.KnownPlace, "household-not-found" | "out-of-scope">> {
    const place = await findPlace(reads, householdId);
    if (!place.ok) return place;
    if (place.value === null) return refuse("household-not-found");
    return maySee(actor, place.value) ? ok(place.value) : refuse("out-of-scope");
  },
  rule: (caseRecord, moment, _, place) => rules.setHousehold(caseRecord, moment, place),
});

/**
 * The inverse of setting the household. Refusals after those of every case, in this order:
 * `no-household`, `case-merged`, then what forbids it in the case's state.
 */
export const clearHousehold = onCase({
  name: "cases.clear-household",
  rule: (caseRecord, moment, { description }: CaseCommandInput<"clearHousehold">) =>
    rules.clearHousehold(caseRecord, moment, description),
  reasoned: true,
});

/**
 * A note for whoever works on it. Refusals after those of every case, in this order: `case-full`,
 * `case-merged`, then what forbids it in the case's state.
 */
export const note = onCase({
  name: "cases.note",
  rule: (caseRecord, moment, { description }: CaseCommandInput<"note">) =>
    notes.noteCase(caseRecord, moment, description),
});

/** Attaches what the same person uploaded before. Refusals: `file-not-found`, then of the rule. */
export const addPictures = onCase({
  name: "cases.add-pictures",
  load: (reads, _, { fileIds }: CaseCommandInput<"addPictures">, moment) =>
    takeFiles(reads, moment, fileIds),
  rule(caseRecord, moment, _, { attachments, writesFor }) {
    const added = notes.addPictures(caseRecord, moment, attachments);
    return added.ok ? { ...added, also: writesFor({ caseId: caseRecord.id }) } : added;
  },
});

/**
 * Takes a picture off the case. Refusals after those of every case, in this order:
 * `no-such-picture`, `picture-already-so`, `too-many-files`, `case-merged`, then what forbids it in
 * the case's state.
 */
export const hidePicture = onCase({
  name: "cases.hide-picture",
  rule: (caseRecord, moment, input: CaseCommandInput<"hidePicture">) =>
    notes.showPicture(caseRecord, moment, { ...input, shown: false }),
  reasoned: true,
});

/**
 * The inverse of hiding a picture. Refusals after those of every case, in this order:
 * `no-such-picture`, `picture-already-so`, `too-many-files`, `case-merged`, then what forbids it in
 * the case's state.
 */
export const showPicture = onCase({
  name: "cases.show-picture",
  rule: (caseRecord, moment, input: CaseCommandInput<"showPicture">) =>
    notes.showPicture(caseRecord, moment, { ...input, shown: true }),
  reasoned: true,
});

export function descriptionRoutes(deps: Deps): Route[] {
  return [
    handle(deps, caseCommands.classify, classify),
    handle(deps, caseCommands.setHousehold, setHousehold),
    handle(deps, caseCommands.clearHousehold, clearHousehold),
    handle(deps, caseCommands.note, note),
    handle(deps, caseCommands.addPictures, addPictures),
    handle(deps, caseCommands.hidePicture, hidePicture),
    handle(deps, caseCommands.showPicture, showPicture),
  ];
}
