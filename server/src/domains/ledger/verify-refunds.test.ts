import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { refunds } from "@warmline/shared/ledger/refund.ts";
import { payRefund, returnRefund } from "./refund-commands.ts";
import { orderRefund } from "./refund-request.ts";
import {
  caller,
  cashier,
  done,
  finance,
  openLedgerRoom,
  paid,
  paying,
  settle,
  type LedgerRoom,
} from "./testing.ts";
import { verifyJournal } from "./verify.ts";

let room: LedgerRoom;

/** Two refunds of one payment by card, the second of which came back. */
beforeEach(async () => {
  room = await openLedgerRoom();
  const { deps } = room;
  await settle(deps);
  const input = paying("h0", fen(10_000), { method: "card" });
  const { paymentId: lotId } = await paid(deps, caller(cashier), input);
  for (const amountFen of [3_000, 7_000]) {
    const id = await ordered(lotId, amountFen);
    await done(deps, caller(cashier), payRefund, { id });
    if (amountFen === 7_000)
      await done(deps, caller(finance), returnRefund, { id, reason: "退票" });
  }
});
afterEach(() => room.close());

async function ordered(lotId: string, amountFen: number): Promise<string> {
  const wanted = {
    id: "h0",
    lotId,
    method: "card",
    amountFen: fen(amountFen),
    reason: "搬走",
  } as const;
  const system = { ...caller(), actor: { kind: "system", id: "clerk", name: "王芳" } as const };
  return (await done(room.deps, system, orderRefund, wanted)).id;
}

function tamper(sql: string): void {
  const database = new DatabaseSync(room.file);
  database.exec(sql);
  database.close();
}

const kinds = async () => (await verifyJournal(room.deps.store)).findings.map(({ kind }) => kind);
const SET_BACK = "UPDATE refundSeries SET body = json_set(body, '$.last', 1)";
const first = "json_extract(body, '$.amountFen') = 3000";
const second = "json_extract(body, '$.amountFen') = 7000";
const set = (path: string, value: string, which = first) =>
  `UPDATE refunds SET body = json_set(body, '$.${path}', ${value}) WHERE ${which}`;
const without = (path: string, which = first) =>
  `UPDATE refunds SET body = json_remove(body, '$.${path}') WHERE ${which}`;

test("refunds that are as they were made are no findings", async () => {
  expect(await kinds()).toEqual([]);
  expect(await room.deps.store.count(refunds, { index: "byAccount" })).toBe(2);
});

test.each([
  ["another sum", set("amountFen", "2999")],
  ["another way", set("method", "'cash'")],
  ["another account", set("accountId", "'h1'")],
  ["another payment", set("lotId", "'R-9'")],
  ["another day", set("paid.bookedOn", "'2025-11-02'")],
  ["another office", set("paid.office", "'city'")],
  ["another drawer", set("paid.shiftId", "'shift-1'") + "; " + set("paid.entryId", "'e'")],
  ["due again, to be paid out twice", set("state", "'due'")],
  ["its payout taken away", without("paid")],
  ["come back without an entry", set("state", "'returned'")],
  ["its return taken away", without("returned", second)],
  [
    "its return, and that it came back",
    `${without("returned", second)}; ${set("state", "'paid'", second)}`,
  ],
  ["the number of another", set("paid.number", "'TF-XICHENG-2025-000002'")],
  ["removed", `DELETE FROM refunds WHERE ${first}`],
  [
    "the last one removed, and its series set back",
    `DELETE FROM refunds WHERE ${second}; ${SET_BACK}`,
  ],
  ["a series set back", SET_BACK],
  ["a series set forward", "UPDATE refundSeries SET body = json_set(body, '$.last', 3)"],
])("%s is found", async (_, sql) => {
  tamper(sql);
  expect(await kinds()).toContain("refund");
});

test("a copy of one, under the same number, is found as that", async () => {
  const database = new DatabaseSync(room.file);
  const indexes = database
    .prepare(
      "SELECT name FROM sqlite_master WHERE tbl_name = 'refunds' AND sql LIKE '%UNIQUE%INDEX%'",
    )
    .all() as { name: string }[];
  for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`);
  database.exec(
    `INSERT INTO refunds (id, rev, body) SELECT 'copy', rev, json_set(body, '$.id', 'copy')
     FROM refunds WHERE ${first}`,
  );
  database.close();
  const { findings } = await verifyJournal(room.deps.store);
  expect(findings.map(({ note }) => note)).toContainEqual(expect.stringContaining("stands twice"));
});
