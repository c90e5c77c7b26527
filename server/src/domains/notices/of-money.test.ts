import { afterEach, expect, test } from "vitest";
import { onEachEngine } from "../ledger/each-engine/testing.ts";
import { chats, type Chat } from "@warmline/shared/chats/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { noticePreferences } from "@warmline/shared/notices/model.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { charge } from "../ledger/charge-commands.ts";
import {
  caller,
  done,
  openLedgerRoom,
  paid,
  paying,
  settle,
  type LedgerRoom,
} from "../ledger/testing.ts";
import { noticesOfMoney } from "./of-money.ts";

const SEASON = "2025-2026";
const OWNER = "+8613800000077";

let room: LedgerRoom;
afterEach(() => room.close());

function chatOf(userId: string, boundIds: readonly string[]): Body<Chat> {
  const at = room.deps.clock.now();
  const bindings = boundIds.map((householdId) => ({ householdId, at }));
  const known = { language: "zh", followed: true, grants: {}, expired: false } as const;
  const of = { id: `a:${userId}`, account: "a", userId, bindings, boundIds };
  return { ...of, ...known, lastAt: at, messageCount: 0, expiresAt: at };
}

onEachEngine("on %s", (engine) => {
  test("bills and payments are told to those who wish it, and to nobody else", async () => {
    room = await openLedgerRoom(engine);
    const { store } = room.deps;
    await settle(room.deps, 4);
    const texted = (await store.get(households, "h1"))!;
    const owner = { id: "p", name: "王", relation: "owner", phones: [OWNER] } as const;
    await store.commit([
      insert(chats, chatOf("one", ["h0"])),
      insert(chats, chatOf("both", ["h0", "h2"])),
      replace(households, texted, { ...texted, people: [owner] }),
      insert(noticePreferences, { id: "h1", sms: ["payment"] }),
    ]);
    /** What comes of the commits that this makes. */
    const told = async (acts: () => Promise<unknown>) => {
      const from = await store.head();
      await acts();
      const wanted = await noticesOfMoney(room.deps, await store.read(from, 1_000));
      return wanted.map(({ about, chatId, phone }) => ({ ...about, to: chatId ?? phone }));
    };
    const charged = (id: string) => done(room.deps, caller(), charge, { id, season: SEASON });
    const bill = { kind: "bill", season: SEASON, amountFen: 267_470 };
    const bills = await told(async () => {
      for (const id of ["h0", "h1", "h3"]) await charged(id);
    });
    expect(bills).toEqual([
      { ...bill, to: "a:both" },
      { ...bill, to: "a:one" },
    ]);
    const payment = { kind: "payment", receipt: expect.any(String) };
    const pays = (id: string, amountFen: number) => () =>
      paid(room.deps, caller(), paying(id, fen(amountFen)));
    expect(await told(pays("h1", 700))).toEqual([{ ...payment, amountFen: 700, to: OWNER }]);
    expect(await told(pays("h2", 500))).toEqual([{ ...payment, amountFen: 500, to: "a:both" }]);
    expect(await told(pays("h3", 600))).toEqual([]);
    // Who has paid ahead is told what it costs, whatever of it is paid.
    expect(await told(() => charged("h2"))).toEqual([{ ...bill, to: "a:both" }]);
  });
});
