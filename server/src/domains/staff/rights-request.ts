import type { OrgNode } from "@warmline/shared/households/model.ts";
import { fen, ZERO_FEN } from "@warmline/shared/kernel/money.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import type { PreviewChange } from "@warmline/shared/requests/preview.ts";
import type { Standing } from "@warmline/shared/staff/dual-control.ts";
import { staffPermissions } from "@warmline/shared/staff/permissions.ts";
import { approvable } from "../../platform/commands/approvable.ts";
import { askCommand } from "../requests/index.ts";
import { grantRights, type Granting } from "./grant-rights.ts";

/** 双人控制: another administrator of the city than who asks. Three days: a long weekend. */
const RIGHTS_POLICY: ApprovalPolicy = {
  name: "rights",
  version: 1,
  alone: null,
  steps: [{ permission: staffPermissions.approve.name, overFen: fen(0), dayFen: null }],
  days: 3,
};

/** 权限申请: one waits for a person, or for a log-in that nobody has yet, at a time. */
export const granting = approvable({
  command: grantRights,
  ask: staffPermissions.write,
  policy: RIGHTS_POLICY,
  fixedPolicy: true,
  approvers: [staffPermissions.approve],
  about: (asked) => ("id" in asked ? `staff/${asked.id}` : `logins/${asked.login}`),
  show: (state) => ({
    label: `${state.to.name} ${state.login}`,
    amountFen: ZERO_FEN,
    place: "city",
    concerns: state.member === null ? [] : [state.member.id],
    preview: { changes: linesOf(state), entries: [], owed: [] },
  }),
});

/** Also what stays: whoever approves is shown the whole person, and holds that person to it. */
function linesOf({ login, from, to, places, newPassword }: Granting): PreviewChange[] {
  const line = (field: string, words: (of: Standing, place: OrgNode | null) => string[]) => ({
    field,
    from: from === null ? [] : words(from, places.from),
    to: words(to, places.to),
  });
  const split = { field: "field.password", from: [], to: ["console.staff.split"] };
  return [
    { field: "console.login", from: from === null ? [] : [login], to: [login] },
    line("console.staff.name", ({ name }) => [name]),
    line("console.staff.roles", ({ roles }) =>
      roles.toSorted().map((role) => `staff.role.${role}`),
    ),
    line("console.staff.scope", ({ scope }, place) => [place?.name ?? `staff.scope.${scope.kind}`]),
    line("console.staff.account", ({ active }) => [
      active ? "console.staff.active" : "console.staff.inactive",
    ]),
    ...(newPassword ? [split] : []),
  ];
}

/** 申请权限. Refusals, in this order: those of `grantRights`, `request-pending`, `file-not-found`. */
export const askRights = askCommand({ name: "staff.ask-rights", of: granting });
