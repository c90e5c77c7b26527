import { blue, part } from "@warmline/shared/invoices/testing.ts";
import { invoices } from "@warmline/shared/invoices/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { TestServer } from "@warmline/server/testing.ts";

/** An issued one of a household of the own branch, asked for in the own hall. */
export async function anInvoice(
  { deps }: TestServer,
  accountId: string,
  { branch, hall }: { readonly branch: string; readonly hall: string },
): Promise<string> {
  const id = "FP-XICHENG-2026-000001";
  const at = deps.clock.now();
  const { rev: _, ...invoice } = blue([part(100, { accountId })], {
    id,
    since: at,
    askedAt: at,
    office: hall,
    branchIds: [branch],
    buyer: { title: "王小明" },
    issued: { number: "26140000000000000001", at },
  });
  await deps.store.commit([insert(invoices, invoice)]);
  return id;
}
