import * as api from "@warmline/shared/invoices/api.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { askInvoice } from "./ask-command.ts";
import { dropInvoice, mendInvoice } from "./change-commands.ts";
import { invoicesOfPayment, listInvoices, readInvoice, readTaxNumber } from "./queries.ts";
import { redInvoice } from "./red-commands.ts";

export function invoiceRoutes(deps: Deps): Route[] {
  return [
    serve(api.listInvoices, async ({ actor, query }) => ok(await listInvoices(deps, actor, query))),
    serve(api.readInvoice, ({ actor, params }) => readInvoice(deps, actor, params.id)),
    serve(api.readTaxNumber, ({ actor, params }) => readTaxNumber(deps, actor, params.id)),
    serve(api.readPaymentInvoices, ({ actor, params }) =>
      invoicesOfPayment(deps, actor, params.number),
    ),
    handle(deps, api.askInvoice, askInvoice),
    handle(deps, api.mendInvoice, mendInvoice),
    handle(deps, api.dropInvoice, dropInvoice),
    handle(deps, api.redInvoice, redInvoice),
  ];
}
