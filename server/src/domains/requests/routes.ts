import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import * as api from "@warmline/shared/requests/api.ts";
import * as delegationApi from "@warmline/shared/requests/delegation-api.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { approveCommand } from "./approve-request.ts";
import type { AskedRequest } from "./ask-command.ts";
import { delegate, endDelegation } from "./delegation-commands.ts";
import { delegationPage } from "./delegation-queries.ts";
import { requestFor, requestPage } from "./queries.ts";
import { readRequestFile } from "./read-file.ts";
import type { Registry } from "./registry.ts";
import { declineCommand, withdrawCommand } from "./settle-requests.ts";

export function requestRoutes(deps: Deps, registry: Registry): Route[] {
  const looking = { ...deps, registry };
  const shown = {
    read: async ({ id }: AskedRequest, { actor }: Caller) =>
      mapOk(await requestFor(looking, actor, id), (request) => ({ request })),
  };
  return [
    serve(api.listRequests, ({ actor, query }) => requestPage(looking, actor, query)),
    serve(api.readRequest, ({ actor, params }) => requestFor(looking, actor, params.id)),
    serve(api.readRequestFile, (call) => readRequestFile(looking, call, call.params)),
    handle(deps, api.approveRequest, approveCommand(registry), shown),
    handle(deps, api.declineRequest, declineCommand(registry), shown),
    serve(delegationApi.listDelegations, async ({ actor }) =>
      ok(await delegationPage(deps, actor)),
    ),
    handle(deps, delegationApi.delegate, delegate),
    handle(deps, delegationApi.endDelegation, endDelegation, { answer: () => ({ done: true }) }),
    handle(deps, api.withdrawRequest, withdrawCommand(registry), shown),
  ];
}
