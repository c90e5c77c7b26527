import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import type { Caller } from "../commands/caller.ts";
import { commitAudited } from "./commit-audited.ts";

const actor: StaffActor = {
  kind: "staff",
  id: "staff-7",
  name: "李娜",
  roles: ["administrator"],
  scope: { kind: "city" },
};
const caller: Caller = { actor, origin: "console 10.0.0.7", language: "zh" };
const node = (id: string, name = "西城") =>
  insert(orgNodes, { id, kind: "branch", name, parentId: null, path: [id] } as never);

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
});
afterAll(() => deps.close());

describe("commitAudited", () => {
  test("stamps every document and commits the audit record with them", async () => {
    const of = { command: "org.found", subjects: ["orgNodes/a", "orgNodes/b"], reason: "新设" };
    const before = await deps.store.head();
    const outcome = await commitAudited(deps, caller, of, [node("a"), node("b")]);
    expect(outcome).toEqual({ ok: true, position: before + 1 });
    const [a, b] = await deps.store.getMany(orgNodes, ["a", "b"]);
    const by = {
      command: "org.found",
      actorKind: "staff",
      actorId: "staff-7",
      actorName: "李娜",
      origin: "console 10.0.0.7",
      reason: "新设",
    };
    expect(a?.by).toMatchObject(by);
    expect(b?.by).toEqual(a?.by);
    const [entry] = await deps.store.read(before, 1);
    expect(entry?.writes.map(({ collection }) => collection)).toEqual([
      "orgNodes",
      "orgNodes",
      "audit",
    ]);
    const record = await deps.store.get(audit, a?.by?.id ?? "");
    expect(record).toMatchObject({ ...by, subjects: of.subjects, at: a?.by?.at });
  });

  test("leaves no trace of what was not committed", async () => {
    const of = { command: "org.found", subjects: ["orgNodes/c"] };
    await commitAudited(deps, caller, of, [node("c")]);
    const before = { head: await deps.store.head(), records: await recordsOn("orgNodes/c") };
    const outcome = await commitAudited(deps, caller, of, [node("d"), node("c")]);
    expect(outcome).toMatchObject({ ok: false, conflict: { collection: "orgNodes", id: "c" } });
    expect(await deps.store.get(orgNodes, "d")).toBeNull();
    expect({ head: await deps.store.head(), records: await recordsOn("orgNodes/c") }).toEqual(
      before,
    );
  });

  test("a caller's own `by` is never believed", async () => {
    const body = { id: "e", kind: "branch", name: "e", parentId: null } as const;
    const forged = insert(orgNodes, { ...body, by: { actorId: "somebody else" } } as never);
    await commitAudited(deps, caller, { command: "org.found", subjects: [] }, [forged]);
    expect((await deps.store.get(orgNodes, "e"))?.by?.actorId).toBe("staff-7");
  });
});

async function recordsOn(subject: string): Promise<number> {
  const from = `${subject}@`;
  const query = { index: "bySubject", from, to: `${from}~` } as const;
  return (await deps.store.find(audit, query)).length;
}
