import { permits } from "@warmline/shared/access/permission.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import { alarms, type Alarm } from "@warmline/shared/security/alarm.ts";
import { securityEvents, type SecurityEvent } from "@warmline/shared/security/event.ts";
import { securityView, type SecurityRow } from "@warmline/shared/security/live.ts";
import { securityPermissions } from "@warmline/shared/security/permissions.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { alarmRow, eventRow } from "./rows.ts";

const ROOM = "security";
/** So many are shown at first, of each kind; older ones are read page by page. */
const SHOWN = 100;
const OPEN_MAX = 1_000;

export function securityViews({ store }: Pick<Deps, "store">): LiveView[] {
  const view: LiveView<object, SecurityRow> = {
    view: securityView,
    collections: [alarms.name, securityEvents.name],
    async join(actor) {
      if (!permits(actor, securityPermissions.read)) return refuse("forbidden");
      return cityWide(actor) ? { ok: true, room: ROOM } : refuse("out-of-scope");
    },
    async snapshot() {
      const newest = { order: "descending", limit: SHOWN } as const;
      const [open, closed, events] = await Promise.all([
        store.find(alarms, { index: "byOpen", where: { open: true }, ...newest, limit: OPEN_MAX }),
        store.find(alarms, { index: "byOpen", where: { open: false }, ...newest }),
        store.find(securityEvents, { index: "byTime", ...newest }),
      ]);
      return [...open, ...closed].map(rowOfAlarm).concat(events.map(rowOfEvent));
    },
    async changed(collection, document) {
      const row =
        collection === alarms.name
          ? rowOfAlarm(document as Alarm)
          : rowOfEvent(document as SecurityEvent);
      return [{ room: ROOM, id: row.id, rev: row.rev, row }];
    },
  };
  return [serveView(view)];
}

function rowOfAlarm(alarm: Alarm): SecurityRow {
  const { id, rev } = alarm;
  return { id: `alarm ${id}`, rev, kind: "alarm", alarm: alarmRow(alarm) };
}

function rowOfEvent(event: SecurityEvent): SecurityRow {
  const { id, rev } = event;
  return { id: `event ${id}`, rev, kind: "event", event: eventRow(event) };
}
