import type { Said } from "@warmline/shared/acd/dispositions.ts";
import { finish } from "@warmline/shared/chatdesk/rules.ts";
import { mapOk, ok } from "@warmline/shared/kernel/result.ts";
import type { Config } from "../../config.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Moment } from "../../platform/commands/command.ts";
import { loadOwn, type OneChat } from "./agent-commands.ts";
import { chatWrites, subjectsOf } from "./desk-chat.ts";
import { goingOn, loadGoingOn } from "./told.ts";

interface Finish extends OneChat {
  readonly disposition: Said;
}

/**
 * 结束会话: with what it was about; in the same commit they are asked how it was. Refusals, in this
 * order: `chat-unknown`, `chat-over`, `chat-elsewhere`.
 */
export function finishCommand(config: Config) {
  return command({
    name: "chatdesk.finish",
    mutex: (_: Finish, { actor }) => `agents/${actor.id}`,
    scope: "anywhere",
    async load(reads: Reads, { id }: Finish, moment: Moment) {
      const own = await loadOwn(reads, id, moment);
      if (!own.ok) return own;
      const goesOn = await loadGoingOn(reads, own.value, { kind: "served" }, moment);
      return ok({ ...own.value, goesOn });
    },
    decide({ goesOn, ...at }, { disposition }: Finish, moment: Moment) {
      return mapOk(finish(at.chat, at.agent, disposition, moment.at), (step) => {
        const told = goesOn === null ? null : goingOn(goesOn, config, moment);
        return {
          value: { id: at.chat.id },
          writes: [...chatWrites(at, step, moment.at), ...(told?.writes ?? [])],
          subjects: [...subjectsOf(at), ...(told?.subjects ?? [])],
        };
      });
    },
  });
}
