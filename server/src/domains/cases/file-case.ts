import type { FiledCase } from "./filed-case.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { KnownPlace } from "@warmline/shared/cases/describe.ts";
import { dueTime } from "@warmline/shared/cases/due.ts";
import { findMatter } from "@warmline/shared/cases/matching.ts";
import { FILES_PER_REPORT } from "@warmline/shared/cases/notes.ts";
import { reportId } from "@warmline/shared/cases/report.ts";
import {
  reports,
  type CaseCategory,
  type CaseSource,
  type Contact,
  type Report,
  type Urgency,
} from "@warmline/shared/cases/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, type lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { maySee, momentOf } from "./act-on-case.ts";
import { takeFiles } from "./attach-files.ts";
import { cityCalendar } from "./work-calendar.ts";
import { readContact } from "./contact.ts";
import { attachToCase, openFromReport, type Intake, type ReportContent } from "./intake.ts";
import { findOpenCases, readClaims } from "./open-cases.ts";
import { mergeWay } from "./merge-way.ts";
import { findPlace } from "./place.ts";

export interface FileCaseInput {
  readonly source: CaseSource;
  /** The source's own id of the report: the same one again answers the same case. */
  readonly sourceId: string;
  readonly contact: Contact;
  readonly householdId?: string | undefined;
  readonly category: CaseCategory;
  readonly urgency: Urgency;
  readonly description: string;
  /** Uploaded before by the same caller. */
  readonly fileIds?: readonly string[] | undefined;
  /** Earlier cases were looked at and this is another caseRecord. */
  readonly separate?: boolean | undefined;
  /** The household was proven at a kiosk. */
  readonly proven?: boolean | undefined;
  /** The phone was only typed: beside a household it does not say whose matter it is. */
  readonly phoneUnproven?: boolean | undefined;
}

/** In order of precedence. */
export type FileRefusal =
  | "phone-unknown"
  | "too-many-files"
  | "household-not-found"
  | "out-of-scope"
  | "file-not-found"
  | "changed-meanwhile";

/**
 * 受理: the one intake for every door. Exactly one case comes of a (source, id), however often and
 * wherever at once it arrives; a report on an open matter is attached to it. What is attached may
 * be with another branch: whoever takes a report in learns that case's number and no more.
 */
export async function fileCase(
  deps: Deps,
  caller: Caller,
  input: FileCaseInput,
): Promise<Result<FiledCase, FileRefusal>> {
  const contact = readContact(input.contact);
  if (!contact.ok) return contact;
  if ((input.fileIds?.length ?? 0) > FILES_PER_REPORT) {
    return refuse("too-many-files", { limit: FILES_PER_REPORT });
  }
  const id = reportId(input.source, input.sourceId);
  // Reports of one household wait for each other instead of losing commits to each other.
  const mutex = input.householdId ?? contact.value.phone ?? id;
  return deps.mutex.run(`cases/file/${mutex}`, () =>
    attempt<Result<FiledCase, FileRefusal>>(() =>
      fileOnce(deps, caller, id, { ...input, contact: contact.value }),
    ),
  );
}

async function fileOnce(
  deps: Deps,
  caller: Caller,
  id: string,
  input: FileCaseInput,
): Promise<Result<FiledCase, FileRefusal> | typeof lost> {
  const { store } = deps;
  const [known, found, calendar] = await Promise.all([
    store.get(reports, id),
    findPlace(deps, input.householdId, input.contact.phone),
    cityCalendar(deps),
  ]);
  if (known !== null) return repeated(deps, known);
  if (!found.ok) return found;
  const place = found.value;
  const branchId = place?.branchId ?? ownBranch(caller);
  if (caller.actor.kind === "staff" && !maySee(caller.actor, { branchId })) {
    return refuse("out-of-scope");
  }
  const moment = momentOf(deps, caller);
  const files = await takeFiles(deps, moment, input.fileIds ?? []);
  if (!files.ok) return files;
  const dueAt = dueTime(calendar, input.category, input.urgency, moment.at);
  const report = reportOf(id, input, place, caller, moment.at);
  const intake: Intake = { report, place, branchId, files: files.value, dueAt, moment };

  const about = input.phoneUnproven && input.householdId ? { ...report, contact: {} } : report;
  // The claims are read before the open cases: a case opened in between then costs us the commit.
  const claims = await readClaims(deps, about);
  const open = input.separate ? [] : await findOpenCases(deps, about);
  const caseRecord = findMatter(open, about);
  return caseRecord === null
    ? openFromReport(deps, caller, intake, claims)
    : attachToCase(deps, caller, intake, caseRecord);
}

/** The very same report came in before: its case, or the one that this was merged into. */
async function repeated(deps: Deps, { caseId }: Report): Promise<Result<FiledCase, never>> {
  const caseRecord = (await mergeWay(deps, caseId)).at(-1);
  assert(caseRecord !== undefined, `the report's case ${caseId} exists`);
  return ok({ id: caseRecord.id, number: caseRecord.number, outcome: "repeated" });
}

function reportOf(
  id: string,
  input: FileCaseInput,
  place: KnownPlace | null,
  { actor }: Caller,
  at: Instant,
): ReportContent {
  const { source, sourceId, contact, category, urgency, description, fileIds = [], proven } = input;
  const hallId =
    actor.kind === "kiosk"
      ? actor.hallId
      : actor.kind === "staff" && actor.scope.kind === "hall"
        ? actor.scope.hallId
        : undefined;
  return {
    id,
    at,
    source,
    sourceId,
    contact,
    householdId: place?.householdId,
    hallId,
    category,
    urgency,
    description,
    fileIds: [...new Set(fileIds)],
    ...(proven ? { proven } : {}),
  };
}

/** What a branch takes in without a household is its own; elsewhere a dispatcher decides. */
function ownBranch({ actor }: Caller): string | undefined {
  return actor.kind === "staff" && actor.scope.kind === "branch" ? actor.scope.branchId : undefined;
}
