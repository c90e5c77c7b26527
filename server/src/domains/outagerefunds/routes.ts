import * as api from "@warmline/shared/outagerefunds/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { askedFor } from "../requests/index.ts";
import { beginOutageRefund } from "./begin-command.ts";
import { dropOutageRefund } from "./drop-command.ts";
import { refundsOfIncident } from "./queries.ts";
import { askRefunding, previewRefunding, refundingOutage } from "./refund-request.ts";
import { askUndoing, previewUndoing, undoingOutage } from "./undo-request.ts";

export function outageRefundRoutes(deps: Deps): Route[] {
  return [
    serve(api.readOutageRefunds, ({ actor, params }) => refundsOfIncident(deps, actor, params.id)),
    handle(deps, api.beginOutageRefund, beginOutageRefund),
    handle(deps, api.dropOutageRefund, dropOutageRefund),
    handle(deps, api.previewRefunding, previewRefunding),
    handle(deps, api.askRefunding, askRefunding, {
      read: ({ id }, { actor }) => askedFor(deps, actor, refundingOutage, id),
    }),
    handle(deps, api.previewUndoing, previewUndoing),
    handle(deps, api.askUndoing, askUndoing, {
      read: ({ id }, { actor }) => askedFor(deps, actor, undoingOutage, id),
    }),
  ];
}
