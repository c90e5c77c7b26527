import * as api from "@warmline/shared/reports/api.ts";
import * as arrearsApi from "@warmline/shared/reports/arrears-api.ts";
import { areaStatementApi } from "@warmline/shared/reports/area-statement-api.ts";
import { seasonStatementApi } from "@warmline/shared/reports/season-statement-api.ts";
import { stopsApi } from "@warmline/shared/reports/stops-api.ts";
import * as oldDebtApi from "@warmline/shared/reports/old-debt-api.ts";
import * as stopRegisterApi from "@warmline/shared/reports/stop-register-api.ts";
import * as takingsApi from "@warmline/shared/reports/takings-api.ts";
import * as refundsApi from "@warmline/shared/reports/refunds-api.ts";
import * as voidsApi from "@warmline/shared/reports/voids-api.ts";
import * as reliefsApi from "@warmline/shared/reports/reliefs-api.ts";
import { readPrepayments as readPrepaymentsApi } from "@warmline/shared/reports/prepayments-api.ts";
import { readRevenue as readRevenueApi } from "@warmline/shared/reports/revenue-api.ts";
import { HOUSEHOLDS_EACH } from "@warmline/shared/reports/node.ts";
import type { Deps } from "../../platform/deps.ts";
import { serve, type Route } from "../../platform/http/serve.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { areaStatement } from "./area-statement.ts";
import { readArrears } from "./read-arrears.ts";
import { readCollection } from "./read-collection.ts";
import { readOldDebt } from "./read-old-debt.ts";
import { readPrepayments } from "./read-prepayments.ts";
import { readRefunds } from "./read-refunds.ts";
import { readReliefs } from "./read-reliefs.ts";
import { readRevenue } from "./read-revenue.ts";
import { readStopRegister } from "./read-stop-register.ts";
import { readTakings } from "./read-takings.ts";
import { readSeasonReport } from "./season-report.ts";
import { seasonStatement } from "./season-statement.ts";
import { stopsReport } from "./stops.ts";
import { EXPORTED_MAX, exportSeasonReport, shownWorkbook, workbook } from "./workbook.ts";
import { readVoids } from "./read-voids.ts";

export function reportRoutes(deps: Deps): Route[] {
  return [
    serve(api.readCollection, ({ actor, query }) =>
      readCollection(deps, actor, { ...query, limit: HOUSEHOLDS_EACH }),
    ),
    serve(arrearsApi.readArrears, ({ actor, query }) =>
      readArrears(deps, actor, { ...query, limit: HOUSEHOLDS_EACH }),
    ),
    serve(oldDebtApi.readOldDebt, ({ actor, query }) => readOldDebt(deps, actor, query)),
    serve(readPrepaymentsApi, ({ actor, query }) => readPrepayments(deps, actor, query)),
    serve(refundsApi.readRefunds, ({ actor, query }) =>
      readRefunds(deps, actor, { ...query, limit: HOUSEHOLDS_EACH }),
    ),
    serve(voidsApi.readVoids, ({ actor, query }) => readVoids(deps, actor, query)),
    serve(reliefsApi.readReliefs, ({ actor, query }) =>
      readReliefs(deps, actor, { ...query, limit: HOUSEHOLDS_EACH }),
    ),
    serve(readRevenueApi, ({ actor, query }) => readRevenue(deps, actor, query)),
    serve(takingsApi.readTakings, ({ actor, query }) => readTakings(deps, actor, query)),
    serve(areaStatementApi.read, ({ actor, query }) =>
      readSeasonReport(deps, actor, areaStatement, { ...query, limit: HOUSEHOLDS_EACH }),
    ),
    serve(stopsApi.read, ({ actor, query }) =>
      readSeasonReport(deps, actor, stopsReport, { ...query, limit: HOUSEHOLDS_EACH }),
    ),
    serve(seasonStatementApi.read, ({ actor, query }) =>
      readSeasonReport(deps, actor, seasonStatement, { ...query, limit: HOUSEHOLDS_EACH }),
    ),
    serve(stopRegisterApi.readStopRegister, ({ actor, query }) =>
      readStopRegister(deps, actor, { ...query, limit: HOUSEHOLDS_EACH }),
    ),
    ...workbookRoutes(deps),
  ];
}

/** Writers are loaded when they are wanted: few ask for a workbook. */
function workbookRoutes(deps: Deps): Route[] {
  return [
    serve(api.exportCollection, async ({ actor, query, language }) => {
      const read = await readCollection(deps, actor, { ...query, limit: EXPORTED_MAX });
      const { collectionSheet } = await import("./collection-sheet.ts");
      return shownWorkbook(read, (answer) => collectionSheet(answer, language));
    }),
    serve(arrearsApi.exportArrears, async ({ actor, query, language }) => {
      const read = await readArrears(deps, actor, { ...query, limit: EXPORTED_MAX });
      const { arrearsSheet } = await import("./arrears-sheet.ts");
      return shownWorkbook(read, (answer) => arrearsSheet(answer, language));
    }),
    serve(reliefsApi.exportReliefs, async ({ actor, query, language }) => {
      const read = await readReliefs(deps, actor, { ...query, limit: EXPORTED_MAX });
      const { reliefsSheet } = await import("./reliefs-sheet.ts");
      const catalogue = await holdingCatalogue(deps.store);
      return shownWorkbook(read, (answer) => reliefsSheet(answer, language, catalogue));
    }),
    serve(areaStatementApi.exported, ({ actor, query, language }) =>
      exportSeasonReport(deps, actor, areaStatement, { ...query, language }),
    ),
    serve(stopsApi.exported, ({ actor, query, language }) =>
      exportSeasonReport(deps, actor, stopsReport, { ...query, language }),
    ),
    serve(seasonStatementApi.exported, ({ actor, query, language }) =>
      exportSeasonReport(deps, actor, seasonStatement, { ...query, language }),
    ),
    serve(refundsApi.exportRefunds, async ({ actor, query, language }) => {
      const read = await readRefunds(deps, actor, { ...query, limit: EXPORTED_MAX });
      const { refundsSheet } = await import("./refunds-sheet.ts");
      return shownWorkbook(read, (answer) => refundsSheet(answer, language));
    }),
    serve(stopRegisterApi.exportStopRegister, async ({ actor, query, language }) => {
      const read = await readStopRegister(deps, actor, { ...query, limit: EXPORTED_MAX });
      const { stopRegisterSheet } = await import("./stop-register-sheet.ts");
      return shownWorkbook(
        read,
        (answer) => stopRegisterSheet(answer, language),
        ({ cases }) => cases.map(({ householdId }) => householdId),
      );
    }),
    serve(voidsApi.exportVoids, async ({ actor, query, language }) => {
      const { voidsSheet } = await import("./voids-sheet.ts");
      return workbook(await readVoids(deps, actor, query), (one) => voidsSheet(one, language));
    }),
    serve(oldDebtApi.exportOldDebt, async ({ actor, query, language }) => {
      const { oldDebtSheet } = await import("./old-debt-sheet.ts");
      return workbook(await readOldDebt(deps, actor, query), (one) => oldDebtSheet(one, language));
    }),
    serve(takingsApi.exportTakings, async ({ actor, query, language }) => {
      const { takingsSheet } = await import("./takings-sheet.ts");
      return workbook(await readTakings(deps, actor, query), (one) => takingsSheet(one, language));
    }),
  ];
}
