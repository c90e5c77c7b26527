import { demoCities, type DemoCity } from "@warmline/shared/demo/model.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";

/** Of the one document that says what the store holds. */
export const CITY_ID = "city";

export function demoCityOf(store: Store): Promise<DemoCity | null> {
  return store.get(demoCities, CITY_ID);
}

/** Whether nobody has entered anything yet: only then, or to finish one, a demo city is made. */
export async function isEmpty(store: Store): Promise<boolean> {
  const [nodes, people] = await Promise.all([
    store.count(orgNodes, { index: "byKind" }),
    store.count(staff, { index: "byActive" }),
  ]);
  return nodes === 0 && people === 0;
}
