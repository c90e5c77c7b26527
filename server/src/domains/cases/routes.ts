import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import * as wire from "@warmline/shared/cases/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { serve, type Route } from "../../platform/http/serve.ts";
import { seeCase, shown } from "./act-on-case.ts";
import { listAssignees } from "./assignees.ts";
import { fileCase } from "./file-case.ts";
import { fileRoutes } from "./file-routes.ts";
import { casesOfHousehold, earlierCases, listCases, reportsOf } from "./queries.ts";
import { verbRoutes } from "./verb-routes.ts";
import { readWorkCalendar, setWorkCalendar } from "./work-calendar.ts";

/** The case room's doors. */
export function caseRoutes(deps: Deps): Route[] {
  return [
    serve(wire.fileCase, async (call) => {
      const { actor, key = "" } = call;
      // Kiosks have a door of their own, which says whose report it is.
      if (actor.kind !== "staff") return refuse("forbidden");
      return fileCase(deps, call, { ...call.body, sourceId: `${actor.id}:${key}` });
    }),
    serve(wire.listCases, (call) => listCases(deps, call, call.query)),
    serve(wire.earlierCases, (call) => earlierCases(deps, call, call.query)),
    serve(wire.readCase, async (call) => {
      const seen = await seeCase(deps, call, call.params.id);
      return seen.ok ? ok(shown(seen.value)) : seen;
    }),
    serve(wire.caseReports, async (call) => {
      const found = await reportsOf(deps, call, call.params.id);
      return found.ok ? ok({ reports: found.value }) : found;
    }),
    serve(wire.householdCases, async (call) =>
      ok({ cases: await casesOfHousehold(deps, call, call.params.id) }),
    ),
    serve(wire.assignees, async (call) => {
      const people = await listAssignees(deps, call, call.params.id);
      return people.ok ? ok({ people: people.value }) : people;
    }),
    serve(wire.readWorkCalendar, async () => ok(await readWorkCalendar(deps))),
    serve(wire.setWorkCalendar, (call) => setWorkCalendar(deps, call, call.body)),
    ...verbRoutes(deps),
    ...fileRoutes(deps),
  ];
}
