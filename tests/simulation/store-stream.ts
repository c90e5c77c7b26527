import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { CommitResult, Store } from "@warmline/shared/store/port.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";

/** Changed by many transfers at once: what it ends as does not depend on their order. */
export interface Account extends Stored {
  readonly balance: number;
  readonly moves: number;
}
export interface Transfer extends Stored {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly description: string;
}
/** Numbered without gaps; who gets which number depends on the order. */
export interface Slip extends Stored {
  readonly number: number;
  readonly operation: string;
}
/** Of all who ask for one name, one gets it. */
export interface Claim extends Stored {
  readonly name: string;
}

export const accounts = collection<Account>("accounts", {
  indexes: { byMoves: ["moves", "balance"] },
});
export const transfers = collection<Transfer>("transfers", {
  indexes: { byFrom: ["from", "amount"] },
  unique: { key: ["key"] },
  appendOnly: true,
});
export const slips = collection<Slip>("slips", {
  indexes: { byNumber: ["number"] },
  unique: { number: ["number"] },
});
export const claims = collection<Claim>("claims", {
  indexes: { byName: ["name"] },
  unique: { name: ["name"] },
});
export const STREAM_COLLECTIONS = [accounts, transfers, slips, claims];

export type Operation =
  | {
      readonly kind: "transfer";
      readonly id: string;
      readonly from: string;
      readonly to: string;
      readonly amount: number;
      /** Sent twice at the same moment, as a nervous client would. */
      readonly twice: boolean;
    }
  | { readonly kind: "slip"; readonly id: string }
  | { readonly kind: "claim"; readonly id: string; readonly name: string };

const ACCOUNTS = 40;
const NAMES = 150;
const SLIP_COUNTER = "slip-counter";

/** A stream after which, whatever its order, exactly `commits` commits have gone through. */
export function streamOperations(seed: number, commits: number): Operation[] {
  const random = seededRandom(seed);
  const below = (bound: number) => Math.floor(random.next() * bound);
  const operations: Operation[] = [];
  const claimed = new Set<string>();
  for (let kept = 0; kept < commits;) {
    const id = `op-${operations.length}`;
    const dice = below(100);
    if (dice < 6) {
      const name = `名-${below(NAMES)}`;
      kept += claimed.has(name) ? 0 : 1;
      claimed.add(name);
      operations.push({ kind: "claim", id, name });
      continue;
    }
    kept++;
    const from = below(ACCOUNTS);
    const to = (from + 1 + below(ACCOUNTS - 1)) % ACCOUNTS;
    operations.push(
      dice < 20
        ? { kind: "slip", id }
        : {
            kind: "transfer",
            id,
            from: `account-${from}`,
            to: `account-${to}`,
            amount: 1 + below(10_000),
            twice: below(20) === 0,
          },
    );
  }
  return operations;
}

/** The accounts and the counter that the stream needs; one commit, the first. */
export async function prepareStream(store: Store): Promise<void> {
  const writes = Array.from({ length: ACCOUNTS }, (_, place) =>
    insert(accounts, { id: `account-${place}`, balance: 0, moves: 0 }),
  );
  const result = await store.commit([
    ...writes,
    insert(accounts, { id: SLIP_COUNTER, balance: 0, moves: 0 }),
  ]);
  if (!result.ok) throw new Error("the store was not empty");
}

/** What the operations answered: the position of each that was kept; losers of a claim are not. */
export type Accepted = Map<string, number>;

/** Works the operations off with so many writers at once. */
export async function runStream(
  store: Store,
  operations: readonly Operation[],
  writers: number,
): Promise<Accepted> {
  const accepted: Accepted = new Map();
  const perform = async (operation: Operation) => {
    const position = await performOne(store, operation);
    if (position === null) return;
    if (accepted.has(operation.id)) throw new Error(`${operation.id} was accepted twice`);
    accepted.set(operation.id, position);
  };
  const queue = operations.values();
  const writer = async () => {
    for (const operation of queue) {
      const twice = operation.kind === "transfer" && operation.twice;
      await Promise.all(twice ? [perform(operation), perform(operation)] : [perform(operation)]);
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return accepted;
}

/** The position, or null when another operation has what this one asks for. */
async function performOne(store: Store, operation: Operation): Promise<number | null> {
  for (;;) {
    const result: CommitResult = await store.commit(await writesOf(store, operation));
    if (result.ok) return result.position;
    const { collection: lost } = result.conflict;
    if (lost === "transfers" || lost === "claims") return null;
  }
}

async function writesOf(store: Store, operation: Operation): Promise<Write[]> {
  if (operation.kind === "claim") {
    return [insert(claims, { id: operation.id, name: operation.name })];
  }
  if (operation.kind === "slip") {
    const [counter] = await store.getMany(accounts, [SLIP_COUNTER]);
    if (!counter) throw new Error("no counter");
    const number = counter.moves + 1;
    return [
      replace(accounts, counter, { ...counter, moves: number }),
      insert(slips, { id: `slip-${number}`, number, operation: operation.id }),
    ];
  }
  const [from, to] = await store.getMany(accounts, [operation.from, operation.to]);
  if (!from || !to) throw new Error("no account");
  const moved = (account: Account, amount: number) =>
    replace(accounts, account, {
      id: account.id,
      balance: account.balance + amount,
      moves: account.moves + 1,
    });
  return [
    insert(transfers, transferOf(operation)),
    moved(from, -operation.amount),
    moved(to, operation.amount),
  ];
}

type TransferOperation = Extract<Operation, { kind: "transfer" }>;

function transferOf({ id, from, to, amount }: TransferOperation): Omit<Transfer, "rev"> {
  return { id, key: `key/${id}`, from, to, amount, description: `转账 𠮷 ${amount} 分` };
}

export interface Prediction {
  readonly accounts: readonly Account[];
  readonly transfers: readonly Transfer[];
  /** The ids of the operations that draw a number. */
  readonly slips: readonly string[];
  /** Who asked for each name. */
  readonly claims: ReadonlyMap<string, readonly string[]>;
  readonly commits: number;
}

/** What the documents must be, worked out from the operations alone, in any order. */
export function predictStream(operations: readonly Operation[]): Prediction {
  const moved = new Map<string, { balance: number; moves: number }>();
  const ids = [...Array.from({ length: ACCOUNTS }, (_, place) => `account-${place}`), SLIP_COUNTER];
  for (const id of ids) moved.set(id, { balance: 0, moves: 0 });
  const move = (id: string, amount: number) => {
    const account = moved.get(id) ?? { balance: 0, moves: 0 };
    moved.set(id, { balance: account.balance + amount, moves: account.moves + 1 });
  };
  const names = new Map<string, string[]>();
  const slipIds: string[] = [];
  const made: Transfer[] = [];
  for (const operation of operations) {
    if (operation.kind === "claim") {
      names.set(operation.name, [...(names.get(operation.name) ?? []), operation.id]);
    } else if (operation.kind === "slip") {
      slipIds.push(operation.id);
      move(SLIP_COUNTER, 0);
    } else {
      made.push({ ...transferOf(operation), rev: 1 });
      move(operation.from, -operation.amount);
      move(operation.to, operation.amount);
    }
  }
  return {
    accounts: [...moved].map(([id, account]) => ({ id, rev: account.moves + 1, ...account })),
    transfers: made,
    slips: slipIds,
    claims: names,
    commits: 1 + made.length + slipIds.length + names.size,
  };
}
