import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { askedOfSeason, pageOfHouseholds, readsHouseholds } from "./answers.ts";
import { reportPermissions } from "./permissions.ts";

interface Declared<A> {
  /** Behind `/api/reports/`. */
  readonly name: string;
  readonly summary: string;
  /** What the workbook is of. */
  readonly sheet: string;
  /** See `answerOfSeason`. */
  readonly answer: A;
}

/** Of which it is on record whose rows it shows. */
type OfHouseholds = z.ZodType<{ level: string; rows: readonly { id: string }[] }>;

/** 一个采暖季的报表和导出: a report of a season as of a day, and the same as a workbook. */
export function seasonEndpoints<A extends OfHouseholds>({
  name,
  summary,
  sheet,
  answer,
}: Declared<A>) {
  const common = { method: "get", permit: reportPermissions.read } as const;
  const read = endpoint({
    ...common,
    name: `reports.${name}`,
    path: `/api/reports/${name}`,
    summary,
    query: z.strictObject({ ...askedOfSeason, ...pageOfHouseholds }),
    reads: readsHouseholds,
    answer,
    refusals: ["out-of-scope", "reports-unavailable"],
  });
  const exported = endpoint({
    ...common,
    name: `reports.${name}-sheet`,
    path: `/api/reports/${name}/sheet`,
    summary: `${sheet} as an XLSX workbook, in the language of whoever asks`,
    query: z.strictObject(askedOfSeason),
    reads: { what: "household", list: true },
    answer: z.instanceof(Uint8Array),
    refusals: ["out-of-scope", "reports-unavailable"],
  });
  return { read, exported };
}
