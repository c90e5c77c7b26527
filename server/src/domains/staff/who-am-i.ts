import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import type { Me } from "@warmline/shared/staff/api.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { meOf } from "./staff-row.ts";

/** Who is signed in; `not-signed-in` for anybody who is not a member of staff. */
export async function whoAmI(
  { store }: Pick<Deps, "store">,
  { actor, language }: Caller,
): Promise<Result<Me, "not-signed-in">> {
  const member = actor.kind === "staff" ? await store.get(staff, actor.id) : null;
  return member === null ? refuse("not-signed-in") : ok(meOf(member, language));
}
