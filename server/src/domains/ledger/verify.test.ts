import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fen } from "@warmline/shared/kernel/money.ts";
import { EPOCH, later } from "@warmline/shared/kernel/time.ts";
import { hashOf, makeEntry } from "@warmline/shared/ledger/chain.ts";
import { replay, type Entry } from "@warmline/shared/ledger/entry.ts";
import { payment } from "@warmline/shared/ledger/kinds/payment.ts";
import { accountOf, positionOf } from "@warmline/shared/ledger/position.ts";
import { charge } from "./charge-commands.ts";
import { sha256 } from "./hash.ts";
import { pay } from "./payment-commands.ts";
import { voidPayment } from "./undo-commands.ts";
import {
  caller,
  cashier,
  done,
  openLedgerRoom,
  paid,
  paying,
  settle,
  stream,
  type LedgerRoom,
} from "./testing.ts";
import { verifyJournal } from "./verify.ts";
import { verifyStream } from "./verify-stream.ts";

let room: LedgerRoom;
let h1: Entry[];

/** Two households, each charged, paid twice, and the second payment reversed. */
beforeEach(async () => {
  room = await openLedgerRoom();
  for (const id of await settle(room.deps, 2)) {
    await done(room.deps, caller(), charge, { id, season: "2025-2026" });
    const input = paying(id, fen(100_000));
    await done(room.deps, caller(cashier), pay, input);
    const second = await paid(room.deps, caller(cashier), input);
    const undo = { id: second.entryId, reason: "重复" };
    await done(room.deps, caller(cashier), voidPayment, undo);
  }
  h1 = await stream(room.deps, "h1");
});
afterEach(() => room.close());

/** What somebody with the file in hand may do: the guards are dropped first. */
function tamper(work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(room.file);
  const guards = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '%.no%'")
    .all();
  for (const { name } of guards) database.exec(`DROP TRIGGER "${String(name)}"`);
  work(database);
  database.close();
}

function edit(database: DatabaseSync, entry: Entry, change: Partial<Entry>): void {
  const { rev: _, ...body } = { ...entry, ...change };
  database.prepare("UPDATE entries SET body = ? WHERE id = ?").run(JSON.stringify(body), entry.id);
}

test("a sound journal has no findings, and all of it was walked", async () => {
  const report = await verifyJournal(room.deps.store);
  expect(report).toMatchObject({ entries: 8, households: 2, findings: [] });
  expect(report.commits).toBe(await room.deps.store.head());
  expect(await verifyStream(room.deps.store, "h1")).toMatchObject({ entries: 4, findings: [] });
});

test("the engine itself refuses change while the guards stand", () => {
  const database = new DatabaseSync(room.file);
  expect(() => database.exec("UPDATE entries SET body = '{}'")).toThrow("append-only");
  expect(() => database.exec("DELETE FROM entries")).toThrow("append-only");
  database.close();
});

describe("receipts", () => {
  test("a payment that was removed leaves a gap, and its entry without a receipt", async () => {
    tamper((db) => db.exec("DELETE FROM payments WHERE id = 'XICHENG-2025-000002'"));
    const [stray, missing] = (await verifyJournal(room.deps.store)).findings;
    expect(stray).toMatchObject({ kind: "payment", householdId: "h0", seq: 3 });
    expect(missing).toMatchObject({ kind: "receipt" });
  });

  test.each([
    ["a series set back", "UPDATE receiptSeries SET body = json_set(body, '$.last', 3)"],
    ["a series set forward", "UPDATE receiptSeries SET body = json_set(body, '$.last', 9)"],
  ])("%s leaves a gap", async (_, sql) => {
    tamper((db) => db.exec(sql));
    expect((await verifyJournal(room.deps.store)).findings).toMatchObject([{ kind: "receipt" }]);
  });
});

