import { mapOk, ok, refuse } from "@warmline/shared/kernel/result.ts";
import { alarms } from "@warmline/shared/security/alarm.ts";
import * as api from "@warmline/shared/security/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { acknowledgeAlarm, reopenAlarm, type ChangedAlarm } from "./alarm-commands.ts";
import { eventPage } from "./event-page.ts";
import { readPage } from "./read-page.ts";
import { alarmRow, eventRow, readRow } from "./rows.ts";

export function securityRoutes(deps: Deps): Route[] {
  const changed = {
    read: async ({ id }: ChangedAlarm) => {
      const alarm = await deps.store.get(alarms, id);
      return alarm === null ? refuse("not-found") : ok(alarmRow(alarm));
    },
  };
  return [
    serve(api.listSecurityEvents, async ({ actor, query }) =>
      mapOk(await eventPage(deps, actor, query), ({ rows, next }) => {
        return { rows: rows.map(eventRow), next };
      }),
    ),
    serve(api.listReads, async ({ actor, query }) =>
      mapOk(await readPage(deps, actor, query), ({ rows, next }) => {
        return { rows: rows.map(readRow), next };
      }),
    ),
    handle(deps, api.acknowledgeAlarm, acknowledgeAlarm, changed),
    handle(deps, api.reopenAlarm, reopenAlarm, changed),
  ];
}
