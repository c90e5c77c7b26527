import { logins } from "@warmline/shared/staff/model.ts";
import { refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { runCommand, type CommandCode } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { resetPassword } from "./password-commands.ts";

/**
 * 应急: a new one-time password for whoever has no way in any more, by somebody who may run programs
 * on this machine; `reason` and the machine's user stand in the audit trail. Refusal: `not-found`.
 */
export async function resetFromMachine(
  deps: Deps,
  { login, reason, user }: { readonly login: string; readonly reason: string; user: string },
): Promise<Result<string, "not-found" | "password-shown-once" | CommandCode>> {
  const claim = await deps.store.get(logins, login);
  if (!claim?.staffId) return refuse("not-found");
  const caller = {
    actor: { kind: "system", id: "machine", name: `machine ${user}` },
    origin: "machine",
    language: "zh",
  } as const;
  const done = await runCommand(deps, caller, resetPassword, { id: claim.staffId, reason });
  if (!done.ok) return done;
  deps.log.warn({ event: "break-glass", who: login, user, reason }, "security event");
  return { ok: true, value: done.value.oneTimePassword };
}
