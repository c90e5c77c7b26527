import { branchOf } from "@warmline/shared/access/scope.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { normalisePhone } from "@warmline/shared/households/phone.ts";
import type { KnownPlace } from "@warmline/shared/cases/describe.ts";
import { matchingCase, residentPhone } from "@warmline/shared/cases/matching.ts";
import type { CaseCategory, Urgency } from "@warmline/shared/cases/categories.ts";
import {
  reports,
  type Case,
  type CaseSource,
  type Contact,
  type Report,
} from "@warmline/shared/cases/model.ts";
import { isSettled } from "@warmline/shared/cases/order.ts";
import { FILES_PER_REPORT } from "@warmline/shared/cases/notes.ts";
import { isSameReport, reportId } from "@warmline/shared/cases/report.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { workerStays } from "./assignees.ts";
import { takeFiles } from "../files/index.ts";
import { caseNumbers } from "./case-numbers.ts";
import { attachTo, openOwn, type Arrived, type FiledCase, type ReportContent } from "./intake.ts";
import { openCasesFor } from "./open-cases.ts";
import { findPlace, placeByPhone } from "./place.ts";
import { mergeChain } from "./see-case.ts";
import { timetable } from "./timetable.ts";

export interface FileCaseInput {
  readonly source: CaseSource;
  /** The source's own id of the report: with the same content it is the same report. */
  readonly sourceId: string;
  readonly contact: Contact;
  readonly householdId?: string | undefined;
  readonly category: CaseCategory;
  readonly urgency: Urgency;
  readonly description: string;
  /** Uploaded before by the same caller. */
  readonly fileIds?: readonly string[] | undefined;
  /** The earlier cases were looked at: it belongs to none of them. */
  readonly separate?: boolean | undefined;
  /** It has another cause than any incident: it joins none by itself. */
  readonly keptApart?: boolean | undefined;
  /** The household was proven at a kiosk. */
  readonly proven?: boolean | undefined;
  /** The phone was only typed: beside a household it does not say to which case it belongs. */
  readonly phoneUnproven?: boolean | undefined;
}

/** In order of precedence; `out-of-scope` stands before `file-not-found`. */
export type FileRefusal =
  | "phone-unknown"
  | "too-many-files"
  | "source-reused"
  | "household-not-found"
  | "file-not-found";

/** The very same report came in before: its case, or the one that this was merged into. */
interface Known {
  readonly known: Pick<Case, "id" | "number">;
  readonly branchId: string | undefined;
}

type ReportState = Known | Arrived;

/**
 * 受理: the one intake for all that comes in. Exactly one case comes of a (source, id), however often
 * and wherever at once it arrives; what belongs to an open case is attached to it. A branch does
 * not learn from a phone that another one has a household or a case of it: what it takes in is then
 * a case of its own. Refusals: those of `loadReport`, `out-of-scope`, then of
 * `decideReport`.
 */
export const fileCase = command({
  name: "cases.file",
  /** Reports of one household wait for each other instead of losing commits to each other. */
  mutex: ({ householdId, contact, source, sourceId }: FileCaseInput) =>
    `cases/file/${householdId ?? residentPhone(contact) ?? reportId(source, sourceId)}`,
  load: loadReport,
  scope: ({ branchId }) => ({ branchId }),
  decide: (state, _, moment) => decideReport(state, moment),
});

/**
 * What a report is decided on; shared with what files in a manner of its own, as a kiosk does.
 * Refusals, in this order: `phone-unknown`, `too-many-files`, `source-reused`; of a report that is
 * new then `household-not-found`.
 */
export async function loadReport(
  reads: Reads,
  input: FileCaseInput,
  moment: Moment,
): Promise<Result<ReportState, FileRefusal>> {
  const { fileIds = [] } = input;
  const contact = readContact(input.contact, moment);
  if (!contact.ok) return contact;
  if (fileIds.length > FILES_PER_REPORT) {
    return refuse("too-many-files", { limit: FILES_PER_REPORT });
  }
  const said = { ...input, fileIds: [...new Set(fileIds)], contact: contact.value };
  const before = await reads.get(reports, reportId(input.source, input.sourceId));
  if (before === null) return arrived(reads, said, moment);
  return isSameReport(before, said) ? known(reads, before, moment) : refuse("source-reused");
}

