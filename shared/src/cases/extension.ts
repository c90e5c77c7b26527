import { refuse } from "../kernel/result.ts";
import { earliest, type Instant } from "../kernel/time.ts";
import { applicationOf } from "./application.ts";
import { change, type Changed } from "./change.ts";
import { clockOf, withClock, type CaseClock, type ClockKind } from "./clock.ts";
import type { Moment } from "./event.ts";
import type { Case } from "./model.ts";

/** No deadline is moved further than this beyond now. */
const EXTENSION_MAX_MS = 30 * 86_400_000;
/** No clock is extended more often. */
export const EXTENSIONS_MAX = 2;
/** Not whether it was taken note of, and news are due again after each. */
export const EXTENDABLE = ["first-contact", "arrive", "resolve"] as const;

type Unfit = "clock-not-running" | "deadline-passed" | "extensions-used-up";

/** Why this clock is not extended, whatever until. */
function unfit(clock: CaseClock | undefined, now: Instant): Unfit | null {
  if (clock === undefined || clock.metAt !== undefined) return "clock-not-running";
  if (clock.due <= now) return "deadline-passed";
  const granted = clock.extensions?.filter(({ cause }) => cause === "extension") ?? [];
  return granted.length >= EXTENSIONS_MAX ? "extensions-used-up" : null;
}

/** The clocks for which an extension may be asked at `now`. */
export function extendable(
  caseRecord: Pick<Case, "clocks">,
  now: Instant,
): (typeof EXTENDABLE)[number][] {
  return EXTENDABLE.filter((kind) => unfit(clockOf(caseRecord, kind), now) === null);
}

/**
 * 延期申请: waits for another person; the deadline stays until it is granted. It is asked for before
 * the deadline, and a bounded number of times. Refusals, in this order: `application-pending`,
 * `clock-not-running`, `deadline-passed`, `extensions-used-up`, `due-not-later`, `due-too-late`,
 * then those of `change`.
 */
export function askExtension(
  caseRecord: Case,
  moment: Moment,
  input: { readonly clock: ClockKind; readonly dueAt: Instant; readonly description: string },
): Changed<"extend", Unfit | "due-not-later" | "due-too-late" | "application-pending"> {
  const { clock: kind, dueAt, description } = input;
  const clock = clockOf(caseRecord, kind);
  if (caseRecord.application !== undefined) return refuse("application-pending");
  const never = unfit(clock, moment.at);
  if (never !== null) return refuse(never, { limit: EXTENSIONS_MAX });
  if (!extensionFits(clock, { dueAt }, moment.at)) return refuse("due-not-later");
  if (dueAt > moment.at + EXTENSION_MAX_MS) return refuse("due-too-late");
  const asked = { kind: "extension", clock: kind, dueAt } as const;
  const application = applicationOf(moment, asked, description);
  const data = { clock: kind, fromDueAt: clock?.due, toDueAt: dueAt };
  const happened = { kind: "extension-asked", description, data } as const;
  return change(caseRecord, moment, "extend", happened, { application });
}

/** Whether it would extend anything: the case may have been reclassified or done meanwhile. */
export function extensionFits(
  clock: CaseClock | undefined,
  { dueAt }: { readonly dueAt: Instant },
  now: Instant,
): boolean {
  return clock !== undefined && clock.metAt === undefined && dueAt > clock.due && dueAt > now;
}

/** The clock that was extended last, if its extension still holds. */
export function extendedClock({ clocks }: Pick<Case, "clocks">): CaseClock | undefined {
  return clocks
    .filter(({ extensions, due, metAt }) => {
      const last = extensions?.at(-1);
      return metAt === undefined && last?.cause === "extension" && last.to === due;
    })
    .toSorted((a, b) => a.extensions!.at(-1)!.at - b.extensions!.at(-1)!.at)
    .at(-1);
}

/**
 * The inverse of granting one: the deadline before it holds again. Refusals, in this order:
 * `not-extended`, then those of `change`.
 */
export function revokeExtension(
  caseRecord: Case,
  moment: Moment,
  description: string,
): Changed<"extend", "not-extended"> {
  const extended = extendedClock(caseRecord);
  const last = extended?.extensions?.at(-1);
  if (extended === undefined || last === undefined) return refuse("not-extended");
  const toDueAt = earliest(extended.due, last.from);
  const data = { clock: extended.kind, fromDueAt: extended.due, toDueAt };
  const clocks = withClock(caseRecord, extended.kind, (clock) => {
    const left = clock.extensions?.slice(0, -1) ?? [];
    return { ...clock, due: toDueAt, extensions: left.length === 0 ? undefined : left };
  });
  return change(
    caseRecord,
    moment,
    "extend",
    { kind: "extension-revoked", description, data },
    { clocks },
  );
}
