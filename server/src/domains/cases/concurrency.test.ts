import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { seededRandom, type Random } from "@warmline/shared/kernel/ids.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { cases, caseSeries, reports, type Case } from "@warmline/shared/cases/model.ts";
import { collections } from "../../modules.ts";
import { makeKeyedMutex } from "../../platform/commands/keyed-mutex.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { createInProcessNotifier } from "../../platform/notifier/in-process.ts";
import { openTestDeps } from "../../testing.ts";
import { classify, setHousehold } from "./description-commands.ts";
import { fileCase, type FileCaseInput } from "./file-case.ts";
import * as it from "./fixture.ts";
import { must } from "./fixture.ts";
import { reopen, withdraw } from "./follow-up-commands.ts";

// Two processes over one store: each has a mutex of its own, so that only commits keep them apart.

const MONGO_URL = process.env["WARMLINE_TEST_MONGO_URL"];
const SEED = 20_261_127;
const ROUNDS = 40;

// A MongoDB just started takes its time over the first collections.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let nodes: readonly [Deps, Deps];
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function openNodes(engine: "sqlite" | "mongo"): Promise<void> {
  const deps = await openTestDeps();
  closing.push(() => deps.close());
  const open = engine === "sqlite" ? await onSqlite(deps) : await onMongo();
  const node = async (): Promise<Deps> => {
    const store = await open();
    closing.push(() => store.close());
    return { ...deps, store, mutex: makeKeyedMutex() };
  };
  nodes = [await node(), await node()];
  await it.furnish(nodes[0]);
}

async function onSqlite({ config }: Deps): Promise<() => Promise<Store>> {
  const { openSqliteStore } = await import("../../platform/stores/sqlite/open.ts");
  const file = join(config.DATA_DIR, "two-processes.sqlite");
  return () => openSqliteStore({ file, collections });
}

async function onMongo(): Promise<() => Promise<Store>> {
  const { openMongoStore } = await import("../../platform/stores/mongo/open.ts");
  const { connect } = await import("../../platform/stores/mongo/connection.ts");
  const [url, database] = [MONGO_URL ?? "", `warmline_test_${randomUUID().slice(0, 8)}`];
  const notifier = createInProcessNotifier();
  closing.push(async () => {
    const connection = await connect({ url, database, waitMs: 5_000 });
    await connection.database.dropDatabase();
    await connection.close();
  });
  return () => openMongoStore({ url, database, collections, notifier });
}

/** On the one process and the other, all at the same moment. */
function fileAtOnce(inputs: readonly FileCaseInput[], nodeOf = (place: number) => place % 2) {
  return Promise.all(
    inputs.map((input, place) =>
      must(runCommand(nodes[nodeOf(place)]!, it.agent, fileCase, input)),
    ),
  );
}

async function caseOf(id: string): Promise<Case> {
  const caseRecord = await nodes[0].store.get(cases, id);
  if (caseRecord === null) throw new Error(`no case ${id}`);
  return caseRecord;
}

const engines = [
  { engine: "sqlite", missing: false },
  { engine: "mongo", missing: MONGO_URL === undefined },
] as const;

