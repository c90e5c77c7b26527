import { describe, expect, test } from "vitest";
import { customers, factsOf, identityClaims } from "@warmline/shared/households/customer.ts";
import { households, seasons } from "@warmline/shared/households/model.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { ENGINES, openNodes } from "../../platform/stores/testing.ts";
import { insertCity, registration } from "./city-fixture.ts";
import { signContract } from "./contract-commands.ts";
import { claimId } from "./customer-claims.ts";
import { changeCustomer, registerCustomer } from "./customer-commands.ts";
import type { Revision } from "./household-change.ts";
import { registerHousehold } from "./registration-commands.ts";
import { correctSeason } from "./season-commands.ts";

const SEED = Number(process.env["SEED"] ?? 7);
/** As many seasons as a command looks through. */
const ROUNDS = 500;

const finance: Caller = {
  actor: { kind: "system", id: "finance", name: "财务" },
  origin: "test",
  language: "zh",
};

async function registered(node: Deps, room: string): Promise<Result<Revision>> {
  return runCommand(node, finance, registerHousehold, registration(room) as never);
}

function seasonOf(round: number) {
  const year = 1000 + round;
  const [from, to] = [`${year}-11-15`, `${year + 1}-03-15`];
  return { id: `${year}-${year + 1}`, from, to, days: 121, later: `${year + 1}-03-31` };
}

/** Fifty rounds' seasons at once: a commit each would be half of the time. */
async function openSeasons({ store }: Deps, round: number): Promise<void> {
  const writes = Array.from({ length: 50 }, (_, n) => {
    const { later: _later, ...season } = seasonOf(round + n);
    return insert(seasons, season);
  });
  expect(await store.commit(writes)).toMatchObject({ ok: true });
}

/** Collections in the order in which they were written after `head`. */
async function writtenSince({ store }: Deps, head: number): Promise<string[]> {
  const commits = await store.read(head, 10);
  return commits.flatMap(({ writes }) => writes.map(({ collection }) => collection));
}

/** Lets others go first, by as many turns of the microtask queue as were drawn. */
async function after<T>(turns: number, work: () => Promise<T>): Promise<T> {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  return work();
}

/** Signs and corrects each season at the same moment; answers in which orders it came out. */
async function signAndCorrect([first, second]: readonly [Deps, Deps]): Promise<string[]> {
  const household = await registered(first, "1");
  if (!household.ok) throw new Error(household.code);
  const { id, rev } = household.value;
  const random = seededRandom(SEED);
  const drawn = () => Math.floor(random.next() * 40);
  const orders = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round % 50 === 0) await openSeasons(first, round);
    const { id: season, from, later } = seasonOf(round);
    const head = await first.store.head();
    const terms = { season, holder: "王小明", signedOn: "2026-10-20" };
    const correction = { id: season, rev: 1, from, to: later, reason: "延长供暖" };
    const [signed, corrected] = await Promise.all([
      after(drawn(), () => runCommand(first, finance, signContract, { id, rev, ...terms })),
      after(drawn(), () => runCommand(second, finance, correctSeason, correction)),
    ]);
    expect(signed).toMatchObject({ ok: true });
    orders.add(corrected.ok ? "corrected, then signed" : corrected.code);
    // Whoever signs after a correction has read what it made of the season.
    const order = await writtenSince(first, head);
    expect(order.indexOf("seasons")).toBeLessThan(order.indexOf("contracts"));
  }
  return [...orders].toSorted();
}

/** Each round a number is registered and changed to at the same moment; answers who has it. */
async function claimNumber([first, second]: readonly [Deps, Deps], number: string) {
  const identity = { kind: "passport", number } as const;
  const person = { kind: "person", name: "欧阳小明", phones: [] } as const;
  const known = await runCommand(first, finance, registerCustomer, person);
  if (!known.ok) throw new Error(known.code);
  const register = (node: Deps) =>
    runCommand(node, finance, registerCustomer, { ...person, identity });
  const change = { ...person, ...known.value, identity, reason: "补登证件" };
  const answers = await Promise.all([
    register(first),
    register(second),
    runCommand(first, finance, changeCustomer, change),
    register(second),
    register(first),
  ]);
  const claim = await second.store.get(identityClaims, claimId(identity));
  return {
    holders: answers.flatMap((one) => (one.ok ? [one.value.id] : [])),
    refused: answers.flatMap((one) =>
      one.ok ? [] : [`${one.code} ${one.detail?.["customerId"]}`],
    ),
    claimedBy: claim?.customerId,
  };
}

describe.each(ENGINES)("two nodes over $engine", ({ engine, missing }) => {
  test.skipIf(missing)(
    `a season that a contract stands on is never corrected, SEED=${SEED}`,
    {
      timeout: 120_000,
    },
    async () => {
      const { nodes, close } = await openNodes(engine);
      try {
        await insertCity(nodes[0].store);
        expect(await signAndCorrect(nodes)).toEqual(["corrected, then signed", "season-in-use"]);
      } finally {
        await close();
      }
    },
  );

  test.skipIf(missing)("two customers never have one number of a document", async () => {
    const { nodes, close } = await openNodes(engine);
    try {
      for (let round = 0; round < 12; round += 1) {
        const { holders, refused, claimedBy } = await claimNumber(nodes, `E12345${round}`);
        expect(holders).toEqual([claimedBy]);
        expect(refused).toEqual(Array.from({ length: 4 }, () => `customer-known ${claimedBy}`));
        const [kept] = await nodes[0].store.getMany(customers, holders);
        expect(factsOf(kept!).identity?.number).toBe(`E12345${round}`);
      }
      const all = await nodes[0].store.find(customers, { index: "byTail", from: "", limit: 100 });
      expect(all).toHaveLength(12);
    } finally {
      await close();
    }
  });

  test.skipIf(missing)("numbers have no gaps, and no flat has two households", async () => {
    const { nodes, close } = await openNodes(engine);
    try {
      await insertCity(nodes[0].store);
      const rooms = Array.from({ length: 24 }, (_, n) => String(n % 12));
      const made = await Promise.all(rooms.map((room, n) => registered(nodes[n % 2]!, room)));
      const ids = made.flatMap((one) => (one.ok ? [one.value.id] : []));
      const kept = await nodes[0].store.getMany(households, ids);
      const numbers = kept.map(({ number }) => Number(number.slice(0, 8)));
      const codes = made.flatMap((one) => (one.ok ? [] : [one.code]));
      expect(codes).toEqual(Array.from({ length: 12 }, () => "address-taken"));
      const sorted = numbers.toSorted((a, b) => a - b);
      expect(sorted).toEqual(sorted.map((_, n) => (sorted[0] ?? 0) + n));
    } finally {
      await close();
    }
  });
});
