import { dueOf } from "@warmline/shared/dunning/due.ts";
import { dunningCases } from "@warmline/shared/dunning/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { cityDate, type CityDate } from "@warmline/shared/kernel/time.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { formerAccountIds } from "@warmline/shared/ledger/holder-account.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import { findPages } from "../../platform/stores/find-pages.ts";
import { BY_ITSELF } from "./by-itself.ts";
import { lookAt } from "./look-command.ts";

/** Accounts in one commit; households read ahead. */
const CHUNK = 50;
const PAGE = 500;

/**
 * 每日催缴: whoever has become overdue comes into the work list, and whoever's dunning stands
 * otherwise by the day alone (a hold that is over, a promise or a plan that was broken). It may end
 * anywhere and be begun again.
 */
export const lookJob = job({
  name: "dunning.look",
  repeat: { dailyAt: "03:40" },
  deadlineMs: 4 * 3_600_000,
  backoffMs: 600_000,
  async run(deps, _, run) {
    const caller = { ...BY_ITSELF, fence: await run.fence(), signal: run.signal };
    let done = 0;
    const all = await deps.store.size(households);
    for await (const page of findPages(deps.store, households, { index: "number" }, PAGE)) {
      const ids = page.flatMap((one) => [one.id, ...formerAccountIds(one)]);
      const late = await whoIsLate(deps, ids, cityDate(deps.clock.now()));
      for (let from = 0; from < late.length; from += CHUNK) {
        run.signal.throwIfAborted();
        const accountIds = late.slice(from, from + CHUNK);
        const looked = await runCommand(deps, caller, lookAt, { accountIds });
        if (!looked.ok) throw new Error(looked.code);
      }
      done += page.length;
      run.progress({ stage: "dunning-looking", done, of: Math.max(done, all) });
    }
  },
});

/** Whose something is overdue, or whose dunning has a record. */
async function whoIsLate(
  { store }: Pick<Deps, "store">,
  ids: readonly string[],
  today: CityDate,
): Promise<string[]> {
  const [states, kept] = await Promise.all([
    store.getMany(accounts, ids),
    store.getMany(dunningCases, ids),
  ]);
  const late = states.filter(({ items }) => items.some((item) => dueOf(item) < today));
  return [...new Set([...late, ...kept].map(({ id }) => id))];
}
