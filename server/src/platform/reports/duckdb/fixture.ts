import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { ReportStore } from "../port.ts";
import { openDuckDb } from "./open.ts";

/** Statistics in a folder of their own, empty for each test of a file. */
export function emptyReports(): { readonly reports: ReportStore } {
  let folder: string;
  let reports: ReportStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "warmline-reports-"));
    reports = openDuckDb(join(folder, "reports.duckdb"));
  });
  afterEach(async () => {
    await reports.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get reports() {
      return reports;
    },
  };
}
