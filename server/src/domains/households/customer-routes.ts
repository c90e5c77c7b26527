import * as linksApi from "@warmline/shared/households/customer-links-api.ts";
import * as api from "@warmline/shared/households/customers-api.ts";
import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { changeCustomer, changeCustomerBack, registerCustomer } from "./customer-commands.ts";
import { linkCustomer, unlinkCustomer } from "./customer-links.ts";
import { mergeCustomer, unmergeCustomer } from "./customer-merges.ts";
import {
  customerAnswer,
  customerHit,
  customersByNumber,
  getCustomer,
  searchCustomers,
  wholeNumbers,
} from "./customer-queries.ts";
import { getHousehold } from "./get-household.ts";
import type { Revision } from "./household-change.ts";
import { householdAnswer } from "./rows.ts";

export function customerRoutes(deps: Deps): Route[] {
  const customer = {
    read: async ({ id }: Revision, { actor }: Caller) =>
      mapOk(await getCustomer(deps, actor, id), customerAnswer),
  };
  const household = {
    read: async ({ id }: Revision, { actor }: Caller) =>
      mapOk(await getHousehold(deps, actor, id), householdAnswer),
  };
  return [
    serve(api.searchCustomers, async ({ actor, body }) => {
      const found = await searchCustomers(deps, actor, body.q);
      return mapOk(found, ({ rows, more }) => ({ rows: rows.map(customerHit), more }));
    }),
    serve(api.customersByNumber, async ({ actor, body }) => {
      const { rows, more } = await customersByNumber(deps, actor, body.number);
      return ok({ rows: rows.map(customerHit), more });
    }),
    serve(api.getCustomer, async ({ actor, params }) =>
      mapOk(await getCustomer(deps, actor, params.id), customerAnswer),
    ),
    serve(api.readNumbers, async ({ actor, params }) =>
      mapOk(await getCustomer(deps, actor, params.id), wholeNumbers),
    ),
    handle(deps, api.registerCustomer, registerCustomer, customer),
    handle(deps, api.changeCustomer, changeCustomer, customer),
    handle(deps, api.changeCustomerBack, changeCustomerBack, customer),
    handle(deps, linksApi.mergeCustomer, mergeCustomer, customer),
    handle(deps, linksApi.unmergeCustomer, unmergeCustomer, customer),
    handle(deps, linksApi.linkCustomer, linkCustomer, household),
    handle(deps, linksApi.unlinkCustomer, unlinkCustomer, household),
  ];
}
