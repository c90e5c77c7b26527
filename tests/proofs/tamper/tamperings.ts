import { sha256 } from "@warmline/server/domains/ledger/hash.ts";
import {
  commitHash,
  CHAIN_START,
  digestsOf,
  referencesText,
} from "@warmline/server/platform/stores/hash-chain.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { contracts } from "@warmline/shared/households/contract-versions.ts";
import { tariffs } from "@warmline/shared/households/model.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { makeEntry } from "@warmline/shared/ledger/chain.ts";
import { replay, type Entry } from "@warmline/shared/ledger/entry.ts";
import { payment } from "@warmline/shared/ledger/kinds/payment.ts";
import { accountOf, positionOf } from "@warmline/shared/ledger/position.ts";
import { receiptSeries } from "@warmline/shared/ledger/payment.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { DIGEST_BYTES } from "@warmline/shared/store/port.ts";
import { textOfStored } from "@warmline/shared/store/write.ts";
import {
  chargeTwice,
  lessenBalance,
  loseBalance,
  reassignBalance,
  tamperWithDay,
  tamperWithPart,
  tamperWithPayment,
  tamperWithTill,
} from "./identities.ts";
import { bodyOf, chained, payCash, resealed, rewrite, type Scene } from "./scene.ts";

export interface Tampering {
  readonly how: string;
  tamper(scene: Scene): Promise<void>;
  /** What a finding has to name. */
  readonly named: RegExp;
  /** Found by nothing but the anchor that was written down. */
  readonly byAnchor?: true;
  /** While payments come in. */
  readonly meanwhile?: true;
}

/** What the verification has to find and name; the first eleven are those of defect L8. */
export const TAMPERINGS: readonly Tampering[] = [
  {
    how: "the last entry and its account edited to match",
    tamper: (scene) => rewrite(scene, chained(lastPaid(scene.entries, 30_000))),
    named: /entries\/\S+ is not what commit/,
  },
  {
    how: "a whole chain hashed anew",
    tamper: (scene) => rewrite(scene, chained(elsewhere(scene.entries))),
    named: /entries\/\S+ is not what commit/,
  },
  {
    how: "the last entry deleted with its row in the log",
    async tamper(scene) {
      const { raw, entries, room } = scene;
      const last = entries.at(-1)!;
      await raw.remove("entries", last.id);
      await rewrite(scene, entries.slice(0, -1));
      for (const { position, writes } of await room.deps.store.read(0, 1_000))
        if (writes.some(({ id }) => id === last.id)) await raw.removeCommit(position);
    },
    named: /commit \d+ follows commit|entry-missing|revision that no commit/,
  },
  {
    how: "an over-allocated payment sealed anew",
    tamper: async ({ raw, entries }) => {
      const paid = entries[1]!;
      const lines = paid.lines.map((line) => ({ ...line, amountFen: fen(line.amountFen * 2) }));
      const forged = resealed({ ...paid, lines: overpaid(lines) }, entries[0]!.hash);
      await raw.edit("entries", paid.id, bodyOf(forged));
    },
    named: /h1 detail 2/,
  },
  {
    how: "a negative account",
    tamper: (scene) =>
      editStored(scene, accounts, "h1", (body) => ({
        ...body,
        sums: [{ ...(body["sums"] as object[])[0], paidFen: -1 }],
      })),
    named: /h1 account|accounts\/h1 is not what/,
  },
  {
    how: "audit records deleted",
    async tamper({ raw, entries }) {
      await raw.remove(audit.name, entries.at(-1)!.auditId!);
    },
    named: /audit\/\S+, revision 1 by commit \d+, is not there/,
  },
  {
    how: "an entry's stamp edited",
    tamper: async ({ raw, entries }) => {
      const [one, other] = [entries.at(-1)!, entries[0]!];
      const restamped: Entry = { ...one, auditId: other.auditId! };
      await raw.edit("entries", one.id, bodyOf(restamped));
    },
    named: /entries\/\S+ is not what commit/,
  },
  {
    how: "a receipt series set back",
    tamper: (scene) =>
      editStored(scene, receiptSeries, "XICHENG-2025", (body) => ({ ...body, last: 2 })),
    named: /receiptSeries\/XICHENG-2025 is not what commit/,
  },
  {
    how: "a tariff edited",
    tamper: (scene) => editStored(scene, tariffs, "t1", (body) => ({ ...body, price10k: 1 })),
    named: /tariffs\/t1 is not what commit/,
  },
  {
    how: "a contract edited",
    tamper: (scene) =>
      editStored(scene, contracts, "h1/2025-2026", (body) => ({
        ...body,
        versions: (body["versions"] as object[]).map((one) => ({ ...one, holder: "李四" })),
      })),
    named: /contracts\/h1\/2025-2026 is not what commit/,
  },
  {
    how: "a forged entry, while payments come in",
    tamper: forgeEntry,
    named: /unrecorded|entries: 1 documents are in no commit/,
    meanwhile: true,
  },
  {
    how: "cash that a receipt calls a card's",
    tamper: tamperWithPayment(({ tenders: [first] }) => ({
      tenders: [{ ...first!, method: "card" }],
    })),
    named: /^payment XICHENG-2025-000004: its tenders differ/,
  },
  {
    how: "a receipt of less than was taken",
    tamper: tamperWithPayment(({ tenders: [first], parts: [part] }) => ({
      tenders: [{ ...first!, amountFen: fen(1) }],
      parts: [{ ...part!, amountFen: fen(1) }],
    })),
    named: /^payment XICHENG-2025-000004: its parts differ/,
  },
  {
    how: "a receipt moved into another drawer",
    tamper: tamperWithPayment(() => ({ shiftId: "shift-of-another" })),
    named: /^payment XICHENG-2025-000004: its books differ/,
  },
  {
    how: "a household taken off a receipt, with its money",
    tamper: tamperWithPart,
    named: /^h1 payment 6 entry 6 of h1 is not on receipt XICHENG-2025-000007/,
  },
  {
    how: "a counted till edited",
    tamper: tamperWithTill,
    named: /^shift shift \S+ of hall-xicheng: 100 counted, 0 by its entries/,
  },
  {
    how: "a closed day's sums edited",
    tamper: tamperWithDay,
    named: /^day the books of hall-xicheng on 2025-11-01 came to something else/,
  },
  {
    how: "half of a balance transfer taken away",
    tamper: loseBalance,
    named: /^h1 clearing 6 entry 6 of h1: its other half \S+ is not there/,
  },
  {
    how: "half of a balance transfer made smaller",
    tamper: lessenBalance,
    named: /^h1 clearing 6 entry 6 of h1: its other half \S+ does not match/,
  },
  {
    how: "half of a balance transfer put down to another command",
    tamper: reassignBalance,
    named: /^h1 clearing 6 entry 6 of h1: its other half \S+ does not match/,
  },
  { how: "a season charged twice", tamper: chargeTwice, named: /^h1 detail 6/ },
  {
    how: "the history made anew as a whole, hashes and log included",
    tamper: remakeHistory,
    named: /not that of the anchor/,
    byAnchor: true,
  },
];

