import type { Permission } from "@warmline/shared/access/permission.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import type { AnyApprovable } from "../../platform/commands/approvable.ts";

/** Everything that can be asked for, as the domains list it in their modules. */
export interface Registry {
  /** Throws for a command that nobody lists: requests of it cannot have been made. */
  approvable(command: string): AnyApprovable;
  /** The permission that a step names. */
  permission(name: string | undefined): Permission | undefined;
  /** The rules that may be changed, by name. */
  readonly policies: ReadonlyMap<string, KnownPolicy>;
}

/** A rule of approval with all that is asked for by it. */
export interface KnownPolicy {
  readonly seed: ApprovalPolicy;
  readonly commands: readonly string[];
  readonly asks: readonly Permission[];
  readonly approvers: readonly Permission[];
}

export function registryOf(approvables: readonly AnyApprovable[]): Registry {
  const byCommand = new Map(approvables.map((one) => [one.command.name, one]));
  const byName = new Map(
    approvables.flatMap(({ ask, approvers }) =>
      [ask, ...approvers].map((one) => [one.name, one] as const),
    ),
  );
  for (const { command, policy } of approvables) {
    for (const { permission } of policy.steps) {
      assert(byName.has(permission), `${command.name}: nobody has ${permission}`);
    }
  }
  return {
    approvable(command) {
      const found = byCommand.get(command);
      assert(found !== undefined, `${command} can be asked for`);
      return found;
    },
    permission: (name) => (name === undefined ? undefined : byName.get(name)),
    policies: policiesOf(approvables),
  };
}

function isChangeable({ fixedPolicy }: AnyApprovable): boolean {
  return fixedPolicy === undefined;
}

/** Several commands may have one rule; the steps may name whoever approves any of them. */
function policiesOf(approvables: readonly AnyApprovable[]): ReadonlyMap<string, KnownPolicy> {
  const found = new Map<string, KnownPolicy>();
  for (const { command, ask, policy, approvers } of approvables.filter(isChangeable)) {
    const known = found.get(policy.name);
    found.set(policy.name, {
      seed: policy,
      commands: [...(known?.commands ?? []), command.name],
      asks: [...new Set([...(known?.asks ?? []), ask])],
      approvers: [...new Set([...(known?.approvers ?? []), ...approvers])],
    });
  }
  return found;
}
