import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import * as wire from "@warmline/shared/cases/api.ts";
import * as lists from "@warmline/shared/cases/lists-api.ts";
import { isWritten, sourceIdOf } from "@warmline/shared/conversations/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { bestIds } from "../../platform/search/best-ids.ts";
import { listAssignees } from "./assignees.ts";
import { deadlineRoutes } from "./deadline-commands.ts";
import { descriptionRoutes } from "./description-commands.ts";
import { dispatchRoutes } from "./dispatch-commands.ts";
import { fileCase } from "./file-case.ts";
import { followUpRoutes } from "./follow-up-commands.ts";
import { mergeRoutes } from "./merge-commands.ts";
import { policyRoutes } from "./policies.ts";
import {
  casesOfHousehold,
  earlierCases,
  listCases,
  listCasesByPhone,
  reportsOf,
} from "./queries.ts";
import { readFile } from "./read-file.ts";
import { shown } from "./rows.ts";
import { OPEN, searchableCases } from "./search-entries.ts";
import { seeCase } from "./see-case.ts";
import { listOverseers, supervisionRoutes } from "./supervision-commands.ts";
import { visitRoutes } from "./visit-commands.ts";
import { readWorkCalendar, setWorkCalendar } from "./work-calendar.ts";
import { workRoutes } from "./work-commands.ts";

export function caseRoutes(deps: Deps): Route[] {
  return [
    handle(deps, wire.fileCase, fileCase, {
      // Nothing outside numbers what people type in: the key is the report's id.
      input: ({ actor, key = "", body: { conversationId, ...body } }) =>
        conversationId === undefined || !isWritten(conversationId)
          ? { ...body, sourceId: `${actor.id}:${key}` }
          : { ...body, source: "wechat", sourceId: sourceIdOf(conversationId, key) },
    }),
    ...queryRoutes(deps),
    ...dispatchRoutes(deps),
    ...workRoutes(deps),
    ...followUpRoutes(deps),
    ...deadlineRoutes(deps),
    ...supervisionRoutes(deps),
    ...visitRoutes(deps),
    ...policyRoutes(deps),
    ...descriptionRoutes(deps),
    ...mergeRoutes(deps),
    serve(wire.readWorkCalendar, async () => ok(await readWorkCalendar(deps))),
    handle(deps, wire.setWorkCalendar, setWorkCalendar),
    // Uploaded first, attached by id, shown to whoever may see the case.
    serve(wire.readFile, (call) => readFile(deps, call, call.params.id)),
  ];
}

function queryRoutes(deps: Deps): Route[] {
  return [
    serve(lists.listCases, async (call) => ok(await listCases(deps, call, call.query))),
    serve(lists.listCasesByPhone, (call) => listCasesByPhone(deps, call, call.body)),
    serve(lists.searchOpenCases, async ({ actor, body: { q: typed } }) => {
      const asked = { typed, limit: lists.FOUND_MAX, where: OPEN };
      const found = await bestIds(deps.search, searchableCases, actor, asked);
      return mapOk(found, ({ ids, more }) => ({ ids, more }));
    }),
    serve(lists.earlierCases, (call) => earlierCases(deps, call, call.body)),
    serve(wire.readCase, async (call) => mapOk(await seeCase(deps, call, call.params.id), shown)),
    serve(wire.caseReports, async (call) =>
      mapOk(await reportsOf(deps, call, call.params.id), (reports) => ({ reports })),
    ),
    serve(lists.householdCases, async (call) =>
      ok({ cases: await casesOfHousehold(deps, call, call.params.id) }),
    ),
    serve(wire.overseers, async (call) =>
      mapOk(await listOverseers(deps, call, call.params.id), (people) => ({ people })),
    ),
    serve(wire.assignees, async (call) =>
      mapOk(await listAssignees(deps, call, call.params.id), (people) => ({ people })),
    ),
  ];
}
