import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { grant } from "./deadline-commands.ts";
import { fileCase, type FileCaseInput } from "./file-case.ts";
import * as it from "./fixture.ts";
import { must } from "./fixture.ts";
import { callBack, close, withdraw } from "./follow-up-commands.ts";
import { merge } from "./merge-commands.ts";
import { answer } from "./work-commands.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
  await it.furnish(deps);
});
afterAll(() => deps.close());

async function caseNow(id: string): Promise<Case> {
  return (await deps.store.get(cases, id))!;
}

/** Of the eastern home, from a phone of their own. */
async function told(
  phone: string | undefined,
  urgency: FileCaseInput["urgency"] = "normal",
): Promise<string> {
  const contact = phone === undefined ? {} : { phone };
  const about = { householdId: it.eastHome.id, category: "other", separate: true } as const;
  const report = it.reportWith({ ...about, contact, urgency });
  return (await must(runCommand(deps, it.agent, fileCase, report))).id;
}

/** Main case with others merged into it. */
async function merged(phones: readonly (string | undefined)[], urgency?: FileCaseInput["urgency"]) {
  const main = await told("13800138000", urgency);
  const others: string[] = [];
  for (const phone of phones) {
    const id = await told(phone);
    await must(runCommand(deps, it.supervisor, merge, { id, intoId: main }));
    others.push(id);
  }
  return { main, others };
}

async function closeWhole(id: string) {
  await must(runCommand(deps, it.agent, answer, { id, description: "已处理" }));
  await must(runCommand(deps, it.agent, callBack, { id, outcome: "satisfied" }));
  await must(runCommand(deps, it.agent, close, { id }));
}

describe("whoever told of it from another phone", () => {
  test("has a call-back of their own once the main case closes", async () => {
    const { main, others } = await merged(["13800138001", "13800138002"]);
    await closeWhole(main);
    expect(await caseNow(main)).toMatchObject({ state: "closed", reportCount: 1 });
    for (const id of others) {
      const own = await caseNow(id);
      expect([own.state, own.open, own.mergedInto]).toEqual(["resolved", true, undefined]);
      expect(own.history.at(-1)).toMatchObject({ kind: "settled" });
    }
    const [one = "", two = ""] = others;
    const satisfied = { id: one, outcome: "satisfied" } as const;
    await must(runCommand(deps, it.agent, callBack, satisfied));
    await must(runCommand(deps, it.agent, close, { id: one }));
    const cold = { id: two, outcome: "dissatisfied", description: "没有解决" } as const;
    expect((await must(runCommand(deps, it.agent, callBack, cold))).state).toBe("reopened");
  });

  test("has taken nothing back when the main case is withdrawn", async () => {
    const { main, others } = await merged(["13800138003"]);
    await must(runCommand(deps, it.agent, withdraw, { id: main, description: "不用来了" }));
    expect(await caseNow(others[0]!)).toMatchObject({ state: "new", open: true });
  });

  test("has taken nothing back when that is asked for, and then granted", async () => {
    const { main, others } = await merged(["13800138006"], "critical");
    await must(runCommand(deps, it.agent, withdraw, { id: main, description: "不用来了" }));
    expect((await caseNow(others[0]!)).open).toBe(false);
    await must(runCommand(deps, it.supervisor, grant, { id: main }));
    expect((await caseNow(main)).state).toBe("closed");
    expect(await caseNow(others[0]!)).toMatchObject({ state: "new", open: true });
  });

  test("is called once, and not for the same phone, nor where there is none", async () => {
    const { main, others } = await merged(["13800138000", undefined, "13800138004", "13800138004"]);
    await closeWhole(main);
    const states = await Promise.all(others.map(async (id) => (await caseNow(id)).state));
    expect(states).toEqual(["closed", "closed", "resolved", "closed"]);
    expect((await caseNow(main)).mergedIds).toHaveLength(3);
  });
});

test("another household's case is not merged, whatever its cause", async () => {
  const main = await told("13800138005");
  const away = it.reportWith({ householdId: it.westHome.id, separate: true });
  const { id } = await must(runCommand(deps, it.agent, fileCase, away));
  const refused = await runCommand(deps, it.supervisor, merge, { id, intoId: main });
  expect(refused).toMatchObject({ ok: false, code: "other-reporter" });
});
