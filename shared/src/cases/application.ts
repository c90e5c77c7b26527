import { refuse } from "../kernel/result.ts";
import type { Application, Asked } from "./asked.ts";
import { change, type Changed } from "./change.ts";
import type { Moment } from "./event.ts";
import type { Case } from "./model.ts";

export const noApplication = { application: undefined } as const;

/** The application as it waits on the case. */
export function applicationOf(
  { at, actor }: Moment,
  asked: Asked,
  description: string | undefined,
): Application {
  const by = { actorId: actor.id, actorName: actor.name };
  return { ...asked, description: description ?? "", at, ...by };
}

/**
 * The asker thinks better of it. Refusals, in this order: `no-application`, `not-yours`, then those
 * of `change`.
 */
export function withdrawApplication(
  caseRecord: Case,
  moment: Moment,
): Changed<"describe", "no-application" | "not-yours"> {
  const { application } = caseRecord;
  if (application === undefined) return refuse("no-application");
  if (application.actorId !== moment.actor.id) return refuse("not-yours");
  const data = { what: application.kind };
  const happened = { kind: "application-withdrawn", data } as const;
  return change(caseRecord, moment, "describe", happened, noApplication);
}

/** Refusals, in this order: `no-application`, then those of `change`. */
export function declineApplication(
  caseRecord: Case,
  moment: Moment,
  description: string,
): Changed<"describe", "no-application"> {
  const { application } = caseRecord;
  if (application === undefined) return refuse("no-application");
  const data = { what: application.kind, askedBy: application.actorName };
  const happened = { kind: "application-refused", description, data } as const;
  return change(caseRecord, moment, "describe", happened, noApplication);
}
