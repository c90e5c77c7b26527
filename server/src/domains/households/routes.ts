import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import * as wire from "@warmline/shared/households/api.ts";
import * as orgWire from "@warmline/shared/households/org-api.ts";
import * as priceWire from "@warmline/shared/households/prices-api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { addPerson } from "./add-person.ts";
import { changePerson } from "./change-person.ts";
import { correctAddress } from "./correct-address.ts";
import { endContract } from "./end-contract.ts";
import { getHousehold, getHouseholdByNumber, listContracts } from "./get-household.ts";
import { correctSeason, listSeasons, openSeason } from "./season-commands.ts";
import { orgChildren, orgTree } from "./org-tree.ts";
import { registerHousehold } from "./register-household.ts";
import { removePerson, restorePerson } from "./remove-person.ts";
import { renameHousehold } from "./rename-household.ts";
import {
  contractRow,
  householdAnswer,
  householdHit,
  orgRow,
  seasonRow,
  tariffRow,
} from "./rows.ts";
import { householdsByPhone, searchHouseholds } from "./search-households.ts";
import { correctTariff, listTariffs, setTariff, withdrawTariff } from "./tariff-commands.ts";
import { signContract } from "./sign-contract.ts";

export function householdRoutes(deps: Deps): Route[] {
  return [
    ...findRoutes(deps),
    ...correctionRoutes(deps),
    ...contractRoutes(deps),
    ...orgRoutes(deps),
    ...priceRoutes(deps),
  ];
}

function findRoutes(deps: Deps): Route[] {
  return [
    serve(wire.searchHouseholds, async ({ actor, query: { q, limit } }) => {
      const { rows, more } = await searchHouseholds(deps, actor, q, limit);
      return ok({ rows: rows.map(householdHit), more });
    }),
    serve(wire.householdsByPhone, async ({ actor, params }) =>
      ok((await householdsByPhone(deps, actor, params.phone)).map(householdHit)),
    ),
    serve(wire.householdByNumber, async ({ actor, params }) =>
      mapOk(await getHouseholdByNumber(deps, actor, params.number), householdAnswer),
    ),
    serve(wire.householdById, async ({ actor, params }) =>
      mapOk(await getHousehold(deps, actor, params.id), householdAnswer),
    ),
  ];
}

function correctionRoutes(deps: Deps): Route[] {
  return [
    serve(wire.registerHousehold, async (call) =>
      mapOk(await registerHousehold(deps, call, call.body), householdAnswer),
    ),
    serve(wire.renameHousehold, async (call) =>
      mapOk(await renameHousehold(deps, call, { ...call.params, ...call.body }), householdAnswer),
    ),
    serve(wire.correctAddress, async (call) =>
      mapOk(await correctAddress(deps, call, { ...call.params, ...call.body }), householdAnswer),
    ),
    serve(wire.addPerson, async (call) =>
      mapOk(await addPerson(deps, call, { ...call.params, ...call.body }), householdAnswer),
    ),
    serve(wire.changePerson, async (call) =>
      mapOk(await changePerson(deps, call, { ...call.params, ...call.body }), householdAnswer),
    ),
    serve(wire.removePerson, async (call) =>
      mapOk(await removePerson(deps, call, { ...call.params, ...call.body }), householdAnswer),
    ),
    serve(wire.restorePerson, async (call) =>
      mapOk(await restorePerson(deps, call, { ...call.params, ...call.body }), householdAnswer),
    ),
  ];
}

function contractRoutes(deps: Deps): Route[] {
  return [
    serve(wire.listContracts, async ({ actor, params }) =>
      mapOk(await listContracts(deps, actor, params.id), (found) => found.map(contractRow)),
    ),
    serve(wire.signContract, async (call) =>
      mapOk(await signContract(deps, call, { ...call.params, ...call.body }), contractRow),
    ),
    serve(wire.endContract, async (call) =>
      mapOk(await endContract(deps, call, { ...call.params, ...call.body }), contractRow),
    ),
  ];
}

function orgRoutes(deps: Deps): Route[] {
  return [
    serve(orgWire.orgTree, async ({ query }) => ok((await orgTree(deps, query.kind)).map(orgRow))),
    serve(orgWire.orgChildren, async ({ params }) =>
      ok((await orgChildren(deps, params.id)).map(orgRow)),
    ),
  ];
}

function priceRoutes(deps: Deps): Route[] {
  return [
    serve(priceWire.listSeasons, async () => ok((await listSeasons(deps)).map(seasonRow))),
    handle(deps, priceWire.openSeason, openSeason),
    handle(deps, priceWire.correctSeason, correctSeason),
    serve(priceWire.listTariffs, async () => ok((await listTariffs(deps)).map(tariffRow))),
    handle(deps, priceWire.setTariff, setTariff),
    handle(deps, priceWire.correctTariff, correctTariff),
    handle(deps, priceWire.withdrawTariff, withdrawTariff),
  ];
}
