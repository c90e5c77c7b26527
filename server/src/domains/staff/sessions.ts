import type { Instant } from "@warmline/shared/kernel/time.ts";
import { sessions, type Session } from "@warmline/shared/staff/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

/** A working day with overtime; then one signs in anew, however busy the session was. */
export const SESSION_HOURS_MAX = 12;

/** All of a person's sessions that are still good, however many: what is older has run out. */
export async function runningSessions(
  store: Pick<Store, "find">,
  staffId: string,
  now: Instant,
): Promise<Session[]> {
  const from = now - SESSION_HOURS_MAX * 3_600_000;
  const recent = await findAll({ store }, sessions, { index: "byStaff", where: { staffId }, from });
  return recent.filter((session) => session.endedAt === undefined && session.expiresAt > now);
}

/** The writes that end these sessions; `by` is who ends them. */
export function endedWrites(
  running: readonly Session[],
  at: Instant,
  by: { readonly name: string },
): Write[] {
  return running.map((session) =>
    replace(sessions, session, { ...session, endedAt: at, endedBy: by.name }),
  );
}
