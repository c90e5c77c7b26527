import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import type { Caller } from "./caller.ts";
import { command } from "./command.ts";
import { runCommand } from "./run-command.ts";

const clerk: Caller = {
  actor: { kind: "system", id: "clerk", name: "王芳" },
  origin: "test",
  language: "zh",
};

let released = 0;
const taking = command({
  name: "test.take",
  scope: "anywhere",
  async load(reads, { id }: { id: string; name: string }): Promise<Result<OrgNode, "not-found">> {
    const found = await reads.get(orgNodes, id);
    return found === null ? refuse("not-found") : ok(found);
  },
  decide(current, { name }) {
    const writes = [replace(orgNodes, current, { ...current, name })];
    return ok({ value: name, writes, subjects: [], release: () => void (released += 1) });
  },
});

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
});
afterAll(() => deps.close());

let count = 0;
async function made(name: string): Promise<string> {
  const id = `node-${(count += 1)}`;
  await deps.store.commit([
    insert(orgNodes, { id, kind: "station", name, parentId: "west", path: [id] } as never),
  ]);
  return id;
}

describe("what was taken ahead of the commit", () => {
  beforeEach(() => {
    released = 0;
  });

  test("is kept by a commit that was made", async () => {
    const id = await made("a");
    await runCommand(deps, clerk, taking, { id, name: "b" });
    expect(released).toBe(0);
  });

  test("is given back for each commit that lost", async () => {
    const id = await made("a");
    const twenty = Array.from({ length: 20 }, (_, n) =>
      runCommand(deps, clerk, taking, { id, name: `n${n}` }),
    );
    expect((await Promise.all(twenty)).every((one) => one.ok)).toBe(true);
    expect(released).toBeGreaterThan(0);
  });

  test("is given back when nobody waits any more, and when the store is gone", async () => {
    const id = await made("a");
    const controller = new AbortController();
    const load: typeof taking.load = (reads, input, moment) => {
      controller.abort();
      return taking.load(reads, input, moment);
    };
    const { signal } = controller;
    const left = runCommand(deps, { ...clerk, signal }, { ...taking, load }, { id, name: "b" });
    await expect(left).rejects.toThrow(/abort/i);
    const store = { ...deps.store, commit: () => Promise.reject(new Error("gone")) };
    const broken = runCommand({ ...deps, store }, clerk, taking, { id, name: "b" });
    await expect(broken).rejects.toThrow("gone");
    expect(released).toBe(2);
  });
});
