import { end } from "@warmline/shared/chatdesk/rules.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Config } from "../../config.ts";
import { command } from "../../platform/commands/command.ts";
import { chatWrites, loadDeskChat, subjectsOf, type ChatAtDesk } from "./desk-chat.ts";
import { isAttended } from "./queue.ts";
import { goingOn, loadGoingOn, type GoesOn } from "./told.ts";

interface Alone extends ChatAtDesk {
  readonly goesOn: GoesOn | null;
}

/**
 * 无人值守: the last who could take it has gone, so they are called back in place of waiting for
 * nobody. It has no refusals: where somebody is there by now, it goes on waiting.
 */
export function unservedCommand(config: Config) {
  return command({
    name: "chatdesk.unserved",
    scope: "anywhere",
    async load(
      reads,
      { id }: { readonly id: string },
      moment,
    ): Promise<Result<Alone | null, never>> {
      const found = await loadDeskChat(reads, id);
      if (found?.chat.state !== "waiting" || (await isAttended(reads, found.chat))) return ok(null);
      return ok({
        ...found,
        goesOn: await loadGoingOn(reads, found, { kind: "unattended" }, moment),
      });
    },
    decide(alone, { id }, moment) {
      if (alone === null) return ok({ value: { id }, writes: [], subjects: [] });
      const told = alone.goesOn === null ? null : goingOn(alone.goesOn, config, moment);
      const step = end(alone.chat, alone.agent, moment.at, "unserved");
      return ok({
        value: { id },
        writes: [...chatWrites(alone, step, moment.at), ...(told?.writes ?? [])],
        subjects: [...subjectsOf(alone), ...(told?.subjects ?? [])],
      });
    },
  });
}
