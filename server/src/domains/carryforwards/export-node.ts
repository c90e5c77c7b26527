import type { Actor } from "@warmline/shared/access/actor.ts";
import { subjectsOf } from "@warmline/shared/api/reads.ts";
import { carryForwards } from "@warmline/shared/carryforwards/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import type { Deps } from "../../platform/deps.ts";
import { Bytes, Shown } from "../../platform/http/serve.ts";
import { readNode } from "./node-query.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

interface Wanted {
  readonly id: string;
  readonly node: string | undefined;
  readonly language: Language;
}

/** 年度结转表 as a workbook, on record as what was shown of people. Refusals as of `readNode`. */
export async function exportNode(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  { id, node, language }: Wanted,
): Promise<Result<Shown<Bytes>, "out-of-scope" | "not-found">> {
  const read = await readNode({ store }, actor, id, node);
  const carry = await store.get(carryForwards, id);
  if (!read.ok) return read;
  if (carry === null) return refuse("not-found");
  // Loaded when it is wanted: few ask for a workbook.
  const { carrySheet } = await import("./sheet.ts");
  const workbook = new Bytes(await carrySheet(carry, read.value, language), XLSX);
  const shown = read.value.rows.flatMap(({ householdId }) => householdId ?? []);
  return ok(new Shown(workbook, subjectsOf("households", shown)));
}
