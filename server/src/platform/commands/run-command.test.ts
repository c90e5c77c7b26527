import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "@warmline/shared/audit/model.ts";
import { orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { fenceOf } from "../jobs/fence.ts";
import type { Caller } from "./caller.ts";
import { command, type Command, type Decision } from "./command.ts";
import { runCommand } from "./run-command.ts";
import { clerk, decided, elsewhere, insertNode, nodeName, rename, type Rename } from "./testing.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
});
afterAll(() => deps.close());

const made = (name?: string) => insertNode(deps, name);
const nameOf = (id: string) => nodeName(deps, id);

describe("the order of refusals", () => {
  test.each<[string, Caller, Partial<Rename>]>([
    ["not-found", elsewhere, { id: "nowhere", rev: 9, name: "too long" }],
    ["out-of-scope", elsewhere, { rev: 9, name: "too long" }],
    ["changed-meanwhile", clerk, { rev: 9, name: "too long" }],
    ["too-long", clerk, { rev: 1, name: "too long" }],
  ])("%s", async (code, caller, input) => {
    const id = await made();
    const head = await deps.store.head();
    const outcome = await runCommand(deps, caller, rename, { id, name: "x", ...input });
    expect(outcome).toMatchObject({ ok: false, code });
    expect(await deps.store.head()).toBe(head);
  });
});

describe("what changed meanwhile is told with who changed it last", () => {
  const stale = { rev: 9, name: "x" };
  const audited = (id: string) =>
    command({
      ...rename,
      name: "test.rename-on-record",
      decide: (current: OrgNode, input: Rename, moment) => {
        const plain = rename.decide(current, input, moment);
        return plain.ok && "writes" in plain.value
          ? ok({ ...plain.value, subjects: [`orgNodes/${id}`] })
          : plain;
      },
    });

  test("by the newest record on that very thing", async () => {
    const [id, other] = [await made("a"), await made("a")];
    await runCommand(deps, clerk, audited(id), { id, name: "b" });
    const second = { ...clerk, actor: { ...clerk.actor, name: "刘敏" } };
    await runCommand(deps, second, audited(id), { id, name: "c" });
    await runCommand(deps, clerk, audited(other), { id: other, name: "b" });
    expect(await runCommand(deps, clerk, rename, { id, ...stale })).toMatchObject({
      code: "changed-meanwhile",
      detail: { by: "刘敏", command: "test.rename-on-record" },
    });
  });

  test("by nobody where none is on record", async () => {
    const id = await made("a");
    const outcome = await runCommand(deps, clerk, rename, { id, ...stale });
    expect(outcome).toEqual(refuse("changed-meanwhile"));
  });
});

describe("a key", () => {
  const keyed = { ...clerk, key: "key-one" };

  test("answers what it answered first, whatever has come since", async () => {
    const id = await made("a");
    const first = await runCommand(deps, keyed, rename, { id, name: "b" });
    await runCommand(deps, clerk, rename, { id, name: "c" });
    const again = await runCommand(deps, keyed, rename, { id, name: "b" });
    expect([first, again]).toEqual([ok("a → b"), ok("a → b")]);
    expect(await nameOf(id)).toBe("c");
  });

  test("with other content is refused and changes nothing", async () => {
    const id = await made("a");
    const mine = { ...clerk, key: "key-two" };
    await runCommand(deps, mine, rename, { id, name: "b" });
    const other = await runCommand(deps, mine, rename, { id, name: "c" });
    expect(other).toEqual(refuse("key-reused"));
    expect(await nameOf(id)).toBe("b");
  });

  test("is its caller's own", async () => {
    const id = await made("a");
    await runCommand(deps, { ...clerk, key: "key-three" }, rename, { id, name: "b" });
    const theirs = { ...clerk, key: "key-three", actor: { ...clerk.actor, id: "another" } };
    expect(await runCommand(deps, theirs, rename, { id, name: "c" })).toEqual(ok("b → c"));
  });

  test("twenty times at once is done once", async () => {
    const id = await made("a");
    const all = { ...clerk, key: "key-four" };
    const head = await deps.store.head();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => runCommand(deps, all, rename, { id, name: "b" })),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await deps.store.head()).toBe(head + 1);
  });

  test("a refusal is not kept: what was wrong may be mended", async () => {
    const mine = { ...clerk, key: "key-five" };
    const id = await made("a");
    await runCommand(deps, mine, rename, { id, name: "b", rev: 9 });
    expect(await runCommand(deps, mine, rename, { id, name: "b", rev: 1 })).toEqual(ok("a → b"));
  });
});

test("the audit record is of the commit: who, when, why, under which key", async () => {
  const id = await made("a");
  const caller = { ...clerk, key: "key-six" };
  await runCommand(deps, caller, { ...rename, decide: withReason }, { id, name: "b" });
  const found = await deps.store.find(audit, {
    index: "key",
    where: { key: "clerk key-six" },
  });
  expect(found).toMatchObject([
    { command: "test.rename", actorId: "clerk", reason: "because", answer: "done", subjects: [id] },
  ]);
  expect((await deps.store.get(orgNodes, id))?.by?.id).toBe(found[0]?.id);

  function withReason(current: OrgNode): Result<Decision<string>, "not-found" | "too-long"> {
    const writes = [replace(orgNodes, current, { ...current, name: "b" })];
    return ok({ value: "done", writes, subjects: [current.id], reason: "because" });
  }
});

