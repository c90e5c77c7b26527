import { pino } from "pino";
import { expect, test } from "vitest";
import { securityEvents } from "@warmline/shared/security/event.ts";
import { StoreUnavailable, type CommitResult } from "@warmline/shared/store/port.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import { writeBehind } from "./write-behind.ts";

function writing(answer: (batch: readonly Write[]) => CommitResult | Error) {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: "error" }, { write: (line) => void lines.push(JSON.parse(line)) });
  const gathered: Write[] = [];
  const commits: string[][] = [];
  const behind = writeBehind({
    store: {
      async commit(batch) {
        const answered = answer(batch);
        if (answered instanceof Error) throw answered;
        if (answered.ok) commits.push(batch.map(({ id }) => id));
        return answered;
      },
    },
    log,
    gathered: () => gathered.splice(0),
  });
  const add = (...ids: string[]) => {
    gathered.push(...ids.map((id) => insert(securityEvents, { id, address: "a" } as never)));
  };
  return { behind, add, commits, lines };
}

const fine = { ok: true, position: 1 } as const;

test("many come in few commits, in order", async () => {
  const { behind, add, commits } = writing(() => fine);
  add(...Array.from({ length: 250 }, (_, place) => `e${place}`));
  await behind.flush();
  expect(commits.map(({ length }) => length)).toEqual([100, 100, 50]);
  expect(commits.flat().slice(99, 101)).toEqual(["e99", "e100"]);
  await behind.close();
  expect(commits).toHaveLength(3);
});

test("while the store is out of reach they wait, and what is too much is told", async () => {
  let away = true;
  const { behind, add, commits, lines } = writing(() =>
    away ? new StoreUnavailable("away") : fine,
  );
  add("a");
  await behind.flush();
  add(...Array.from({ length: 10_050 }, (_, place) => `e${place}`));
  await behind.flush();
  expect(commits).toEqual([]);
  away = false;
  await behind.close();
  expect(commits.flat()).toHaveLength(10_000);
  expect(lines).toMatchObject([{ lost: 51 }]);
});

test("one that is there already is passed over: the answer of its commit was lost", async () => {
  const { behind, add, commits } = writing((batch) => {
    const there = batch.find(({ id }) => id === "b");
    if (there === undefined) return fine;
    return { ok: false, conflict: { kind: "rev", collection: there.collection.name, id: "b" } };
  });
  add("a", "b", "c");
  await behind.close();
  expect(commits).toEqual([["a", "c"]]);
});

test("what cannot be written keeps nothing else from being so", async () => {
  let calls = 0;
  const { behind, add, commits, lines } = writing(() =>
    (calls += 1) === 1 ? new Error("bug") : fine,
  );
  add(...Array.from({ length: 120 }, (_, place) => `e${place}`));
  await behind.close();
  expect(commits.flat()).toHaveLength(20);
  expect(lines).toMatchObject([{ lost: 100 }]);
});
