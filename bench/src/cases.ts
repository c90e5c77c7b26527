import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openTestDeps } from "@warmline/server/testing.ts";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { fileCase } from "@warmline/server/domains/cases/file-case.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import {
  alternating,
  fromWriters,
  percent,
  perSecond,
  rate,
  type Figure,
  figuresAs,
} from "./figures.ts";

const TOTAL = 6_000;
const WRITERS = 64;
const caller = {
  actor: { kind: "system", id: "bench", name: "bench" },
  origin: "bench",
  language: "zh",
} as const;

/**
 * Cases filed and committed (number, report, case, audit) against raw inserts of the same bytes.
 */
async function caseFigures(): Promise<Figure[]> {
  const deps = await openTestDeps();
  await seedDemoCity(deps, { households: 500, seasons: 1, seed: 7 });
  const homes = await deps.store.find(households, { index: "number", limit: 500 });
  const run = `${process.pid}-${Date.now()}`;
  let serial = 0;
  const file = async () => {
    serial += 1;
    const filed = await runCommand(deps, caller, fileCase, {
      source: "phone",
      sourceId: `${run}-${serial}`,
      contact: { name: "王秀英" },
      householdId: homes[serial % homes.length]?.id,
      category: "other",
      urgency: "normal",
      description: "暖气片上面热下面凉，室内只有十五度，请安排师傅上门。",
      separate: true,
    });
    if (!filed.ok) throw new Error(`not filed: ${filed.code}`);
  };
  await file();
  const [sample] = await deps.store.find(cases, {
    index: "byOpen",
    where: { open: true },
    order: "descending",
    limit: 1,
  });
  const body = JSON.stringify(sample);

  const folder = await mkdtemp(join(tmpdir(), "warmline-bench-"));
  const raw = new DatabaseSync(join(folder, "floor.sqlite"));
  raw.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  raw.exec("CREATE TABLE cases (id TEXT PRIMARY KEY, body TEXT)");
  const statement = raw.prepare("INSERT INTO cases VALUES (?, ?)");
  const floor = async () => void statement.run(`case-${(serial += 1)}`, body);

  const speed = async (work: () => Promise<void>) =>
    perSecond(TOTAL, await fromWriters(WRITERS, TOTAL, work));
  await speed(file); // warm
  const { ours, floor: bare } = await alternating(
    3,
    () => speed(file),
    () => speed(floor),
  );
  raw.close();
  await rm(folder, { recursive: true });
  await deps.close();
  return [
    {
      what: "cases filed and committed, 64 at once",
      ours: rate(ours),
      floor: `${rate(bare)} raw SQLite inserts`,
      ratio: percent(ours / bare),
      target: "> 2,000/s",
      met: ours > 2_000,
    },
  ];
}

export const casesFiled = figuresAs("cases filed and committed against raw inserts", caseFigures);