describe("names the first entry that was tampered with, and how", () => {
  const cases: [how: string, kind: string, seq: number, work: (db: DatabaseSync) => void][] = [
    ["an edited amount", "hash", 2, (db) => edit(db, h1[1]!, { lines: doubled(h1[1]!) })],
    ["an edited place", "hash", 3, (db) => edit(db, h1[2]!, { place: "elsewhere" })],
    ["an edited first entry", "hash", 1, (db) => edit(db, h1[0]!, { bookedOn: "2020-01-01" })],
    ["a field added", "hash", 1, (db) => edit(db, h1[0]!, { note: 1 } as Partial<Entry>)],
    [
      "an edit with its own hash put right",
      "detail",
      2,
      (db) => edit(db, h1[1]!, resealed({ ...h1[1]!, lines: moreOwn(h1[1]!) })),
    ],
    [
      "an edit that is right in itself: the next entry betrays it",
      "hash",
      3,
      (db) => edit(db, h1[1]!, resealed({ ...h1[1]!, requestId: "added later" })),
    ],
    ["a removed entry", "sequence", 3, (db) => remove(db, h1[1]!)],
    ["a removed last entry", "entry-missing", 4, (db) => remove(db, h1[3]!)],
    [
      "two entries that changed places",
      "hash",
      2,
      (db) => {
        db.prepare("UPDATE entries SET body = json_set(body, '$.seq', 99) WHERE id = ?").run(
          h1[1]!.id,
        );
        edit(db, h1[2]!, { seq: 2 });
        edit(db, h1[1]!, { seq: 3 });
      },
    ],
    [
      "an edited balance",
      "account",
      4,
      (db) =>
        db.exec("UPDATE accounts SET body = json_set(body, '$.items', json('[]')) WHERE id = 'h1'"),
    ],
    [
      "an entry added behind the account's back",
      "unrecorded",
      5,
      (db) => {
        const forged = resealed({ ...h1[1]!, id: "f", seq: 5, at: later(h1[3]!.at, 1) });
        db.prepare("INSERT INTO entries (id, rev, body) VALUES ('f', 1, ?)").run(
          JSON.stringify(forged),
        );
      },
    ],
  ];

  test.each(cases)("%s: %s, entry %i", async (_how, kind, seq, work) => {
    tamper(work);
    const [first] = (await verifyJournal(room.deps.store)).findings;
    expect(first).toMatchObject({ kind, householdId: "h1", seq });
    const own = await verifyStream(room.deps.store, "h1");
    expect(own.findings).toMatchObject([{ kind, seq }]);
    expect((await verifyStream(room.deps.store, "h0")).findings).toEqual([]);
  });

  test("a removed last entry is named by its id, as the log still knows it", async () => {
    tamper((db) => remove(db, h1[3]!));
    const { findings } = await verifyJournal(room.deps.store);
    expect(findings).toMatchObject([{ kind: "entry-missing", entryId: h1[3]!.id, seq: 4 }]);
  });

  test("a last entry removed together with its account's memory of it", async () => {
    tamper((db) => {
      remove(db, h1[3]!);
      db.exec("DELETE FROM accounts WHERE id = 'h1'");
    });
    const kinds = (await verifyJournal(room.deps.store)).findings.map(({ kind }) => kind);
    expect(kinds).toEqual(["account-missing", "entry-missing"]);
  });

  test("a household whose whole stream and account were removed", async () => {
    tamper((db) => {
      for (const entry of h1) remove(db, entry);
      db.exec("DELETE FROM accounts WHERE id = 'h1'");
    });
    const { findings } = await verifyJournal(room.deps.store);
    expect(findings).toMatchObject([
      { kind: "payment" },
      { kind: "payment" },
      { kind: "entry-missing", householdId: "h1", entryId: h1[0]!.id },
      { kind: "account-missing" },
    ]);
  });

  test("a commit removed from the log, together with what it wrote", async () => {
    tamper((db) => {
      remove(db, h1[3]!);
      db.exec(`DELETE FROM commit_log WHERE writes LIKE '%${h1[3]!.id}%'`);
    });
    const kinds = (await verifyJournal(room.deps.store)).findings.map(({ kind }) => kind);
    expect(kinds).toContain("entry-missing");
  });
});

test("payments that come in while the journal is walked are no findings", async () => {
  await whilePaying("h1", async () => {
    for (let round = 0; round < 10; round += 1) {
      expect((await verifyJournal(room.deps.store)).findings).toEqual([]);
    }
  });
});

describe("held against the commit log", () => {
  /** A payment after `before` that is right in itself, and so is its account. */
  function forge(db: DatabaseSync, before: Entry[], paymentId: string): void {
    const account = accountOf(replay("h1", before));
    const tenders = [{ method: "cash", amountFen: fen(1) }] as const;
    const input = { paymentId, tenders, channel: "counter" } as const;
    const posting = payment.decide(positionOf(account), input);
    if (!posting.ok) throw new Error(posting.code);
    const forged = makeEntry(account, posting.value, { id: "f", now: EPOCH }, sha256);
    db.prepare("INSERT INTO entries (id, rev, body) VALUES ('f', 1, ?)").run(forged.text);
    const { id: _, ...body } = forged.account;
    db.prepare("UPDATE accounts SET body = ? WHERE id = 'h1'").run(JSON.stringify(body));
  }

  test("a forged entry is found, also while payments come in", async () => {
    tamper((db) => forge(db, h1, "forged"));
    expect((await verifyStream(room.deps.store, "h1")).findings).toEqual([]);
    await whilePaying("h0", async () => {
      for (let round = 0; round < 5; round += 1) {
        const { findings } = await verifyJournal(room.deps.store);
        expect(findings).toMatchObject([{ kind: "payment" }, { kind: "unrecorded" }]);
      }
    });
  });

  test("an entry that another stands for is named, and the other counted", async () => {
    tamper((db) => {
      remove(db, h1[3]!);
      forge(db, h1.slice(0, 3), "forged");
    });
    const { findings } = await verifyJournal(room.deps.store);
    expect(findings).toMatchObject([
      { kind: "payment", entryId: "f" },
      { kind: "entry-missing", entryId: h1[3]!.id },
      { kind: "unrecorded" },
    ]);
  });
});

async function whilePaying(id: string, work: () => Promise<void>): Promise<void> {
  let running = true;
  const going = (async () => {
    while (running) {
      await done(room.deps, caller(cashier), pay, paying(id, fen(1)));
    }
  })();
  try {
    await work();
  } finally {
    running = false;
    await going;
  }
}

function doubled({ lines }: Entry): Entry["lines"] {
  return lines.map((line) => ({ ...line, amountFen: fen(line.amountFen * 2) }));
}

/** A payment of more than was taken, and the account's for the rest. */
function moreOwn({ lines }: Entry): Entry["lines"] {
  const [money, ...links] = lines;
  const rest = { account: "prepaid", amountFen: fen(-1), lotId: "another" } as const;
  return [{ ...money!, amountFen: fen(money!.amountFen + 1) }, ...links, rest];
}

function resealed(entry: Entry): Entry {
  return { ...entry, hash: hashOf(entry, h1[entry.seq - 2]?.hash ?? "", sha256) };
}

function remove(database: DatabaseSync, { id }: Entry): void {
  database.prepare("DELETE FROM entries WHERE id = ?").run(id);
}
