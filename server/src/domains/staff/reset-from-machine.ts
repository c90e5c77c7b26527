import { logins } from "@warmline/shared/staff/model.ts";
import { refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { machineCaller, type FromMachine } from "./machine.ts";
import { resetPassword } from "./password-commands.ts";

/**
 * 应急: a new one-time password for whoever has no way in any more, by somebody who may run programs
 * on this machine; `reason` and the machine's user stand in the audit trail. Refusal: `not-found`.
 */
export async function resetFromMachine(
  deps: Deps,
  asked: FromMachine,
): Promise<Result<string, string>> {
  const { login, reason, user } = asked;
  const claim = await deps.store.get(logins, login);
  if (!claim?.staffId) return refuse("not-found");
  const input = { id: claim.staffId, reason };
  const done = await runCommand(deps, machineCaller(asked), resetPassword, input);
  if (!done.ok) return done;
  deps.log.warn({ event: "machine-reset", who: login, user, reason }, "security event");
  return { ok: true, value: done.value.oneTimePassword };
}
