import { mapOk, ok, refuse } from "@warmline/shared/kernel/result.ts";
import { alarms } from "@warmline/shared/security/alarm.ts";
import * as api from "@warmline/shared/security/api.ts";
import { subjectNames } from "../../platform/audit/subject-names.ts";
import type { SubjectNaming } from "../../platform/audit/subjects.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { acknowledgeAlarm, reopenAlarm, type ChangedAlarm } from "./alarm-commands.ts";
import { eventPage } from "./event-page.ts";
import { readPage } from "./read-page.ts";
import { alarmRow, eventRow, readRow } from "./rows.ts";

export function securityRoutes(deps: Deps, namings: readonly SubjectNaming[]): Route[] {
  const nameSubjects = subjectNames(deps, namings);
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
    serve(api.listReads, async ({ actor, language, query }) => {
      const page = await readPage(deps, actor, query);
      if (!page.ok) return page;
      const rows = page.value.rows.map(readRow);
      const shown = rows.flatMap(({ looks }) => looks.flatMap(({ subjects }) => subjects));
      return ok({ rows, next: page.value.next, names: await nameSubjects(actor, language, shown) });
    }),
    handle(deps, api.acknowledgeAlarm, acknowledgeAlarm, changed),
    handle(deps, api.reopenAlarm, reopenAlarm, changed),
  ];
}
