import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import { notices } from "@warmline/shared/notices/model.ts";
import { raised } from "@warmline/shared/notices/rules.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";

/** One that reached nobody, about somebody's case in that branch. */
export function unreachedNotice(id: string, branchId: string, at: Instant): Write {
  const about = { kind: "case-resolved", caseId: "c", number: "1", category: "leak" } as const;
  const notice = raised({ id, about, branchId, phone: "+8613800000011" }, at);
  return insert(notices, { ...notice, state: "failed", dueAt: later(at, -1) });
}
