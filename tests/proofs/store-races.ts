import { collection, type Collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { Guard, Query, Store } from "@warmline/shared/store/port.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Racer, RaceKind } from "./race-kind.ts";

/** Somebody or something that is on or off, within a round. */
interface Post extends Stored {
  readonly round: string;
  readonly on: boolean;
  readonly value: number;
}
const posts = collection<Post>("posts", { indexes: { byRound: ["round", "on"] } });

/** Numbered without gaps within a round; rests on the price at a revision. */
interface Slip extends Stored {
  readonly round: string;
  readonly number: number;
}
const slips = collection<Slip>("slips", {
  indexes: { byRound: ["round", "number"] },
  unique: { number: ["round", "number"] },
  appendOnly: true,
});

const collections = [posts, slips] as readonly Collection[];
const twice = (make: (own: number) => Racer) => [make(0), make(1)] as const;
const post = (round: string, id: number, on: boolean, value = 0) => ({
  id: `${round}/${id}`,
  round,
  on,
  value,
});
const both = (round: string) => [`${round}/0`, `${round}/1`];
const stillAt = ({ id, rev }: Stored): Guard => ({ collection: posts as Collection, id, rev });

async function findGuarded<D extends Stored>(
  store: Store,
  searched: Collection<D>,
  query: Query<D>,
): Promise<{ readonly found: D[]; readonly guard: Guard }> {
  const found = await store.find(searched, query);
  const guard = {
    collection: searched as Collection,
    query: query as Query,
    found: found.map(({ id, rev }) => ({ id, rev })),
  };
  return { found, guard };
}

/** Two on duty; each goes as long as the other one stays. */
const skewOverDocuments: RaceKind = {
  name: "write skew over documents",
  collections,
  prepare: (round) => [0, 1].map((id) => insert(posts, post(round, id, true))),
  racers: twice((own) => async ({ store }, round) => {
    const found = await store.getMany(posts, both(round));
    const [mine, other] = [found[own]!, found[1 - own]!];
    if (!other.on) return false;
    const gone = replace(posts, mine, post(round, own, false));
    return (await store.commit([gone], [stillAt(other)])).ok;
  }),
  async check(store, round, took) {
    const on = (await store.getMany(posts, both(round))).filter((one) => one.on).length;
    return on === 2 - took.filter(Boolean).length && on > 0 ? null : { on, took };
  },
};

/** The same, where what must stay is found by an index. */
const skewOverFinds: RaceKind = {
  ...skewOverDocuments,
  name: "write skew over finds",
  racers: twice((own) => async ({ store }, round) => {
    const query = { index: "byRound", where: { round, on: true } };
    const { found, guard } = await findGuarded(store, posts, query);
    const mine = found.find(({ id }) => id === `${round}/${own}`);
    if (mine === undefined || found.length < 2) return false;
    const gone = replace(posts, mine, post(round, own, false));
    return (await store.commit([gone], [guard])).ok;
  }),
};

/** Each comes where it found nobody: one alone may be there. */
const oneOfMany: RaceKind = {
  name: "one of many",
  collections,
  prepare: (round) => [insert(posts, post(round, 9, false))],
  racers: twice((own) => async ({ store }, round) => {
    const query = { index: "byRound", where: { round, on: true } };
    const { found, guard } = await findGuarded(store, posts, query);
    if (found.length > 0) return false;
    return (await store.commit([insert(posts, post(round, own, true))], [guard])).ok;
  }),
  async check(store, round, took) {
    const there = await store.count(posts, { index: "byRound", where: { round, on: true } });
    return there === 1 && took.filter(Boolean).length === 1 ? null : { there, took };
  },
};

/** Two draw numbers from one counter until they have one. */
const twoOfOne: RaceKind = {
  name: "two of one",
  collections,
  prepare: (round) => [insert(posts, post(round, 0, true))],
  racers: twice(() => async ({ store }, round) => {
    for (;;) {
      const counter = (await store.get(posts, `${round}/0`))!;
      const number = counter.value + 1;
      const result = await store.commit([
        replace(posts, counter, post(round, 0, true, number)),
        insert(slips, { id: `${round}/${number}`, round, number }),
      ]);
      if (result.ok) return true;
    }
  }),
  async check(store, round) {
    const drawn = await store.find(slips, { index: "byRound", where: { round } });
    const last = (await store.get(posts, `${round}/0`))?.value;
    const numbers = drawn.map(({ number }) => number);
    return numbers.join() === "1,2" && last === 2 ? null : { numbers, last };
  },
};

/**
 * One corrects a price that nobody was charged by; the other charges by it, and leaves it alone.
 */
const guardAgainstWriter: RaceKind = {
  name: "a guard against a writer",
  collections,
  prepare: (round) => [insert(posts, post(round, 0, true, 2_585))],
  racers: [
    async ({ store }, round) => {
      const price = (await store.get(posts, `${round}/0`))!;
      const query = { index: "byRound", where: { round } };
      const { found, guard } = await findGuarded(store, slips, query);
      if (found.length > 0) return false;
      const corrected = replace(posts, price, post(round, 0, true, 3_000));
      return (await store.commit([corrected], [guard])).ok;
    },
    async ({ store }, round) => {
      const price = (await store.get(posts, `${round}/0`))!;
      const charge = insert(slips, { id: `${round}/c`, round, number: price.value });
      return (await store.commit([charge], [stillAt(price)])).ok;
    },
  ],
  async check(store, round, took) {
    const price = (await store.get(posts, `${round}/0`))!;
    const charge = await store.get(slips, `${round}/c`);
    const holds = charge === null || charge.number === price.value;
    return holds && took.includes(true) ? null : { price, charge, took };
  },
};

/** Each hands in three revisions, one upon the other, without waiting. */
const chained: RaceKind = {
  name: "chained revisions",
  collections,
  prepare: (round) => [insert(posts, post(round, 0, true))],
  racers: twice((own) => async ({ store }, round) => {
    const results = await Promise.all(
      [1, 2, 3].map((rev) => {
        const next = post(round, 0, own === 0, rev);
        return store.commit([replace(posts, { ...next, rev }, next)]);
      }),
    );
    return results.some(({ ok }) => ok);
  }),
  async check(store, round, took) {
    // Every revision was accepted from one of the two, and from no more than one.
    const { rev, value } = (await store.get(posts, `${round}/0`))!;
    return rev === 4 && value === 3 && took.includes(true) ? null : { rev, value, took };
  },
};

/** One writes two documents together; the other one never reads them apart. */
const halfACommit: RaceKind = {
  name: "half a commit",
  collections,
  prepare: (round) => [0, 1].map((id) => insert(posts, post(round, id, id === 0))),
  racers: [
    async ({ store }, round) => {
      for (const value of [1, 2, 3]) {
        const found = await store.getMany(posts, both(round));
        const next = found.map((one, id) => replace(posts, one, post(round, id, !one.on, value)));
        if (!(await store.commit(next)).ok) return false;
      }
      return true;
    },
    async ({ store }, round) => {
      for (let looks = 0; looks < 5; looks += 1) {
        const [one, two] = await store.getMany(posts, both(round));
        const on = await store.find(posts, { index: "byRound", where: { round, on: true } });
        if (one?.value !== two?.value || on.length !== 1) return false;
      }
      return true;
    },
  ],
  check: async (_, __, took) => (took.every(Boolean) ? null : { took }),
};

export const STORE_RACES: readonly RaceKind[] = [
  skewOverDocuments,
  skewOverFinds,
  oneOfMany,
  twoOfOne,
  guardAgainstWriter,
  chained,
  halfACommit,
];
