import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import type { Answer, Call } from "./call.ts";

// Outside of a component a rune is what it holds.
vi.stubGlobal(
  "$state",
  Object.assign((value: unknown) => value, { raw: (value: unknown) => value }),
);
const { Acts } = await import("./acts.svelte.ts");

const pay = endpoint({
  name: "test.pay",
  method: "post",
  path: "/api/test/:id",
  permit: "public",
  refusals: [],
  summary: "Pays",
  params: z.object({ id: z.string() }),
  body: z.object({ amount: z.number(), seenSeq: z.number() }),
  answer: z.object({ done: z.boolean() }),
});

const payMany = endpoint({
  name: "test.pay-many",
  method: "post",
  path: "/api/test",
  permit: "public",
  refusals: [],
  summary: "Pays for several",
  body: z.object({
    amount: z.number(),
    parts: z.array(z.object({ id: z.string(), seenSeq: z.number() })),
  }),
  about: ({ parts }) => parts.map(({ id }) => id),
  answer: z.object({ done: z.boolean() }),
});

const DONE: Answer<unknown> = { ok: true, value: { done: true } };
const refusal = (status: number, code: string): Answer<unknown> => {
  return { ok: false, status, code, message: code };
};
const LOST = refusal(0, "offline");

let kept: Map<string, string>;
beforeEach(() => void (kept = new Map()));

/** Acts of a page that gets these answers, one after the other. */
function page(answers: Answer<unknown>[], pausesMs: readonly number[] = [1, 1]) {
  const keys: string[] = [];
  const bodies: unknown[] = [];
  const settled = vi.fn<(act: unknown, answer: Answer<unknown>) => void>();
  const call = (async (_: unknown, { key, body }: { key: string; body: unknown }) => {
    keys.push(key);
    bodies.push(body);
    return answers.shift() ?? LOST;
  }) as unknown as Call;
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  const acts = new Acts({ call, storage: () => storage, settled, pausesMs });
  acts.of("ann");
  const send = (amount: number, seenSeq = 1, id = "1") =>
    acts.send(pay, { params: { id }, body: { amount, seenSeq } });
  return { acts, keys, bodies, send, settled };
}

describe("what came of an act", () => {
  test.each([
    ["an answer", [DONE], 1, "done"],
    ["a refusal", [refusal(409, "changed-meanwhile")], 1, "changed-meanwhile"],
    ["too many at it, at first: nothing was done", [refusal(503, "busy")], 1, "busy"],
    ["a session that ended before", [refusal(401, "not-signed-in")], 1, "not-signed-in"],
    ["a lost answer", [LOST, DONE], 2, "done"],
    ["a proxy's", [refusal(502, "outcome-unknown"), DONE], 2, "done"],
    ["lost, then too many at it", [LOST, refusal(503, "busy"), DONE], 3, "done"],
    ["lost, then refused", [LOST, refusal(409, "account-changed")], 2, "account-changed"],
    ["lost, then another's session", [LOST, refusal(409, "another-person")], 2, "not-known-yet"],
    ["lost, then none", [LOST, refusal(401, "not-signed-in")], 2, "not-known-yet"],
    ["an error", [refusal(500, "internal")], 1, "not-known-yet"],
    ["always lost", [LOST, LOST, LOST, DONE], 3, "not-known-yet"],
  ])("%s", async (_, answers, attempts, outcome) => {
    const { acts, keys, send, settled } = page([...answers]);
    const answer = await send(100);
    expect(answer.ok ? "done" : answer.code).toBe(outcome);
    expect(keys).toHaveLength(attempts);
    expect(new Set(keys).size).toBe(1);
    expect(acts.open).toHaveLength(outcome === "not-known-yet" ? 1 : 0);
    const asked = attempts > 1 && outcome !== "not-known-yet";
    expect(settled).toHaveBeenCalledTimes(asked ? 1 : 0);
  });
});

describe("while it is not known", () => {
  test("the same again is the same act, as it was sent, whatever was seen since", async () => {
    const { keys, bodies, send } = page([LOST, LOST, LOST, DONE, DONE]);
    await send(100, 1);
    expect(await send(100, 2)).toEqual(DONE);
    expect(new Set(keys).size).toBe(1);
    expect(bodies.at(-1)).toEqual({ amount: 100, seenSeq: 1 });
    await send(100, 2);
    expect(new Set(keys).size, "answered, it is a new one").toBe(2);
  });

  test("another to the same record is not sent, one to another record is", async () => {
    const { keys, send } = page([LOST, LOST, LOST, DONE]);
    await send(100);
    expect(await send(200)).toMatchObject({ ok: false, code: "earlier-unknown" });
    expect(keys).toHaveLength(3);
    expect(await send(200, 1, "2")).toEqual(DONE);
  });

  test("of what the body names, too: another with one of the same is not sent", async () => {
    const { acts, keys } = page([LOST, LOST, LOST, DONE, DONE]);
    const send = (amount: number, seenSeq: number, ...ids: string[]) =>
      acts.send(payMany, { body: { parts: ids.map((id) => ({ id, seenSeq })), amount } });
    await send(100, 1, "1", "2");
    expect(await send(100, 1, "2", "3")).toMatchObject({ ok: false, code: "earlier-unknown" });
    expect(keys).toHaveLength(3);
    expect(await send(100, 1, "3")).toEqual(DONE);
    expect(await send(100, 7, "1", "2"), "the same, whatever was seen since").toEqual(DONE);
    expect(keys.at(-1)).toBe(keys[0]);
  });

  test("pressed twice at once it is sent once", async () => {
    const { keys, send } = page([DONE]);
    expect(await Promise.all([send(100), send(100)])).toEqual([DONE, DONE]);
    expect(keys).toHaveLength(1);
  });

  test("a reload keeps it, for the same person only", async () => {
    const before = page([LOST, LOST, LOST]);
    await before.send(100);
    const { acts, keys } = page([DONE]);
    acts.of("bob");
    expect(acts.open).toEqual([]);
    acts.of("ann");
    expect(acts.open).toMatchObject([{ name: "test.pay", phase: "unknown" }]);
    expect(await acts.ask(acts.open[0]!)).toEqual(DONE);
    expect(keys).toEqual([before.keys[0]]);
    expect(acts.open).toEqual([]);
    expect(page([]).acts.open).toEqual([]);
  });

  test("a reload before the first answer keeps it too", () => {
    void page([LOST], [60_000]).send(100);
    expect(page([]).acts.open).toHaveLength(1);
  });

  test("a page that shows somebody else asks no longer", async () => {
    const { acts, keys, send } = page([LOST, DONE], [5]);
    const sent = send(100);
    acts.of("bob");
    expect(await sent).toMatchObject({ code: "not-known-yet" });
    expect(keys).toHaveLength(1);
  });

  test("what was looked up elsewhere is forgotten", async () => {
    const { acts, send } = page([]);
    await send(100);
    acts.forget(acts.open[0]!);
    expect(page([]).acts.open).toEqual([]);
  });
});
