import { createHash } from "node:crypto";
import { notices, type Notice } from "@warmline/shared/notices/model.ts";
import { raised, replaced, type NewNotice } from "@warmline/shared/notices/rules.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";

/** What is told by itself stands in the trail under this name. */
export const NOTIFIER: Caller = {
  actor: { kind: "system", id: "notices", name: "通知" },
  origin: "notices",
  language: "zh",
};

interface Raising {
  readonly notice: NewNotice;
  /** Of the same person: what these say holds no more. */
  readonly replaces?: readonly string[] | undefined;
}

/** 通知待发. It has no refusals: one that was raised before stays as it is. */
const raiseCommand = command({
  name: "notices.raise",
  scope: "anywhere",
  load: async ({ get, getMany }, { notice, replaces = [] }: Raising) =>
    ok({ before: await get(notices, notice.id), former: await getMany(notices, replaces) }),
  decide({ before, former }, { notice: of }, { at }) {
    if (before !== null) return ok({ value: false, writes: [], subjects: [] });
    return ok({
      value: true,
      writes: [insert(notices, raised(of, at)), ...former.flatMap((one) => droppedBy(one, at))],
      subjects: [
        `${notices.name}/${of.id}`,
        ...(of.householdId === undefined ? [] : [`households/${of.householdId}`]),
        ...("caseId" in of.about ? [`cases/${of.about.caseId}`] : []),
      ],
    });
  },
});

function droppedBy(former: Notice, at: Instant): Write[] {
  const next = replaced(former, at);
  return next === null ? [] : [replace(notices, former, next)];
}

export type Wanted = NewNotice & Pick<Raising, "replaces">;

/** Those that are new are raised, each in a commit of its own; the follower sends them. */
export async function raiseAll(deps: Deps, wanted: readonly Wanted[]): Promise<number> {
  if (wanted.length === 0) return 0;
  const ids = wanted.map(({ id }) => id);
  const known = new Set((await deps.store.getMany(notices, ids)).map(({ id }) => id));
  const fresh = wanted.filter(({ id }) => !known.has(id));
  for (const { replaces, ...notice } of fresh) {
    await runCommand(deps, NOTIFIER, raiseCommand, { notice, replaces });
  }
  return fresh.length;
}

/** One that a command raises in its own commit: whoever does so knows that it is new. */
export function raiseWrites(of: NewNotice, at: Instant): Write[] {
  return [insert(notices, raised(of, at))];
}

/** Of the fact and of whoever is told it, neither of which can be learnt from it. */
export function noticeId(fact: string, whom: string): string {
  return createHash("sha256").update(`${fact} ${whom}`).digest("base64url");
}
