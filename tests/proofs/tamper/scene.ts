import { charge } from "@warmline/server/domains/ledger/charge-commands.ts";
import { sha256 } from "@warmline/server/domains/ledger/hash.ts";
import {
  caller,
  cashier,
  done,
  MONGO_URL,
  openLedgerRoom,
  paid,
  paying,
  settle,
  stream,
  type Engine,
  type LedgerRoom,
} from "@warmline/server/domains/ledger/testing.ts";
import { voidPayment } from "@warmline/server/domains/ledger/undo-commands.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { hashOf } from "@warmline/shared/ledger/chain.ts";
import { replay, type Entry } from "@warmline/shared/ledger/entry.ts";
import { accountOf } from "@warmline/shared/ledger/position.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import type { Anchor } from "@warmline/shared/store/port.ts";
import { rawMongo, rawSqlite, type RawAccess, type RawBody } from "./raw-access.ts";

/** A small ledger with whoever tampers at it: two households, charged, paid twice, one voided. */
export interface Scene {
  readonly room: LedgerRoom;
  readonly raw: RawAccess;
  /** Written down before anything was tampered with. */
  readonly anchor: Anchor;
  /** The stream of household h1, oldest first. */
  readonly entries: readonly Entry[];
}

export async function openScene(engine: Engine): Promise<Scene> {
  const room = await openLedgerRoom(engine);
  for (const id of await settle(room.deps, 2)) {
    await done(room.deps, caller(), charge, { id, season: "2025-2026" });
    await payCash(room, id, 100_000);
    const { entryId } = await payCash(room, id, 50_000);
    await done(room.deps, caller(cashier), voidPayment, { id: entryId, reason: "重复" });
    await payCash(room, id, 20_000);
  }
  const raw = engine === "sqlite" ? rawSqlite(room) : await rawMongo(room, MONGO_URL ?? "");
  const [anchor, entries] = [await room.deps.store.anchor(), await stream(room.deps, "h1")];
  return { room, raw, anchor, entries };
}

export function payCash({ deps }: LedgerRoom, id: string, amountFen: number) {
  return paid(deps, caller(cashier), paying(id, fen(amountFen)));
}

export async function closeScene({ raw, room }: Scene): Promise<void> {
  await raw.close();
  await room.close();
}

/** An entry that says something else, with a hash that is right for it. */
export function resealed(entry: Entry, before: string): Entry {
  return { ...entry, hash: hashOf(entry, before, sha256) };
}

/** Without what the store keeps beside the body. */
export function bodyOf({ id: _, rev: __, ...body }: Stored): RawBody {
  return body;
}

/** Each entry hashed anew from the first one on, so that the chain holds again. */
export function chained(all: readonly Entry[]): Entry[] {
  let before = "";
  return all.map((entry) => {
    const sealed = resealed(entry, before);
    before = sealed.hash;
    return sealed;
  });
}

/** Puts a stream in place of what there is of it, and the account to which it folds. */
export async function rewrite({ raw }: Scene, all: readonly Entry[]): Promise<void> {
  for (const entry of all) await raw.edit("entries", entry.id, bodyOf(entry));
  const { id, ...account } = accountOf(replay("h1", all));
  await raw.edit("accounts", id, { ...account, auditId: all.at(-1)?.auditId });
}
