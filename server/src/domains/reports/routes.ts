import * as api from "@warmline/shared/reports/api.ts";
import * as oldDebtApi from "@warmline/shared/reports/old-debt-api.ts";
import * as takingsApi from "@warmline/shared/reports/takings-api.ts";
import * as reliefsApi from "@warmline/shared/reports/reliefs-api.ts";
import { readPrepayments as readPrepaymentsApi } from "@warmline/shared/reports/prepayments-api.ts";
import { readRevenue as readRevenueApi } from "@warmline/shared/reports/revenue-api.ts";
import { HOUSEHOLDS_EACH, type Level } from "@warmline/shared/reports/node.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { subjectsOf } from "@warmline/shared/api/reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { Bytes, serve, Shown, type Route } from "../../platform/http/serve.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import { readCollection } from "./read-collection.ts";
import { readOldDebt } from "./read-old-debt.ts";
import { readPrepayments } from "./read-prepayments.ts";
import { readReliefs } from "./read-reliefs.ts";
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
    serve(oldDebtApi.readOldDebt, ({ actor, query }) => readOldDebt(deps, actor, query)),
    serve(readPrepaymentsApi, ({ actor, query }) => readPrepayments(deps, actor, query)),
    serve(reliefsApi.readReliefs, ({ actor, query }) =>
      readReliefs(deps, actor, { ...query, limit: HOUSEHOLDS_EACH }),
    ),
    serve(readRevenueApi, ({ actor, query }) => readRevenue(deps, actor, query)),
    serve(takingsApi.readTakings, ({ actor, query }) => readTakings(deps, actor, query)),
    ...workbookRoutes(deps),
  ];
}

/** Writers are loaded when they are wanted: few ask for a workbook. */
function workbookRoutes(deps: Deps): Route[] {
  return [
    serve(api.exportCollection, async ({ actor, query, language }) => {
      const read = await readCollection(deps, actor, { ...query, limit: EXPORTED_MAX });
      const { collectionSheet } = await import("./sheet.ts");
      return shownWorkbook(read, (answer) => collectionSheet(answer, language));
    }),
    serve(reliefsApi.exportReliefs, async ({ actor, query, language }) => {
      const read = await readReliefs(deps, actor, { ...query, limit: EXPORTED_MAX });
      const { reliefsSheet } = await import("./reliefs-sheet.ts");
      const catalogue = await holdingCatalogue(deps.store);
      return shownWorkbook(read, (answer) => reliefsSheet(answer, language, catalogue));
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

async function workbook<A, C extends string>(
  read: Result<A, C>,
  write: (answer: A) => Promise<Buffer>,
): Promise<Result<Bytes, C>> {
  return read.ok ? ok(new Bytes(await write(read.value), XLSX)) : read;
}

interface OfPlaces {
  readonly level: Level;
  readonly rows: readonly { readonly id: string }[];
}

/** That of households is on record for each of them. */
async function shownWorkbook<A extends OfPlaces, C extends string>(
  read: Result<A, C>,
  write: (answer: A) => Promise<Buffer>,
): Promise<Result<Shown<Bytes>, C>> {
  const written = await workbook(read, write);
  if (!read.ok || !written.ok) return written as Result<never, C>;
  const { level, rows } = read.value;
  const ids = level === "household" ? rows.map(({ id }) => id) : [];
  return ok(new Shown(written.value, subjectsOf("households", ids)));
}
