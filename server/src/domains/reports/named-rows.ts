import { addressLine } from "@warmline/shared/households/address-line.ts";
import { households, orgNodes } from "@warmline/shared/households/model.ts";
import type { Level } from "@warmline/shared/reports/node.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { nameOf, type Named } from "./reach.ts";

/** A row of a summary, by the id of what it is about. */
interface Row {
  readonly id: string;
}

/** 2号楼 before 10号楼. */
const byName = new Intl.Collator("zh", { numeric: true });

/** Rows by what they are; of households so many at most, the first of them. */
export function withNames<R extends Row>(
  deps: Pick<Deps, "store">,
  level: Level,
  rows: readonly R[],
  most = rows.length,
) {
  return level === "household" ? withHouseholds(deps, rows.slice(0, most)) : withNodes(deps, rows);
}

/** What is told of a cashier beside the id; nothing where nobody of the staff has it. */
export async function cashierNames(
  { store }: Pick<Deps, "store">,
  rows: readonly { readonly cashierId: string }[],
): Promise<(cashierId: string) => { cashierName?: string }> {
  const ids = [...new Set(rows.map(({ cashierId }) => cashierId))];
  const names = new Map((await store.getMany(staff, ids)).map(({ id, name }) => [id, name]));
  return (cashierId) => {
    const cashierName = names.get(cashierId);
    return cashierName === undefined ? {} : { cashierName };
  };
}

/** Of branches, stations or buildings, in the order of their names. */
async function withNodes<R extends Row>(
  { store }: Pick<Deps, "store">,
  rows: readonly R[],
): Promise<(R & Partial<Named>)[]> {
  const ids = rows.map(({ id }) => id);
  const names = new Map((await store.getMany(orgNodes, ids)).map((one) => [one.id, one]));
  return rows
    .map((row) => ({ ...row, ...nameOf(names.get(row.id)) }))
    .toSorted((one, other) => byName.compare(one.name ?? one.id, other.name ?? other.id));
}

/** As they are called today: what was charged and paid is as it was. */
async function withHouseholds<R extends Row>(
  { store }: Pick<Deps, "store">,
  rows: readonly R[],
): Promise<(R & { name?: string; number?: string; address?: string })[]> {
  const ids = rows.map(({ id }) => id);
  const found = new Map((await store.getMany(households, ids)).map((one) => [one.id, one]));
  return rows.map((row) => {
    const household = found.get(row.id);
    if (household === undefined) return row;
    const { name, number, address } = household;
    return { ...row, name, number, address: addressLine(address) };
  });
}
