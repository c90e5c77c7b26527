import { openTestDeps } from "@warmline/server/testing.ts";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { fileCase } from "@warmline/server/domains/cases/file-case.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
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
import { newestCommit, openRawFloor } from "./same-bytes.ts";

const TOTAL = 6_000;
const WRITERS = 64;
const caller = {
  actor: { kind: "system", id: "bench", name: "bench" },
  origin: "bench",
  language: "zh",
} as const;

/**
 * Cases filed and committed (number, report, case, audit), against bare `node:sqlite` that writes
 * the same documents, one transaction with its fsync after the other.
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
  const documents = await newestCommit(deps.store);
  const raw = openRawFloor();
  const floor = async () => raw.commit(documents);

  const speed = async (work: () => Promise<void>) =>
    perSecond(TOTAL, await fromWriters(WRITERS, TOTAL, work));
  await speed(file); // warm
  const { ours, floor: bare } = await alternating(
    5,
    () => speed(file),
    () => speed(floor),
  );
  raw.close();
  await deps.close();
  return [
    {
      what: "cases filed and committed, 64 at once",
      ours: rate(ours),
      floor: `${rate(bare)} raw SQLite transactions of the same ${documents.length} documents`,
      ratio: percent(ours / bare),
      target: "≥ 100 %, > 2,000/s",
      met: ours >= bare && ours > 2_000,
    },
  ];
}

export const casesFiled = figuresAs("cases filed and committed against raw inserts", caseFigures);
