import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runCommand } from "../../platform/commands/run-command.ts";
import { noonOf } from "../dunning/fixture.ts";
import { caller, done } from "../ledger/testing.ts";
import { codeOf, people } from "../requests/fixture.ts";
import { beginRun, type BeginInput } from "./begin-command.ts";
import { approved, begun, carryOn, openSendingRoom, runOf, type SendingRoom } from "./fixture.ts";
import { listRuns, messagePage, readRunWhole } from "./queries.ts";
import { askRunSend, previewRunSend, sendingByRun } from "./send-request.ts";
import { dropRun, pauseRun, resumeRun, stopRun } from "./steer-commands.ts";

// 短信催缴: each refusal, and who sees and does nothing of another branch.

let room: SendingRoom;
beforeAll(async () => {
  room = await openSendingRoom("sqlite");
});
afterAll(() => room.close());

const elsewhere = {
  ...people.manager,
  scope: { kind: "branch", branchId: "branch-2" },
} as const;
const begin = (
  over: Partial<BeginInput> = {},
  who: typeof elsewhere | typeof people.cashier = people.cashier,
) =>
  runCommand(room.deps, caller(who), beginRun, {
    branchId: "branch-1",
    step: "reminder",
    ...over,
  });

async function steer(verb: "pause" | "resume" | "drop" | "stop", runId: string, seen?: number) {
  const { rev } = await runOf(room.deps, runId);
  const input = { id: runId, rev: seen ?? rev };
  const by = caller(people.cashier);
  switch (verb) {
    case "pause":
      return codeOf(await runCommand(room.deps, by, pauseRun, input));
    case "resume":
      return codeOf(await runCommand(room.deps, by, resumeRun, input));
    case "drop":
      return codeOf(await runCommand(room.deps, by, dropRun, input));
    case "stop":
      return codeOf(await runCommand(room.deps, by, stopRun, input));
  }
}

async function ask(runId: string) {
  const { rev } = await runOf(room.deps, runId);
  const input = { id: runId, rev, reason: "催缴" };
  return codeOf(await runCommand(room.deps, caller(people.cashier), askRunSend, input));
}

let id: string;
beforeEach(() => {
  room.clock.at = noonOf("2025-11-01");
});

test("a run is begun for a branch and a step that is written, one at a time", async () => {
  expect(codeOf(await begin({ branchId: "nowhere" }))).toBe("branch-unknown");
  expect(codeOf(await begin({ branchId: "city" }))).toBe("branch-unknown");
  expect(codeOf(await begin({}, elsewhere))).toBe("out-of-scope");
  expect(codeOf(await begin({ step: "visit" }))).toBe("step-not-by-message");
  expect(codeOf(await begin({ step: "notice" }))).toBe("step-not-by-message");
  id = await begun(room.deps);
  expect(codeOf(await begin())).toBe("dunning-run-open");
  expect(codeOf(await begin({ branchId: "branch-2" }))).toBe("ok");
});

test("a preview is neither sent nor stopped before it is through", async () => {
  expect(await ask(id)).toBe("messages-not-previewed");
  expect(await steer("stop", id)).toBe("messages-not-sending");
  expect(await steer("resume", id)).toBe("messages-not-paused");
  expect(await steer("pause", id, 99)).toBe("changed-meanwhile");
  expect(await steer("pause", id)).toBe("ok");
  expect(await steer("pause", id)).toBe("messages-not-under-way");
  // Its job ends at once, and finds nothing to do.
  expect((await carryOn(room.deps, id)).looked.accounts).toBe(0);
  expect(await steer("resume", id)).toBe("ok");
  expect((await carryOn(room.deps, id)).state).toBe("previewed");
});

test("it is sent by request alone, once, by the words that were looked at", async () => {
  const { rev } = await runOf(room.deps, id);
  const input = { id, rev, reason: "催缴" };
  const by = caller(people.cashier);
  const alone = await runCommand(room.deps, by, sendingByRun.command, input);
  expect(codeOf(alone)).toBe("approval-needed");
  expect(codeOf(await runCommand(room.deps, by, previewRunSend, { ...input, id: "x" }))).toBe(
    "not-found",
  );
  room.clock.at = noonOf("2025-11-09");
  expect(await ask(id)).toBe("messages-outdated");
  room.clock.at = noonOf("2025-11-01");
  const asked = await done(room.deps, by, askRunSend, input);
  expect(await ask(id)).toBe("request-pending");
  expect(codeOf(await room.approve("cashier", asked.id))).not.toBe("ok");
  expect(codeOf(await room.withdraw("cashier", asked.id))).toBe("ok");
  await approved(room, id);
  expect(await ask(id)).toBe("messages-not-previewed");
  expect(await steer("drop", id)).toBe("messages-not-previewed");
});

test("stopped it sends nothing more, whether or not it waited", async () => {
  expect(await steer("pause", id)).toBe("ok");
  expect(await steer("stop", id)).toBe("ok");
  expect(await steer("resume", id)).toBe("messages-not-paused");
  expect((await runOf(room.deps, id)).state).toBe("stopped");
  expect(await readRunWhole(room.deps, people.finance, id)).toMatchObject({
    value: { figures: expect.arrayContaining([expect.objectContaining({ state: "planned" })]) },
  });
});

test("where nobody is written to nothing is asked for; dropped, another is begun", async () => {
  const empty = await done(room.deps, caller(people.finance), beginRun, {
    branchId: "branch-1",
    step: "reminder",
  });
  await room.paid(2_674.7, "h0");
  for (const one of ["h1", "h3", "h4"]) await room.paid(2_674.7, one);
  await carryOn(room.deps, empty.id);
  expect(await ask(empty.id)).toBe("messages-to-nobody");
  expect(await steer("drop", empty.id)).toBe("ok");
  expect(codeOf(await begin())).toBe("ok");
});

test("nothing of it is seen from another branch", async () => {
  expect(await readRunWhole(room.deps, elsewhere, id)).toMatchObject({ code: "out-of-scope" });
  expect(await readRunWhole(room.deps, elsewhere, "x")).toMatchObject({ code: "not-found" });
  const page = { limit: 10 };
  expect(await messagePage(room.deps, elsewhere, id, page)).toMatchObject({ code: "out-of-scope" });
  expect(await messagePage(room.deps, people.finance, id, { ...page, after: "x" })).toMatchObject({
    code: "not-found",
  });
  const seen = await listRuns(room.deps, elsewhere);
  const branches = seen.ok ? seen.value.map(({ branchId }) => branchId) : [];
  expect(new Set(branches)).toEqual(new Set(["branch-2"]));
  const { rev } = await runOf(room.deps, id);
  expect(codeOf(await runCommand(room.deps, caller(elsewhere), stopRun, { id, rev }))).toBe(
    "out-of-scope",
  );
});
