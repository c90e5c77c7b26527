import { permits } from "@warmline/shared/access/permission.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { StaffRow } from "@warmline/shared/staff/api.ts";
import { drawnHalves, HALVES } from "@warmline/shared/staff/handover.ts";
import { handoversView } from "@warmline/shared/staff/live.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { staffPermissions } from "@warmline/shared/staff/permissions.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { staffRow } from "./rows.ts";

const ROOM = "handovers";

/** Told at once to whoever asked, who may be at something else when another one approves. */
export function handoverViews({ store, clock }: Pick<Deps, "store" | "clock">): LiveView[] {
  const view: LiveView<object, StaffRow> = {
    view: handoversView,
    collections: [staff.name],
    async join(actor) {
      if (!permits(actor, staffPermissions.write)) return refuse("forbidden");
      return cityWide(actor) ? { ok: true, room: ROOM } : refuse("out-of-scope");
    },
    async snapshot() {
      const active = { index: "byActive", where: { active: true } };
      const found = await findAll({ store }, staff, active);
      return found.filter((one) => isWaiting(one, clock.now())).map(staffRow);
    },
    async changed(_, document) {
      const member = document as StaffMember;
      const { id, rev } = member;
      if (isWaiting(member, clock.now())) return [{ room: ROOM, id, rev, row: staffRow(member) }];
      return mayHaveWaited(member) ? [{ room: ROOM, id, rev, row: null }] : [];
    },
  };
  return [serveView(view)];
}

function isWaiting(member: StaffMember, now: Instant): boolean {
  const { active, handover } = member;
  if (!active || handover === undefined || now >= handover.expiresAt) return false;
  return drawnHalves(member).length < HALVES.length;
}

/** Else every sign-in of anybody would be told. */
function mayHaveWaited({ handover, oneTimeUntil }: StaffMember): boolean {
  return handover !== undefined || oneTimeUntil !== undefined;
}