/** The last payment, as if it had been of another amount. */
function lastPaid(entries: readonly Entry[], amountFen: number): Entry[] {
  const last = entries.at(-1)!;
  const lines = last.lines.map((line) => ({
    ...line,
    amountFen: fen(Math.sign(line.amountFen) * amountFen),
  }));
  return [...entries.slice(0, -1), { ...last, lines }];
}

function elsewhere([first, ...rest]: readonly Entry[]): Entry[] {
  return [{ ...first!, place: "branch-2/s/b" }, ...rest];
}

/** Money and what it paid no longer agree with what was open. */
function overpaid(lines: Entry["lines"]): Entry["lines"] {
  const [money, ...paid] = lines;
  const more = fen(10_000_000);
  return [
    { ...money!, amountFen: fen(money!.amountFen + more) },
    ...paid.map((line, at) =>
      at === 0 ? { ...line, amountFen: fen(line.amountFen - more) } : line,
    ),
  ];
}

async function editStored<T extends Stored>(
  { raw, room }: Scene,
  collection: Collection<T>,
  id: string,
  change: (body: Record<string, unknown>) => Record<string, unknown>,
): Promise<void> {
  const stored = await room.deps.store.direct().get(collection, id);
  await raw.edit(collection.name, id, change(bodyOf(stored!)));
}

/** A payment that is right in itself, and so is its account; no commit ever wrote it. */
async function forgeEntry({ raw, entries }: Scene): Promise<void> {
  const account = accountOf(replay("h1", entries));
  const tenders = [{ method: "cash", amountFen: fen(1) }] as const;
  const input = { paymentId: "forged", tenders, channel: "counter" } as const;
  const posting = payment.decide(positionOf(account), input);
  if (!posting.ok) throw new Error(posting.code);
  const stamp = { id: "forged", now: EPOCH };
  const { entry, account: after } = makeEntry(account, posting.value, stamp, sha256);
  const { id: _, ...body } = entry;
  await raw.add("entries", "forged", { ...body });
  const { id, ...kept } = after;
  await raw.edit("accounts", id, kept);
}

/** A price of the past, and every hash of the log from there on. */
async function remakeHistory({ raw, room }: Scene): Promise<void> {
  const store = room.deps.store.direct();
  const tariff = (await store.get(tariffs, "t1"))!;
  const forged = { ...tariff, approvedBy: "nobody" };
  await raw.edit(tariffs.name, "t1", bodyOf(forged));
  let hash: Uint8Array = CHAIN_START;
  for (const { position, writes, seal } of await store.read(0, 10_000)) {
    const digests = Buffer.from(seal.digests);
    const place = writes.findIndex(({ collection }) => collection === tariffs.name);
    if (place >= 0) digests.set(digestsOf([textOfStored(forged)]), place * DIGEST_BYTES);
    hash = commitHash(hash, position, referencesText(writes), digests);
    await raw.seal(position, { hash, digests });
  }
}

/** Payments of the other household while `work` goes on. */
export async function whilePaying<T>({ room }: Scene, work: () => Promise<T>): Promise<T> {
  let running = true;
  const paying = (async () => {
    while (running) await payCash(room, "h0", 1);
  })();
  try {
    return await work();
  } finally {
    running = false;
    await paying;
  }
}
