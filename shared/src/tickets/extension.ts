import { refuse } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { change, type Decision } from "./change.ts";
import type { Moment } from "./event.ts";
import type { Case } from "./types.ts";

/** No deadline is moved further than this beyond now. */
const EXTENSION_MAX_MS = 30 * 86_400_000;

type Unfit = "due-not-later" | "due-too-late";

/** 延期申请: waits for a supervisor; the deadline stays until it is approved. */
export function askExtension(
  matter: Case,
  moment: Moment,
  { dueAt, words }: { readonly dueAt: Instant; readonly words: string },
): Decision<Unfit | "extension-pending"> {
  const { at, actorId, actorName } = moment;
  if (matter.extension !== undefined) return refuse("extension-pending");
  if (dueAt <= matter.dueAt || dueAt <= at) return refuse("due-not-later");
  if (dueAt > at + EXTENSION_MAX_MS) return refuse("due-too-late");
  const extension = { dueAt, words, at, actorId, actorName };
  const data = { fromDueAt: matter.dueAt, toDueAt: dueAt };
  return change(matter, moment, "extend", { kind: "extension-asked", words, data }, { extension });
}

/** The asker thinks better of it. */
export function withdrawExtension(
  matter: Case,
  moment: Moment,
): Decision<"no-extension" | "not-yours"> {
  const { extension } = matter;
  if (extension === undefined) return refuse("no-extension");
  if (extension.actorId !== moment.actorId) return refuse("not-yours");
  return change(matter, moment, "extend", { kind: "extension-withdrawn" }, noExtension);
}

/** 延期: approved; the old deadline stays in the history and in `ruleDueAt`, both are reported. */
export function approveExtension(
  matter: Case,
  moment: Moment,
): Decision<"no-extension" | "own-extension" | "due-not-later"> {
  const { extension } = matter;
  if (extension === undefined) return refuse("no-extension");
  if (extension.actorId === moment.actorId) return refuse("own-extension");
  const { dueAt } = extension;
  // It may have lain so long, or the case was reclassified meanwhile, that it would extend nothing.
  if (dueAt <= matter.dueAt || dueAt <= moment.at) return refuse("due-not-later");
  const data = { fromDueAt: matter.dueAt, toDueAt: dueAt, askedBy: extension.actorName };
  return change(matter, moment, "extend", { kind: "extended", data }, { ...noExtension, dueAt });
}

export function refuseExtension(
  matter: Case,
  moment: Moment,
  words: string,
): Decision<"no-extension"> {
  if (matter.extension === undefined) return refuse("no-extension");
  const data = { askedBy: matter.extension.actorName };
  return change(matter, moment, "extend", { kind: "extension-refused", words, data }, noExtension);
}

/** The inverse of approving: the deadline of the rule holds again. */
export function revokeExtension(
  matter: Case,
  moment: Moment,
  words: string,
): Decision<"not-extended"> {
  if (matter.dueAt === matter.ruleDueAt) return refuse("not-extended");
  const data = { fromDueAt: matter.dueAt, toDueAt: matter.ruleDueAt };
  const dueAt = matter.ruleDueAt;
  return change(matter, moment, "extend", { kind: "extension-revoked", words, data }, { dueAt });
}

const noExtension = { extension: undefined } as const;
