import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import { orgNodes, type OrgNode } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { logins, staff, type LoginClaim, type StaffMember } from "@warmline/shared/staff/model.ts";
import { insert, put, type Write } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { newOneTime, withOneTime, type OneTime, type WithOneTimePassword } from "./passwords.ts";
import { rightsChanged } from "./rights.ts";
import { staffRow } from "./rows.ts";
import { mayAlone } from "./standing.ts";

interface CreateStaff {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
}

interface Creating {
  readonly known: boolean;
  readonly claim: LoginClaim | null;
  readonly oneTime: OneTime;
}

/**
 * 新增员工, with a password to be replaced on first sign-in. The log-in is a claim of its own, as it
 * may be given up. Refusals, in this order: `password-shown-once`, `scope-unknown`, `login-taken`,
 * `two-administrators` (of a guarded role, see grant-rights.ts).
 */
export const createStaff = command({
  name: "staff.create",
  scope: "city",
  shownOnce: "password-shown-once",
  load: async (reads, { login, scope }: CreateStaff): Promise<Result<Creating, CreateCode>> =>
    ok({
      known: await isScopeKnown(reads, scope),
      claim: await reads.get(logins, login),
      oneTime: await newOneTime(),
    }),
  decide({ known, claim, oneTime }, { login, name, roles, scope }, { at, actor, nextId }) {
    if (!known) return refuse("scope-unknown");
    if (claim?.staffId) return refuse("login-taken", { login });
    const standing = { name, roles: [...new Set(roles)], scope, active: true };
    if (!mayAlone(actor, null, standing)) return refuse("two-administrators");
    const blank = { id: nextId(), login, ...standing, passwordHash: "", rev: 1 };
    const member = withOneTime(blank, oneTime.passwordHash, at);
    const value = { staff: staffRow(member), oneTimePassword: oneTime.password };
    return ok({
      value: value satisfies WithOneTimePassword,
      writes: joined(member, claim),
      subjects: [`staff/${member.id}`],
      changes: rightsChanged(null, member, true),
    });
  },
});
type CreateCode = "password-shown-once" | "scope-unknown" | "login-taken" | "two-administrators";

/** The writes by which somebody new is there; the log-in is a claim of its own. */
export function joined(
  { rev: _, ...member }: StaffMember,
  claim: LoginClaim | null,
): readonly Write[] {
  const claimed = { id: member.login, staffId: member.id };
  return [insert(staff, member), put(logins, claim, claimed)];
}

/** A mistyped branch or hall would shut the person out of everything. */
export async function isScopeKnown(reads: Reads, scope: Scope): Promise<boolean> {
  return scope.kind === "city" || (await placeOf(reads, scope)) !== null;
}

/** The branch or hall that one is for; null: the whole city, or there is none. */
export async function placeOf(reads: Reads, scope: Scope): Promise<OrgNode | null> {
  if (scope.kind === "city") return null;
  const node = await reads.get(orgNodes, scope.kind === "branch" ? scope.branchId : scope.hallId);
  return node?.kind === scope.kind ? node : null;
}
