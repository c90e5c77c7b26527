import {
  changed,
  dropped,
  withoutField,
  type FormerDocument,
  type FormerStore,
  type Placed,
  type Upgrade,
} from "../store/upgrade.ts";
import { StoreUnusable } from "../store/port.ts";
import type { Hash } from "./chain.ts";
import type { FormerAccount, FormerEntry } from "./upgrade/former.ts";
import { upgradeLedger, type FormerLedger } from "./upgrade/upgrade-ledger.ts";

const SEASONS_MAX = 1_000;

/**
 * 2: journals of amounts by season became open items and lots, household by household, each held
 * against its account. Walks through the journal became verification runs, and a job says whether
 * one is still under way: one that a process left behind was interrupted.
 */
export const ledgerUpgrades = (hash: Hash): readonly Upgrade[] => [
  {
    version: 2,
    from: "households",
    how: "add",
    into: ["entries", "payments", "accounts"],
    make: (chunk, former) => journals(chunk, former, hash),
  },
  takenWith("entries", "householdId"),
  takenWith("accounts", "id"),
  changed(2, "journalWalks", endedRun, "verificationRuns"),
];

/**
 * Taken over with its household, so that nothing is left to do but to see that it has one: throws
 * `StoreUnusable` for money of nobody, which would be lost unsaid.
 */
function takenWith(from: string, householdId: string): Upgrade {
  return {
    ...dropped(2, from),
    async make(chunk, former) {
      const owners = new Set(chunk.map((one) => String(one[householdId])));
      for (const { id } of await former.where("households", "id", [...owners])) owners.delete(id);
      const [nobody] = owners;
      if (nobody === undefined) return [];
      const lost = chunk.find((one) => one[householdId] === nobody);
      throw new StoreUnusable(
        `${from}/${lost?.id} is of the household ${nobody}, which is not there: put it back with ` +
          "the program before this one, then upgrade again",
      );
    },
  };
}

async function journals(
  chunk: readonly FormerDocument[],
  former: FormerStore,
  hash: Hash,
): Promise<readonly Placed[]> {
  const ids = chunk.map(({ id }) => id);
  const entries = await former.where("entries", "householdId", ids);
  const accounts = await former.where("accounts", "id", ids);
  const seasons = await former.page("seasons", "", SEASONS_MAX);
  const upgraded = upgradeLedger(
    {
      households: chunk as unknown as FormerLedger["households"],
      entries: entries as unknown as readonly FormerEntry[],
      accounts: accounts as unknown as readonly FormerAccount[],
      seasons: seasons as unknown as FormerLedger["seasons"],
    },
    hash,
  );
  return (["entries", "payments", "accounts"] as const).flatMap((collection) =>
    upgraded[collection].map((document) => ({
      collection,
      document: { ...document, rev: 1 } as unknown as FormerDocument,
    })),
  );
}

function endedRun(body: FormerDocument): FormerDocument {
  const { beatAt, state, report } = body;
  const mismatches = { count: 0, first: [] };
  const reported = report === undefined ? {} : { report: { ...(report as object), mismatches } };
  const run: FormerDocument = { ...withoutField(body, "beatAt"), ...reported };
  return state === "running" ? { ...run, state: "interrupted", endedAt: beatAt } : run;
}
