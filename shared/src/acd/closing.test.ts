import { expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { closeQueue, closingAt, reopenQueue, type Closing, type QueueClosing } from "./closing.ts";

const [EARLIER, NOW, LATER] = [instantOf(1_000), instantOf(2_000), instantOf(3_000)];
const supervisor = { id: "s", name: "主管" };
const WISH = { reason: "停电", announcement: "今日停电，暂停服务。" };

function closed(over: Partial<Closing> = {}): QueueClosing {
  const by = { at: EARLIER, actorId: "s", actorName: "主管" };
  return { id: "fees", rev: 1, closing: { ...WISH, ...by, ...over } };
}

test.each<[string, QueueClosing | null, boolean]>([
  ["never closed", null, false],
  ["opened again", { id: "fees", rev: 2 }, false],
  ["closed until it is opened", closed(), true],
  ["closed until later", closed({ reopensAt: LATER }), true],
  ["closed until this moment", closed({ reopensAt: NOW }), false],
])("a queue %s", (_, queue, isClosed) => {
  expect(closingAt(queue, NOW) !== null).toBe(isClosed);
});

test.each([
  [undefined, "closed"],
  [LATER, "closed"],
  [NOW, "end-not-ahead"],
  [EARLIER, "end-not-ahead"],
])("closed until %s: %s", (reopensAt, comesTo) => {
  const next = closeQueue({ id: "fees", rev: 0 }, { ...WISH, reopensAt }, NOW, supervisor);
  expect(next.ok ? "closed" : next.code).toBe(comesTo);
});

test("closed anew, the later word holds; opened again, nothing is left of it", () => {
  const again = closeQueue(
    closed({ reopensAt: LATER }),
    { ...WISH, reason: "抢修" },
    NOW,
    supervisor,
  );
  const closing = again.ok ? again.value.closing : undefined;
  expect(closing).toEqual({ ...WISH, reason: "抢修", at: NOW, actorId: "s", actorName: "主管" });
  expect(reopenQueue(closed(), NOW)).toEqual({ ok: true, value: { id: "fees" } });
  const over = reopenQueue(closed({ reopensAt: NOW }), NOW);
  expect(over).toMatchObject({ ok: false, code: "queue-not-closed" });
});
