import type { SystemActor } from "@warmline/shared/access/actor.ts";
import {
  conversations,
  withoutPersonal,
  type Conversation,
} from "@warmline/shared/conversations/model.ts";
import { expiryCommand } from "../../platform/commands/expiry.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { job } from "../../platform/jobs/job.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

const actor: SystemActor = { kind: "system", id: "conversations-expiry", name: "对话到期" };

/** It has no refusals. */
export const expireConversation = expiryCommand<Conversation>({
  name: "conversations.expire",
  of: conversations,
  without: withoutPersonal,
});

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
