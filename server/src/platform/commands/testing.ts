import { expect } from "vitest";
import { orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Deps } from "../deps.ts";
import type { Caller } from "./caller.ts";
import { command, type Command, type Decision } from "./command.ts";
import { runCommand, type CommandCode } from "./run-command.ts";

/** For tests only: a command that renames a node of the organisation, and those who call it. */
export const clerk: Caller = {
  actor: { kind: "staff", id: "clerk", name: "王芳", roles: [], scope: { kind: "city" } },
  origin: "test",
  language: "zh",
};
export const elsewhere: Caller = {
  ...clerk,
  actor: {
    kind: "staff",
    id: "elsewhere",
    name: "李强",
    roles: [],
    scope: { kind: "branch", branchId: "east" },
  },
};

export interface Rename {
  readonly id: string;
  readonly name: string;
  readonly rev?: number;
}

export const decided = (value: string, writes: Decision<string>["writes"]) =>
  ok({ value, writes, subjects: [] });

export const rename = command({
  name: "test.rename",
  async load(reads, { id }: Rename): Promise<Result<OrgNode, "not-found" | "too-long">> {
    const found = await reads.get(orgNodes, id);
    return found === null ? refuse("not-found") : ok(found);
  },
  scope: ({ parentId }) => ({ branchId: parentId ?? undefined }),
  seen: ({ id, rev: now }, { rev: seen }) => ({ seen, now, subject: `orgNodes/${id}` }),
  decide(current, { name }) {
    if (name.length > 5) return refuse("too-long");
    return decided(`${current.name} → ${name}`, [replace(orgNodes, current, { ...current, name })]);
  },
});

let count = 0;

/** A new node of the branch `west`; answers its id. */
export async function insertNode({ store }: Deps, name = "0"): Promise<string> {
  const id = `node-${(count += 1)}`;
  await store.commit([
    insert(orgNodes, { id, kind: "station", name, parentId: "west", path: [id] } as never),
  ]);
  return id;
}

export async function nodeName({ store }: Deps, id: string): Promise<string | undefined> {
  return (await store.get(orgNodes, id))?.name;
}

/**
 * Asks for each row in turn and expects it to be refused with its code, with nothing written. In
 * the order of the refusals: what a row asks for is wrong in its own and in all later ways.
 */
export async function expectRefusals<I, S, V, C extends string>(
  deps: Deps,
  refusing: Command<I, S, V, C>,
  rows: readonly (readonly [code: C | CommandCode, by: Caller, input: I])[],
): Promise<void> {
  const head = await deps.store.head();
  for (const [code, by, input] of rows) {
    expect(await runCommand(deps, by, refusing, input)).toMatchObject({ ok: false, code });
  }
  expect(await deps.store.head()).toBe(head);
}
