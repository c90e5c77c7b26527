import { within } from "@warmline/shared/access/scope.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import * as api from "@warmline/shared/sms/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { missingFor } from "./line.ts";
import { loadCaseInCall, recipientsOf, retrySms, sendCaseNumber } from "./send-commands.ts";

export function smsRoutes(deps: Deps): Route[] {
  const missing = () => missingFor(deps.config);
  return [
    serve(api.offerSms, async ({ actor, query }) => {
      const about = await loadCaseInCall(deps.store, query);
      if (!about.ok) return about;
      const { number, branchId } = about.value.caseRecord;
      if (!within(actor, { branchId })) return refuse("out-of-scope");
      return ok({ missing: missing(), number, recipients: recipientsOf(about.value) });
    }),
    handle(deps, api.sendCaseNumber, sendCaseNumber, {
      input: ({ body }) => ({ ...body, ready: missing() === null }),
    }),
    handle(deps, api.retrySms, retrySms, {
      input: ({ params, body }) => ({ ...params, ...body, ready: missing() === null }),
    }),
  ];
}
