import * as api from "@warmline/shared/carryforwards/api.ts";
import { listHouseholdCarries } from "@warmline/shared/carryforwards/household-api.ts";
import * as sealApi from "@warmline/shared/carryforwards/seal-api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { askedFor } from "../requests/index.ts";
import { beginCarry, type CarryRef } from "./begin-command.ts";
import { exceptionPage } from "./exception-page.ts";
import { exportNode } from "./export-node.ts";
import { carriesOfHousehold } from "./household-carries.ts";
import { readNode } from "./node-query.ts";
import { carryById, listCarries, readCarry } from "./queries.ts";
import { askSeal, previewSeal, sealing } from "./seal-request.ts";
import { dropCarry, pauseCarry, resumeCarry } from "./steer-commands.ts";
import { askWithdrawal, previewWithdrawal, withdrawing } from "./withdraw-request.ts";

export function carryForwardRoutes(deps: Deps): Route[] {
  const read = ({ id }: CarryRef) => carryById(deps, id);
  return [
    serve(api.listCarryForwards, ({ actor }) => listCarries(deps, actor)),
    serve(api.readCarryForward, ({ actor, params }) => readCarry(deps, actor, params.id)),
    serve(api.readCarryNode, ({ actor, params, query }) =>
      readNode(deps, actor, params.id, query.node),
    ),
    serve(api.exportCarryNode, ({ actor, params, query, language }) =>
      exportNode(deps, actor, { id: params.id, node: query.node, language }),
    ),
    serve(api.listCarryExceptions, ({ actor, params, query }) =>
      exceptionPage(deps, actor, params.id, query),
    ),
    serve(listHouseholdCarries, ({ actor, params }) => carriesOfHousehold(deps, actor, params.id)),
    handle(deps, api.beginCarryForward, beginCarry(deps), { read }),
    handle(deps, api.pauseCarryForward, pauseCarry, { read }),
    handle(deps, api.resumeCarryForward, resumeCarry, { read }),
    handle(deps, api.dropCarryForward, dropCarry, { read }),
    handle(deps, sealApi.previewCarrySeal, previewSeal),
    handle(deps, sealApi.askCarrySeal, askSeal, {
      read: ({ id }, { actor }) => askedFor(deps, actor, sealing, id),
    }),
    handle(deps, sealApi.previewCarryWithdrawal, previewWithdrawal),
    handle(deps, sealApi.askCarryWithdrawal, askWithdrawal, {
      read: ({ id }, { actor }) => askedFor(deps, actor, withdrawing, id),
    }),
  ];
}
