import { refuse } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { change, type Changed } from "./change.ts";
import type { Moment } from "./event.ts";
import type { Case } from "./model.ts";

/** No deadline is moved further than this beyond now. */
const EXTENSION_MAX_MS = 30 * 86_400_000;

type Unfit = "due-not-later" | "due-too-late";

/**
 * 延期申请: waits for a supervisor; the deadline stays until it is approved. Refusals, in this order:
 * `extension-pending`, `due-not-later`, `due-too-late`, then those of `change`.
 */
export function askExtension(
  caseRecord: Case,
  moment: Moment,
  { dueAt, description }: { readonly dueAt: Instant; readonly description: string },
): Changed<"extend", Unfit | "extension-pending"> {
  const { at, actor } = moment;
  if (caseRecord.extension !== undefined) return refuse("extension-pending");
  if (dueAt <= caseRecord.dueAt || dueAt <= at) return refuse("due-not-later");
  if (dueAt > at + EXTENSION_MAX_MS) return refuse("due-too-late");
  const extension = { dueAt, description, at, actorId: actor.id, actorName: actor.name };
  const data = { fromDueAt: caseRecord.dueAt, toDueAt: dueAt };
  return change(
    caseRecord,
    moment,
    "extend",
    { kind: "extension-asked", description, data },
    { extension },
  );
}

/**
 * The asker thinks better of it. Refusals, in this order: `no-extension`, `not-yours`, then those
 * of `change`.
 */
export function withdrawExtension(
  caseRecord: Case,
  moment: Moment,
): Changed<"extend", "no-extension" | "not-yours"> {
  const { extension } = caseRecord;
  if (extension === undefined) return refuse("no-extension");
  if (extension.actorId !== moment.actor.id) return refuse("not-yours");
  return change(caseRecord, moment, "extend", { kind: "extension-withdrawn" }, noExtension);
}

/**
 * Whether the extension that is asked for would extend anything: it may have lain too long, or the
 * case was reclassified meanwhile.
 */
export function mayBeApproved({ extension, dueAt }: Case, now: Instant): boolean {
  return extension !== undefined && extension.dueAt > dueAt && extension.dueAt > now;
}

/**
 * 延期: approved; the old deadline stays in the history and in `ruleDueAt`, both are reported.
 * Refusals, in this order: `no-extension`, `own-extension`, `due-not-later`, then those of
 * `change`.
 */
export function approveExtension(
  caseRecord: Case,
  moment: Moment,
): Changed<"extend", "no-extension" | "own-extension" | "due-not-later"> {
  const { extension } = caseRecord;
  if (extension === undefined) return refuse("no-extension");
  if (extension.actorId === moment.actor.id) return refuse("own-extension");
  const { dueAt } = extension;
  if (!mayBeApproved(caseRecord, moment.at)) return refuse("due-not-later");
  const data = { fromDueAt: caseRecord.dueAt, toDueAt: dueAt, askedBy: extension.actorName };
  return change(
    caseRecord,
    moment,
    "extend",
    { kind: "extended", data },
    { ...noExtension, dueAt },
  );
}

/** Refusals, in this order: `no-extension`, then those of `change`. */
export function refuseExtension(
  caseRecord: Case,
  moment: Moment,
  description: string,
): Changed<"extend", "no-extension"> {
  if (caseRecord.extension === undefined) return refuse("no-extension");
  const data = { askedBy: caseRecord.extension.actorName };
  return change(
    caseRecord,
    moment,
    "extend",
    { kind: "extension-refused", description, data },
    noExtension,
  );
}

/**
 * The inverse of approving: the deadline of the rule holds again. Refusals, in this order:
 * `not-extended`, then those of `change`.
 */
export function revokeExtension(
  caseRecord: Case,
  moment: Moment,
  description: string,
): Changed<"extend", "not-extended"> {
  if (caseRecord.dueAt === caseRecord.ruleDueAt) return refuse("not-extended");
  const data = { fromDueAt: caseRecord.dueAt, toDueAt: caseRecord.ruleDueAt };
  const dueAt = caseRecord.ruleDueAt;
  return change(
    caseRecord,
    moment,
    "extend",
    { kind: "extension-revoked", description, data },
    { dueAt },
  );
}

const noExtension = { extension: undefined } as const;
