import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { command } from "../../platform/commands/command.ts";
import { keptCase } from "./kept-case.ts";
import { readDunned, type Dunned } from "./on-account.ts";

interface LookAt {
  readonly accountIds: readonly string[];
}

/**
 * 更新催缴单: how some accounts stand is made anew; one that stands as before is not written. It has
 * no refusals. Answers how many moved.
 */
export const lookAt = command({
  name: "dunning.look",
  scope: "anywhere",
  async load(reads, { accountIds }: LookAt, { at }): Promise<Result<readonly Dunned[], never>> {
    return ok([...(await readDunned(reads, accountIds, cityDate(at))).values()]);
  },
  decide(all, _, { at }) {
    const today = cityDate(at);
    const moved = all.map((dunned) => keptCase(dunned, today)).filter(({ length }) => length > 0);
    return ok({ value: moved.length, writes: moved.flat(), subjects: [] });
  },
});
