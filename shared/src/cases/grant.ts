import { assert } from "../kernel/assert.ts";
import { refuse } from "../kernel/result.ts";
import type { Instant } from "../kernel/time.ts";
import { noApplication } from "./application.ts";
import type { Application } from "./asked.ts";
import { change, type Changed } from "./change.ts";
import { clockOf, withClock, type CaseClock, type Lengthening } from "./clock.ts";
import { classified } from "./describe.ts";
import type { Moment } from "./event.ts";
import { extensionFits } from "./extension.ts";
import { transition } from "./machine.ts";
import type { Case } from "./model.ts";
import { reclassed, type Timetable } from "./policy.ts";

/** Whether what is asked for would still come to something: it may have lain too long. */
export function mayBeGranted({ application, state, ...one }: Case, now: Instant): boolean {
  switch (application?.kind) {
    case undefined:
      return false;
    case "extension":
      return (
        transition(state, "extend").ok &&
        extensionFits(clockOf(one, application.clock), application, now)
      );
    case "class":
      return transition(state, "describe").ok;
    case "withdrawal":
      return transition(state, "withdraw").ok;
  }
}

/**
 * 批准: by another person than asked. The old deadlines stay beside the new ones, both are reported.
 * Refusals, in this order: `no-application`, `own-application`, `application-void` where it would
 * come to nothing any more, then those of `change`.
 */
export function grantApplication(
  caseRecord: Case,
  moment: Moment,
  timetable: Timetable,
): Changed<
  "extend" | "describe" | "withdraw",
  "no-application" | "own-application" | "application-void"
> {
  const { application } = caseRecord;
  if (application === undefined) return refuse("no-application");
  if (application.actorId === moment.actor.id) return refuse("own-application");
  if (!mayBeGranted(caseRecord, moment.at)) return refuse("application-void");
  const askedBy = application.actorName;
  switch (application.kind) {
    case "extension":
      return extend(caseRecord, moment, application);
    case "class": {
      const { category, urgency } = application;
      const fresh = reclassed(timetable, { category, urgency }, caseRecord.clocks);
      const cause = lengthening("class", moment, application);
      const clocks = fresh.map((clock) => lengthened(clock, caseRecord.clocks, cause));
      return classified(caseRecord, moment, { category, urgency, clocks, askedBy });
    }
    case "withdrawal":
      return change(
        caseRecord,
        moment,
        "withdraw",
        { kind: "withdrawn", description: application.description, data: { askedBy } },
        noApplication,
      );
  }
}

function lengthening(
  cause: Lengthening["cause"],
  { at, actor }: Moment,
  { actorName }: Pick<Application, "actorName">,
) {
  return { cause, at, askedBy: actorName, grantedBy: actor.name } as const;
}

/** With what it was before, where it is later now. */
function lengthened(
  clock: CaseClock,
  before: readonly CaseClock[],
  cause: Omit<Lengthening, "from" | "to">,
): CaseClock {
  const old = clockOf({ clocks: before }, clock.kind);
  if (old === undefined || old.due >= clock.due) return clock;
  const entry = { ...cause, from: old.due, to: clock.due };
  return { ...clock, extensions: [...(old.extensions ?? []), entry] };
}

function extend(
  caseRecord: Case,
  moment: Moment,
  application: Extract<Application, { readonly kind: "extension" }>,
): Changed<"extend"> {
  const { clock: kind, dueAt, actorName: askedBy } = application;
  const before = clockOf(caseRecord, kind);
  assert(before !== undefined, "what may be granted is about a clock of the case");
  const entry = { ...lengthening("extension", moment, application), from: before.due, to: dueAt };
  const data = { clock: kind, fromDueAt: before.due, toDueAt: dueAt, askedBy };
  const clocks = withClock(caseRecord, kind, (clock) => {
    return { ...clock, due: dueAt, extensions: [...(clock.extensions ?? []), entry] };
  });
  return change(
    caseRecord,
    moment,
    "extend",
    { kind: "extended", data },
    { ...noApplication, clocks },
  );
}