/**
 * `repeated`, attached to the open case that it belongs to, or a case of its own. Refusal:
 * `file-not-found`.
 */
export function decideReport(
  state: ReportState,
  moment: Moment,
): Result<Decision<FiledCase>, "file-not-found"> {
  if (state.known !== null) {
    return ok({ value: { ...state.known, outcome: "repeated" }, writes: [], subjects: [] });
  }
  const { files, match } = state;
  if (!files.ok) return files;
  return ok(
    match === null
      ? openOwn(state, files.value, moment)
      : attachTo(match, state, files.value, moment),
  );
}

/** The contact with its number as E.164, so that caller, household and case find each other. */
function readContact(
  { phone, ...contact }: Contact,
  { areaCode }: Moment,
): Result<Contact, "phone-unknown"> {
  if (phone === undefined) return ok(contact);
  const read = normalisePhone(phone, areaCode);
  return read.ok ? ok({ ...contact, phone: read.value }) : read;
}

async function known(
  reads: Reads,
  { caseId }: Report,
  { actor }: Moment,
): Promise<Result<Known, never>> {
  const caseRecord = (await mergeChain(reads, caseId)).at(-1);
  assert(caseRecord !== undefined, `the report's case ${caseId} exists`);
  const { id, number } = caseRecord;
  // Answered wherever the case is by now: whoever sends it had it answered before.
  return ok({ known: { id, number }, branchId: branchOf(actor) });
}

async function arrived(
  reads: Reads,
  input: FileCaseInput & Pick<ReportContent, "fileIds">,
  moment: Moment,
): Promise<Result<Arrived, "household-not-found">> {
  const { householdId, contact, fileIds, separate, phoneUnproven } = input;
  const { at, actor } = moment;
  // A case keeps copies of place and calendar, which later changes leave alone: held against the
  // commit, they would only cost every filing.
  const phone = residentPhone(contact);
  const named = await findPlace(reads.unguarded, householdId);
  if (!named.ok) return named;
  const place =
    named.value ?? (phone === undefined ? null : await placeByPhone(reads.unguarded, phone, actor));
  const report = reportOf(input, place, moment);
  const byHouseholdAlone = phoneUnproven === true && householdId !== undefined;
  const about = byHouseholdAlone ? { ...report, contact: {} } : report;
  const [files, times, open, numbers] = await Promise.all([
    takeFiles(reads, moment, fileIds),
    timetable(reads.unguarded, moment, place ?? { branchId: branchOf(actor) }),
    separate === true ? [] : openCasesFor(reads, about, actor),
    caseNumbers(reads, at),
  ]);
  const match = matchingCase(open, about);
  return ok({
    known: null,
    report,
    place,
    // What a branch takes in without a household is its own; elsewhere a dispatcher decides.
    branchId: place?.branchId ?? branchOf(actor),
    files,
    timetable: times,
    match,
    keptApart: input.keptApart,
    workerStays: match === null || !isSettled(match) || (await workerStays(reads, match)),
    numbers,
  });
}

function reportOf(
  input: FileCaseInput & Pick<ReportContent, "fileIds">,
  place: KnownPlace | null,
  { at, actor }: Moment,
): ReportContent {
  const { source, sourceId, contact, category, urgency, description, fileIds, proven } = input;
  return {
    id: reportId(source, sourceId),
    at,
    source,
    sourceId,
    contact,
    householdId: place?.householdId,
    hallId: hallOf(actor),
    category,
    urgency,
    description,
    fileIds,
    ...(proven ? { proven } : {}),
  };
}

function hallOf(actor: Moment["actor"]): string | undefined {
  if (actor.kind === "kiosk") return actor.hallId;
  return actor.kind === "staff" && actor.scope.kind === "hall" ? actor.scope.hallId : undefined;
}
