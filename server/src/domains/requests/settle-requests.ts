import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import type { ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { stillOpen, type DecideCode, type OpenCode } from "@warmline/shared/requests/rules.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import type { AskedRequest } from "./ask-command.ts";
import type { Registry } from "./registry.ts";
import { holderOf } from "./rows.ts";
import { loadRequest, seenRequest, settled, withSay, type OneRequest } from "./settling.ts";

interface TurnDown extends OneRequest {
  readonly reason: string;
}

/**
 * 驳回: whoever may decide the step says no, and why. Refusals, in this order: `not-found`,
 * `out-of-scope`, `request-settled`, `request-expired`, `own-request`, `own-concern`,
 * `decided-already`, `not-your-step`.
 */
export function declineCommand(registry: Registry) {
  return command({
    name: "requests.decline",
    scope: "anywhere",
    load: (reads, input: TurnDown, moment) =>
      loadRequest<OpenCode | DecideCode>(reads, input, { ...moment, registry }),
    seen: seenRequest,
    decide(state, { reason }, moment) {
      const { request } = state;
      const holder = holderOf(state);
      if (!holder.ok) return holder;
      const say = { decision: "declined", words: reason, holder: holder.value } as const;
      const said = withSay(request, say, moment);
      return ok(turnedDown(request, settled(request, "declined", moment.at, said), reason));
    },
  });
}

/**
 * 撤回: whoever asked takes it back. Refusals, in this order: `not-found`, `out-of-scope`,
 * `request-settled`, `request-expired`, `not-own-request`.
 */
export function withdrawCommand(registry: Registry) {
  return command({
    name: "requests.withdraw",
    scope: "anywhere",
    load: (reads, input: TurnDown, moment) =>
      loadRequest<OpenCode | "not-own-request">(reads, input, { ...moment, registry }),
    seen: seenRequest,
    decide({ request }, { reason }, { at, actor }) {
      const open = stillOpen(request, at);
      if (!open.ok) return open;
      if (request.makerId !== actor.id) return refuse("not-own-request");
      return ok(turnedDown(request, settled(request, "withdrawn", at), reason));
    },
  });
}

function turnedDown(
  { id, subjects }: ApprovalRequest,
  write: Write,
  reason: string,
): Decision<AskedRequest> {
  return { value: { id }, writes: [write], subjects, reason };
}
