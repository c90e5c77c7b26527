import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import { logins, staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";
import { hashPassword } from "./passwords.ts";
import { isScopeKnown } from "./scope-known.ts";
import { newOneTimePassword } from "../../platform/secrets.ts";

/** How long a one-time password waits to be used. */
export const ONE_TIME_DAYS = 7;

export interface CreateStaff {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
}

export interface WithOneTimePassword {
  readonly member: StaffMember;
  /** Shown once; only its hash is kept. */
  readonly oneTimePassword: string;
}

/**
 * A new member of staff, with a password to be replaced on first sign-in. The log-in is a claim of
 * its own, so the same request twice makes one person and a refusal. Refusals, in this order:
 * `out-of-scope`, `scope-unknown`, `login-taken`.
 */
export async function createStaff(
  deps: Deps,
  caller: Caller,
  input: CreateStaff,
): Promise<
  Result<
    WithOneTimePassword,
    "out-of-scope" | "scope-unknown" | "login-taken" | "changed-meanwhile"
  >
> {
  if (!cityWide(caller.actor)) return refuse("out-of-scope");
  if (!(await isScopeKnown(deps, input.scope))) return refuse("scope-unknown");
  const oneTimePassword = newOneTimePassword();
  const { login, name, roles, scope } = input;
  const member: StaffMember = {
    id: deps.ids.next(),
    rev: 1,
    login,
    name,
    roles: [...new Set(roles)],
    scope,
    active: true,
    passwordHash: await hashPassword(oneTimePassword),
    oneTimeUntil: deps.clock.now() + ONE_TIME_DAYS * 86_400_000,
    failures: 0,
  };
  return attempt(async () => {
    const claim = await deps.store.get(logins, login);
    if (claim?.staffId) return refuse("login-taken", { login });
    const claimed = { id: login, staffId: member.id };
    const committed = await commitAudited(
      deps,
      caller,
      { command: "staff.create", subjects: [`staff/${member.id}`] },
      [
        insert(staff, member),
        claim === null ? insert(logins, claimed) : replace(logins, claim, claimed),
      ],
    );
    return committed.ok ? ok({ member, oneTimePassword }) : lost;
  });
}