describe.each(engines)("on $engine", ({ engine, missing }) => {
  describe.skipIf(missing)("with WARMLINE_TEST_MONGO_URL", () => {
    test("the same report many times is one case", async () => {
      await openNodes(engine);
      const input = it.reportWith({ category: "other" });
      const answers = await fileAtOnce(Array.from({ length: 24 }, () => input));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(answers.filter(({ outcome }) => outcome === "filed")).toHaveLength(1);
      expect(await caseOf(answers[0]!.id)).toMatchObject({ reportCount: 1, rev: 1 });
    });

    test("of two reports under one id of their source one is filed, one refused", async () => {
      await openNodes(engine);
      for (let round = 0; round < 10; round += 1) {
        const input = it.reportWith({ category: "other", description: "漏风" });
        const both = await Promise.all(
          ["楼道漏风", "窗户漏风"].map((description, place) =>
            runCommand(nodes[place % 2]!, it.agent, fileCase, { ...input, description }),
          ),
        );
        const codes = both.map((answer) => (answer.ok ? "ok" : answer.code));
        expect(codes.toSorted()).toEqual(["ok", "source-reused"]);
      }
    });

    test("numbers have neither gaps nor twins", async () => {
      await openNodes(engine);
      await fileAtOnce(Array.from({ length: 40 }, () => it.reportWith({ category: "other" })));
      const all = await nodes[1].store.find(cases, { index: "number", limit: 1_000 });
      const numbers = all.map(({ number }) => Number(number.slice(9)));
      expect(numbers).toEqual(Array.from({ length: 40 }, (_, place) => place + 1));
      const day = all[0]!.number.slice(0, 8);
      expect((await nodes[1].store.get(caseSeries, day))?.last).toBe(40);
    });

    test(`reports that belong together never open two cases, seed ${SEED}`, async () => {
      await openNodes(engine);
      const random = seededRandom(SEED);
      for (let round = 0; round < ROUNDS; round += 1) {
        const together = belongingTogether(random, round);
        // Side by side in one process they share a group commit, on two they meet in the store.
        const answers = await fileAtOnce(together, () => Math.floor(random.next() * 2));
        const what = `round ${round}: ${JSON.stringify(together.map(whoOf))}`;
        expect(new Set(answers.map(({ id }) => id)).size, what).toBe(1);
        const { id, reportCount } = await caseOf(answers[0]!.id);
        expect(reportCount, what).toBe(together.length);
        const where = { caseId: id };
        const found = await nodes[1].store.find(reports, { index: "byCase", where });
        expect(
          found.filter(({ first }) => first),
          what,
        ).toHaveLength(1);
        await must(runCommand(nodes[0], it.agent, withdraw, { id, description: "好了" }));
      }
    });

    test("a case in reach by the same moment takes the report, unless that was first", async () => {
      await openNodes(engine);
      for (let round = 0; round < ROUNDS; round += 1) {
        const { id, bring } = await almostInReach(round);
        const householdId = it.eastHome.id;
        const report = it.reportWith({ householdId, category: "leak" });
        const [joined, filed] = await Promise.all([
          bring(),
          runCommand(nodes[1], it.agent, fileCase, report),
        ]);
        expect([joined.ok, filed.ok]).toEqual([true, true]);
        const own = await caseOf(filed.ok ? filed.value.id : "");
        const other = await caseOf(id);
        // Filed apart it was there first: then it was committed before the other came in reach.
        const apart = own.id !== other.id;
        expect(apart ? (await positionOf(own)) < (await positionOf(other)) : true).toBe(true);
        for (const one of new Set([own.id, other.id])) {
          await must(runCommand(nodes[0], it.agent, withdraw, { id: one, description: "好了" }));
        }
      }
    });
  });
});

type Who = Pick<FileCaseInput, "householdId" | "contact">;
const whoOf = ({ householdId, contact }: FileCaseInput): Who => ({ householdId, contact });

/** Two to four reports on one leak, told apart by no more than how the caller is known. */
function belongingTogether(random: Random, round: number): FileCaseInput[] {
  const phone = `+86137${String(10_000_000 + round)}`;
  const home = { householdId: it.eastHome.id, contact: { phone } };
  const ways: readonly (readonly Who[])[] = [
    // The same household, whoever calls.
    [home, { householdId: it.eastHome.id, contact: {} }],
    // The same phone, the household known to one of them alone.
    [home, { contact: { phone } }],
    // The phone on file, and the household that it is on file for.
    [{ contact: { phone: it.eastHome.phone } }, { householdId: it.eastHome.id, contact: {} }],
    // Nothing but a phone.
    [{ contact: { phone } }],
  ];
  const way = ways[Math.floor(random.next() * ways.length)]!;
  const count = 2 + Math.floor(random.next() * 3);
  return Array.from({ length: count }, () => {
    const who = way[Math.floor(random.next() * way.length)]!;
    return it.reportWith({ category: "leak", ...who });
  });
}

/** A case that one more command makes one of the household's open leaks. */
async function almostInReach(round: number) {
  const file = (given: Partial<FileCaseInput>) =>
    must(runCommand(nodes[0], it.agent, fileCase, it.reportWith({ separate: true, ...given })));
  const householdId = it.eastHome.id;
  const run = nodes[0];
  switch (round % 3) {
    case 0: {
      const { id } = await file({ householdId, category: "leak" });
      await must(runCommand(run, it.agent, withdraw, { id, description: "好了" }));
      return { id, bring: () => runCommand(run, it.agent, reopen, { id, description: "又漏" }) };
    }
    case 1: {
      const { id } = await file({ category: "leak" });
      return { id, bring: () => runCommand(run, it.agent, setHousehold, { id, householdId }) };
    }
    default: {
      const { id } = await file({ householdId, category: "praise" });
      const leak = { id, category: "leak", urgency: "normal" } as const;
      return { id, bring: () => runCommand(run, it.agent, classify, leak) };
    }
  }
}

/** Where in the log the case's present revision was committed. */
async function positionOf({ id, rev }: Case): Promise<number> {
  const log = await nodes[0].store.read(0, 10_000);
  const entry = log.find(({ writes }) =>
    writes.some((one) => one.collection === cases.name && one.id === id && one.rev === rev),
  );
  return entry?.position ?? 0;
}
