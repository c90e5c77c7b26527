import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { endpoint } from "@warmline/shared/api/endpoint.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { handle } from "../http/serve.ts";
import { command } from "./command.ts";
import { runCommand } from "./run-command.ts";
import { clerk, elsewhere, insertNode, nodeName, rename } from "./testing.ts";

// What a command leaves on record beside the usual: refusals, nothing of secrets, another actor.

let deps: TestDeps;
beforeAll(async () => {
  deps = await openTestDeps();
});
afterAll(() => deps.close());

const made = (name?: string) => insertNode(deps, name);
const nameOf = (id: string) => nodeName(deps, id);

describe("a refusal on record", () => {
  const recording = command({
    ...rename,
    decide: (current: OrgNode) =>
      ok({
        refusal: refuse("too-long"),
        command: "test.refuse-rename",
        writes: [replace(orgNodes, current, { ...current, name: `${current.name}!` })],
        subjects: [current.id],
      }),
  });

  test("is committed with what it changes, and no key remembers it", async () => {
    const id = await made("a");
    const mine = { ...clerk, key: "key-seven" };
    const twice = [
      await runCommand(deps, mine, recording, { id, name: "x" }),
      await runCommand(deps, mine, recording, { id, name: "x" }),
    ];
    expect(twice).toEqual([refuse("too-long"), refuse("too-long")]);
    expect(await nameOf(id)).toBe("a!!");
    const where = { command: "test.refuse-rename" };
    const found = await deps.store.find(audit, { index: "byCommand", where });
    expect(found.map(({ subjects, key }) => [subjects, key])).toEqual([
      [[id], undefined],
      [[id], undefined],
    ]);
  });

  test("leaves its trace also where nothing is written beside it", async () => {
    const id = await made("a");
    const head = await deps.store.head();
    const bare = { refusal: refuse("too-long"), command: "test.refuse", writes: [], subjects: [] };
    await runCommand(deps, clerk, { ...rename, decide: () => ok(bare) }, { id, name: "x" });
    expect(await deps.store.head()).toBe(head + 1);
  });

  test("is decided anew when another writer was first", async () => {
    const id = await made("");
    await Promise.all(
      Array.from({ length: 20 }, () => runCommand(deps, clerk, recording, { id, name: "x" })),
    );
    expect(await nameOf(id)).toBe("!".repeat(20));
  });
});

describe("secrets", () => {
  const keyed = { ...clerk, key: "key-eight" };
  const recordOf = async (key: string) => {
    const where = { key: `clerk ${key}` };
    return (await deps.store.find(audit, { index: "key", where })).map((one) => one.answer);
  };

  test("an answer that is shown once is not kept, and a repetition is told so", async () => {
    const id = await made("a");
    const secret = command({ ...rename, shownOnce: "too-long" as const });
    expect(await runCommand(deps, keyed, secret, { id, name: "b" })).toEqual(ok("a → b"));
    expect(await recordOf("key-eight")).toEqual([null]);
    expect(await runCommand(deps, keyed, secret, { id, name: "b" })).toEqual(refuse("too-long"));
    expect(await runCommand(deps, keyed, secret, { id, name: "c" })).toEqual(refuse("key-reused"));
    expect(await nameOf(id)).toBe("b");
  });

  test("a command without keys remembers none, whatever the caller brings", async () => {
    const id = await made("a");
    const mine = { ...clerk, key: "key-nine" };
    const keyless = command({ ...rename, key: false as const });
    expect(await runCommand(deps, mine, keyless, { id, name: "b" })).toEqual(ok("a → b"));
    expect(await runCommand(deps, mine, keyless, { id, name: "c" })).toEqual(ok("b → c"));
    expect(await recordOf("key-nine")).toEqual([]);
    // An endpoint that takes a key would promise what is not kept.
    const asked = { name: "test.rename", method: "post", path: "/", permit: "public" } as const;
    const at = endpoint({ ...asked, summary: "renames", answer: z.string(), refusals: [] });
    expect(() => handle(deps, at, keyless as never, {} as never)).toThrow(/remembers no key/);
  });
});

test("whoever signs in by a command stands in its audit record", async () => {
  const id = await made("a");
  const { actor } = elsewhere;
  const named = command({
    ...rename,
    decide: (current: OrgNode) => {
      const writes = [replace(orgNodes, current, { ...current, name: "b" })];
      return ok({ value: "b", writes, subjects: [id], actor });
    },
  });
  await runCommand(deps, clerk, named, { id, name: "b" });
  expect((await deps.store.get(orgNodes, id))?.by).toMatchObject({ actorId: "elsewhere" });
});
