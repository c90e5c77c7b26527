import * as api from "@warmline/shared/reports/api.ts";
import { readOldDebt as readOldDebtApi } from "@warmline/shared/reports/old-debt-api.ts";
import { readTakings as readTakingsApi } from "@warmline/shared/reports/takings-api.ts";
import { readPrepayments as readPrepaymentsApi } from "@warmline/shared/reports/prepayments-api.ts";
import { readRevenue as readRevenueApi } from "@warmline/shared/reports/revenue-api.ts";
import { HOUSEHOLDS_EACH } from "@warmline/shared/reports/node.ts";
import { mapOk } from "@warmline/shared/kernel/result.ts";
import { subjectsOf } from "@warmline/shared/api/reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { Bytes, serve, Shown, type Route } from "../../platform/http/serve.ts";
import { readCollection } from "./read-collection.ts";
import { readOldDebt } from "./read-old-debt.ts";
import { readPrepayments } from "./read-prepayments.ts";
import { readRevenue } from "./read-revenue.ts";
import { readTakings } from "./read-takings.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** More than a building has. */
const EXPORTED_MAX = 20_000;

export function reportRoutes(deps: Deps): Route[] {
  return [
    serve(api.readCollection, ({ actor, query }) =>
      readCollection(deps, actor, { ...query, limit: HOUSEHOLDS_EACH }),
    ),
    serve(readOldDebtApi, ({ actor, query }) => readOldDebt(deps, actor, query)),
    serve(readPrepaymentsApi, ({ actor, query }) => readPrepayments(deps, actor, query)),
    serve(readRevenueApi, ({ actor, query }) => readRevenue(deps, actor, query)),
    serve(readTakingsApi, ({ actor, query }) => readTakings(deps, actor, query)),
    serve(api.exportCollection, async ({ actor, query, language }) => {
      const read = await readCollection(deps, actor, { ...query, limit: EXPORTED_MAX });
      if (!read.ok) return read;
      const { level, rows } = read.value;
      // Loaded when it is wanted: few ask for a workbook.
      const { collectionSheet } = await import("./sheet.ts");
      const workbook = new Bytes(await collectionSheet(read.value, language), XLSX);
      const shown =
        level === "household"
          ? subjectsOf(
              "households",
              rows.map(({ id }) => id),
            )
          : [];
      return mapOk(read, () => new Shown(workbook, shown));
    }),
  ];
}
