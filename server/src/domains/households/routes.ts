import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import * as api from "@warmline/shared/households/api.ts";
import * as aliasesApi from "@warmline/shared/households/aliases-api.ts";
import * as contractsApi from "@warmline/shared/households/contracts-api.ts";
import * as orgApi from "@warmline/shared/households/org-api.ts";
import * as priceApi from "@warmline/shared/households/prices-api.ts";
import * as premisesApi from "@warmline/shared/households/premises-api.ts";
import * as calendarsApi from "@warmline/shared/households/season-calendars-api.ts";
import * as seasonsApi from "@warmline/shared/households/season-requests-api.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { askedFor } from "../requests/index.ts";
import { addAlias, removeAlias } from "./alias-commands.ts";
import { endContract, signContract } from "./contract-commands.ts";
import { getContract, getHousehold, getHouseholdByNumber, listContracts } from "./get-household.ts";
import { customerRoutes } from "./customer-routes.ts";
import type { Revision } from "./household-change.ts";
import { getPremise } from "./premise-commands.ts";
import { listSeasonCalendars } from "./season-calendar-commands.ts";
import { listSeasons, openSeason } from "./season-commands.ts";
import {
  askSeasonDays,
  askSeasonMove,
  previewSeasonDays,
  previewSeasonMove,
  seasonCorrection,
  seasonMove,
} from "./season-requests.ts";
import { orgChildren, orgNodeWith, orgTree } from "./org-tree.ts";
import { addPerson, changePerson, removePerson, restorePerson } from "./people-commands.ts";
import { correctAddress, registerHousehold, renameHousehold } from "./registration-commands.ts";
import {
  calendarRow,
  contractRow,
  householdAnswer,
  householdHit,
  orgRow,
  premiseRow,
  seasonRow,
  tariffRow,
} from "./rows.ts";
import { householdsByPhone, searchHouseholds } from "./search-households.ts";
import {
  correctTariff,
  getTariff,
  listTariffs,
  setTariff,
  withdrawTariff,
} from "./tariff-commands.ts";

export function householdRoutes(deps: Deps): Route[] {
  return [
    ...findRoutes(deps),
    ...correctionRoutes(deps),
    ...customerRoutes(deps),
    ...contractRoutes(deps),
    ...premiseRoutes(deps),
    ...orgRoutes(deps),
    ...priceRoutes(deps),
    ...seasonRequestRoutes(deps),
  ];
}

function findRoutes(deps: Deps): Route[] {
  return [
    serve(api.searchHouseholds, async ({ actor, body: { q, limit } }) => {
      const answer = await searchHouseholds(deps, actor, q, limit);
      return mapOk(answer, ({ rows, ...found }) => ({ rows: rows.map(householdHit), ...found }));
    }),
    serve(api.householdsByPhone, async ({ actor, body }) =>
      ok((await householdsByPhone(deps, actor, body.phone)).map(householdHit)),
    ),
    serve(api.householdByNumber, async ({ actor, params }) =>
      mapOk(await getHouseholdByNumber(deps, actor, params.number), householdAnswer),
    ),
    serve(api.householdById, async ({ actor, params }) =>
      mapOk(await getHousehold(deps, actor, params.id), householdAnswer),
    ),
  ];
}

function correctionRoutes(deps: Deps): Route[] {
  const household = {
    read: async ({ id }: Revision, { actor }: Caller) =>
      mapOk(await getHousehold(deps, actor, id), householdAnswer),
  };
  return [
    handle(deps, api.registerHousehold, registerHousehold, household),
    handle(deps, api.renameHousehold, renameHousehold, household),
    handle(deps, api.correctAddress, correctAddress, household),
    handle(deps, aliasesApi.addAlias, addAlias, household),
    handle(deps, aliasesApi.removeAlias, removeAlias, household),
    handle(deps, api.addPerson, addPerson, household),
    handle(deps, api.changePerson, changePerson, household),
    handle(deps, api.removePerson, removePerson, household),
    handle(deps, api.restorePerson, restorePerson, household),
  ];
}

function contractRoutes(deps: Deps): Route[] {
  const contract = {
    read: async ({ id }: Revision, { actor }: Caller) =>
      mapOk(await getContract(deps, actor, id), contractRow),
  };
  return [
    serve(contractsApi.listContracts, async ({ actor, params }) =>
      mapOk(await listContracts(deps, actor, params.id), (found) => found.map(contractRow)),
    ),
    handle(deps, contractsApi.signContract, signContract, contract),
    handle(deps, contractsApi.endContract, endContract, contract),
  ];
}

function premiseRoutes(deps: Deps): Route[] {
  return [
    serve(premisesApi.getPremise, async ({ actor, params }) =>
      mapOk(await getPremise(deps, actor, params.id), premiseRow),
    ),
  ];
}

function orgRoutes(deps: Deps): Route[] {
  return [
    serve(orgApi.orgTree, async ({ query }) => ok((await orgTree(deps, query.kind)).map(orgRow))),
    serve(orgApi.readOrgNode, async ({ params }) => {
      const found = await orgNodeWith(deps, params.id);
      if (!found.ok) return found;
      const { node, above } = found.value;
      return ok({ node: orgRow(node), above: above.map(orgRow) });
    }),
    serve(orgApi.orgChildren, async ({ params }) =>
      ok((await orgChildren(deps, params.id)).map(orgRow)),
    ),
  ];
}

function priceRoutes(deps: Deps): Route[] {
  const tariff = { read: async ({ id }: Revision) => mapOk(await getTariff(deps, id), tariffRow) };
  return [
    serve(priceApi.listSeasons, async () => ok((await listSeasons(deps)).map(seasonRow))),
    handle(deps, priceApi.openSeason, openSeason),
    serve(calendarsApi.listSeasonCalendars, async () =>
      ok((await listSeasonCalendars(deps)).map(calendarRow)),
    ),
    serve(priceApi.listTariffs, async () => ok((await listTariffs(deps)).map(tariffRow))),
    handle(deps, priceApi.setTariff, setTariff, tariff),
    handle(deps, priceApi.correctTariff, correctTariff, tariff),
    handle(deps, priceApi.withdrawTariff, withdrawTariff),
  ];
}

function seasonRequestRoutes(deps: Deps): Route[] {
  return [
    handle(deps, seasonsApi.previewSeasonMove, previewSeasonMove),
    handle(deps, seasonsApi.askSeasonMove, askSeasonMove, {
      read: ({ id }, { actor }) => askedFor(deps, actor, seasonMove, id),
    }),
    handle(deps, seasonsApi.previewSeasonDays, previewSeasonDays),
    handle(deps, seasonsApi.askSeasonDays, askSeasonDays, {
      read: ({ id }, { actor }) => askedFor(deps, actor, seasonCorrection, id),
    }),
  ];
}
