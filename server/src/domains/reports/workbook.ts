import type { Actor } from "@warmline/shared/access/actor.ts";
import { subjectsOf } from "@warmline/shared/api/reads.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import type { Level } from "@warmline/shared/reports/node.ts";
import type { Deps } from "../../platform/deps.ts";
import { Bytes, Shown } from "../../platform/http/serve.ts";
import { holdingCatalogue } from "../catalogue/index.ts";
import type { Counting } from "./node-sheet.ts";
import { readSeasonReport, type SeasonAsked, type SeasonReport } from "./season-report.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** More than a building has. */
export const EXPORTED_MAX = 20_000;

/** Refusals as of the report. */
export async function workbook<A, C extends string>(
  read: Result<A, C>,
  write: (answer: A) => Promise<Buffer>,
): Promise<Result<Bytes, C>> {
  return read.ok ? ok(new Bytes(await write(read.value), XLSX)) : read;
}

interface OfPlaces {
  readonly level: Level;
  readonly rows: readonly { readonly id: string }[];
}

/** That of households is on record for each of them. Refusals as of the report. */
export async function shownWorkbook<A extends OfPlaces, C extends string>(
  read: Result<A, C>,
  write: (answer: A) => Promise<Buffer>,
  shown: (answer: A) => readonly string[] = shownHouseholds,
): Promise<Result<Shown<Bytes>, C>> {
  const written = await workbook(read, write);
  if (!read.ok || !written.ok) return written as Result<never, C>;
  return ok(new Shown(written.value, subjectsOf("households", shown(read.value))));
}

function shownHouseholds({ level, rows }: OfPlaces): string[] {
  return level === "household" ? rows.map(({ id }) => id) : [];
}

/** Refusals as of the report. */
export async function exportSeasonReport<Sums extends Counting>(
  deps: Deps,
  actor: Actor,
  report: SeasonReport<Sums>,
  { language, ...asked }: Omit<SeasonAsked, "limit"> & { readonly language: Language },
): Promise<Result<Shown<Bytes>, "out-of-scope" | "reports-unavailable">> {
  const read = await readSeasonReport(deps, actor, report, { ...asked, limit: EXPORTED_MAX });
  const { seasonSheet } = await import("./season-sheet.ts");
  const { title, figures } = report;
  const told = { title, units: "reports.units", figures, language } as const;
  const catalogue = await holdingCatalogue(deps.store);
  return shownWorkbook(read, (answer) => seasonSheet(answer, told, catalogue));
}
