import type { SystemActor } from "@warmline/shared/access/actor.ts";
import {
  conversations,
  withoutPersonal,
  type Conversation,
} from "@warmline/shared/conversations/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { job } from "../../platform/jobs/job.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

const actor: SystemActor = { kind: "system", id: "conversations-expiry", name: "对话到期" };

/** 到期清除. It has no refusals: one that went on meanwhile, or expired already, stays as it is. */
export const expireConversation = command({
  name: "conversations.expire",
  scope: "anywhere",
  load: async (reads, { id }: { readonly id: string }): Promise<Result<Expiring, never>> =>
    ok(await reads.get(conversations, id)),
  decide(conversation, _, { at }) {
    const due = conversation !== null && !conversation.expired && conversation.expiresAt <= at;
    if (!due) return ok({ value: false, writes: [], subjects: [] });
    return ok({
      value: true,
      writes: [replace(conversations, conversation, withoutPersonal(conversation))],
      subjects: [`${conversations.name}/${conversation.id}`],
    });
  },
});
type Expiring = Conversation | null;

/** Begun twice it does no harm: each is a commit that finds it due. */
export const expireJob = job({
  name: "conversations.expire",
  repeat: { everyMs: 600_000 },
  deadlineMs: 300_000,
  backoffMs: 60_000,
  async run(deps, _, { signal, fence }) {
    const late = { index: "byExpiry", where: { expired: false }, to: deps.clock.now() };
    const caller = { actor, origin: "system", language: "zh", signal } as const;
    for (const { id } of await findAll(deps, conversations, late)) {
      await runCommand(deps, { ...caller, fence: await fence() }, expireConversation, { id });
    }
  },
});