test("nothing to write leaves no trace", async () => {
  const head = await deps.store.head();
  const idle = { ...rename, decide: () => decided("nothing", []) };
  const id = await made();
  expect(await runCommand(deps, clerk, idle, { id, name: "x" })).toEqual(ok("nothing"));
  expect(await deps.store.head()).toBe(head + 1);
});

describe("what a decision rests on", () => {
  /** Takes the last one on duty off, but for the very last. */
  const leave: Command<string, OrgNode[], null, "last"> = command({
    name: "test.leave",
    load: async (reads) =>
      ok(await reads.find(orgNodes, { index: "byKind", where: { kind: "hall" } })),
    scope: "city",
    decide(halls, id) {
      const open = halls.filter(({ name }) => name === "open");
      const mine = open.find((one) => one.id === id);
      if (open.length < 2 || mine === undefined) return refuse("last");
      const writes = [replace(orgNodes, mine, { ...mine, name: "left" })];
      return ok({ value: null, writes, subjects: [] });
    },
  });

  test("still holds when it is committed: of two who leave at once one stays", async () => {
    for (let round = 0; round < 50; round += 1) {
      const ids = [`hall-${round}-a`, `hall-${round}-b`];
      await deps.store.commit(
        ids.map((id) =>
          insert(orgNodes, { id, kind: "hall", name: "open", parentId: null, path: [id] } as never),
        ),
      );
      const outcomes = await Promise.all(ids.map((id) => runCommand(deps, clerk, leave, id)));
      expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
      const left = ids.find((_, place) => !outcomes[place]?.ok) ?? "";
      const last = await deps.store.get(orgNodes, left);
      await deps.store.commit([replace(orgNodes, last!, { ...last!, name: "closed" })]);
    }
  });

  /** Founds a service point where there is none: what is absent counts, too. */
  const found = command({
    name: "test.found",
    load: async (reads, kind: "service-point" | "unit"): Promise<Result<OrgNode[], "there">> =>
      ok(await reads.find(orgNodes, { index: "byKind", where: { kind } })),
    scope: "city",
    decide(there, kind, { nextId }) {
      if (there.length > 0) return refuse("there");
      const id = nextId();
      const body = { id, kind, name: id, parentId: null, path: [id] } as never;
      return ok({ value: id, writes: [insert(orgNodes, body)], subjects: [] });
    },
  });

  test("is also what was not there: of many who found one, one does", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => runCommand(deps, clerk, found, "service-point" as const)),
    );
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
  });

  test("is one moment for a refusal, too: what another came between is read anew", async () => {
    const pair = { done: await made("open"), left: await made("one") };
    /** Takes what is left; another one does it whole between the two reads. */
    const take = command({
      name: "test.take",
      async load(reads, { done, left }: typeof pair): Promise<Result<string[], "none-left">> {
        const first = await reads.get(orgNodes, done);
        if (first?.name === "open") {
          await runCommand(deps, clerk, rename, { id: done, name: "done" });
          await runCommand(deps, clerk, rename, { id: left, name: "none" });
        }
        const second = await reads.get(orgNodes, left);
        return ok([first!.name, second!.name]);
      },
      scope: "city",
      decide([first, second]): Result<Decision<null>, "none-left" | "done"> {
        if (first === "done") return refuse("done");
        if (second === "none") return refuse("none-left");
        return ok({ value: null, writes: [], subjects: [] });
      },
    });
    expect(await runCommand(deps, clerk, take, pair)).toEqual(refuse("done"));
  });
});

describe("patience", () => {
  test("nobody is refused for a number of tries: a hundred change one document", async () => {
    const id = await made("0");
    const increment = command({
      ...rename,
      decide: (current: OrgNode) => {
        const name = String(Number(current.name) + 1);
        return decided(name, [replace(orgNodes, current, { ...current, name })]);
      },
    });
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => runCommand(deps, clerk, increment, { id, name: "" })),
    );
    expect(outcomes.every((one) => one.ok)).toBe(true);
    expect(await nameOf(id)).toBe("100");
  });

  test("whoever waits no longer is not served", async () => {
    const id = await made("a");
    const gone = AbortSignal.abort();
    await expect(
      runCommand(deps, { ...clerk, signal: gone }, rename, { id, name: "b" }),
    ).rejects.toThrow(/abort/i);
    expect(await nameOf(id)).toBe("a");
  });

  test("a queue that is too long is said to be: nothing was begun", async () => {
    const id = await made("a");
    const slow = Promise.withResolvers<void>();
    const first = deps.mutex.run("busy", () => slow.promise);
    const others = Array.from({ length: 999 }, () => deps.mutex.run("busy", async () => undefined));
    const waiting = { ...rename, mutex: () => "busy" };
    expect(await runCommand(deps, clerk, waiting, { id, name: "b" })).toEqual(refuse("busy"));
    slow.resolve();
    await Promise.all([first, ...others]);
    expect(await nameOf(id)).toBe("a");
  });
});

test("under the fence of a job's run that was outdone nothing is written", async () => {
  const id = await made();
  const first = await fenceOf(deps.store, "test/job", 1);
  const run = { ...clerk, fence: first };
  expect(await runCommand(deps, run, rename, { id, name: "1" })).toMatchObject({ ok: true });
  const second = await fenceOf(deps.store, "test/job", 2);
  const late = runCommand(deps, { ...run, key: "a late key" }, rename, { id, name: "late" });
  await expect(late).rejects.toMatchObject({ why: "lost" });
  expect(await nameOf(id)).toBe("1");
  const next = await runCommand(deps, { ...clerk, fence: second }, rename, { id, name: "2" });
  expect(next).toMatchObject({ ok: true });
});
