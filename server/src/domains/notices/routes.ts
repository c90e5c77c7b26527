import { ok } from "@warmline/shared/kernel/result.ts";
import * as api from "@warmline/shared/notices/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { getHousehold } from "../households/index.ts";
import { preferNotices, resendNotice, tellByPhone, untellByPhone } from "./follow-up-commands.ts";
import { noticesOfHousehold, unreachedNow } from "./queries.ts";

export function noticeRoutes(deps: Deps): Route[] {
  return [
    serve(api.listUnreached, async ({ actor, language }) =>
      ok(await unreachedNow(deps, actor, language)),
    ),
    handle(deps, api.resendNotice, resendNotice),
    handle(deps, api.tellByPhone, tellByPhone),
    handle(deps, api.untellByPhone, untellByPhone),
    serve(api.readHouseholdNotices, async ({ actor, params, language }) => {
      const household = await getHousehold(deps, actor, params.id);
      return household.ok ? ok(await noticesOfHousehold(deps, params.id, language)) : household;
    }),
    handle(deps, api.preferNotices, preferNotices),
  ];
}
