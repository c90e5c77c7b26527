import { staff } from "@warmline/shared/staff/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { createStaff } from "./create-staff.ts";

const setup: Caller = {
  actor: { kind: "system", id: "setup", name: "Warmline" },
  origin: "setup",
  language: "zh",
};

/**
 * In a store without staff, makes the administrator `admin` and answers its one-time password, to
 * be shown once on the console of whoever installs; in any other store answers null.
 */
export async function firstAdministrator(deps: Deps): Promise<string | null> {
  if ((await deps.store.count(staff, { index: "byActive" })) > 0) return null;
  const created = await runCommand(deps, setup, createStaff, {
    login: "admin",
    name: "管理员",
    roles: ["administrator"],
    scope: { kind: "city" },
  });
  return created.ok ? created.value.oneTimePassword : null;
}
