import type { Permission } from "@warmline/shared/access/permission.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { AnyApprovable } from "../../platform/commands/approvable.ts";

/** Everything that can be asked for, as the domains list it in their modules. */
export interface Registry {
  /** Throws for a command that nobody lists: requests of it cannot have been made. */
  approvable(command: string): AnyApprovable;
  /** The permission that a step names. */
  permission(name: string | undefined): Permission | undefined;
}

export function registryOf(approvables: readonly AnyApprovable[]): Registry {
  const byCommand = new Map(approvables.map((one) => [one.command.name, one]));
  const byName = new Map(
    approvables.flatMap(({ approvers }) => approvers.map((one) => [one.name, one] as const)),
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
  };
}
