import type { Actor } from "@warmline/shared/access/actor.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import type { CarryNodeAnswer, CarryNodeRow } from "@warmline/shared/carryforwards/answers.ts";
import {
  onAccountFigures,
  owedFigures,
  type CarryRow,
} from "@warmline/shared/carryforwards/figures.ts";
import {
  carryBranches,
  carryBranchId,
  carryForwards,
  type CarryBuilding,
  type CarryStatement,
} from "@warmline/shared/carryforwards/model.ts";
import { sumOf } from "@warmline/shared/carryforwards/place-sums.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { levelBelow, nodePath, type NodePath } from "@warmline/shared/reports/node.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { Deps } from "../../platform/deps.ts";
import { accountRows } from "./account-rows.ts";

type NodeCode = "out-of-scope" | "not-found";

/**
 * 年度结转表 of a node, with what is below it: the rows sum to the whole at every level. Refusals, in
 * this order: `out-of-scope`, `not-found` (the carry-forward, or it is not through yet).
 */
export async function readNode(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  id: string,
  node: string | undefined,
): Promise<Result<CarryNodeAnswer, NodeCode>> {
  if (!cityWide(actor)) return refuse("out-of-scope");
  const statement = (await store.get(carryForwards, id))?.statement;
  if (statement === undefined) return refuse("not-found");
  const path = nodePath(node);
  const below = await rowsBelow(store, id, statement, path);
  const whole = sumOf(below);
  return ok({
    path: await crumbs(store, path),
    level: levelBelow(path),
    accounts: whole.accounts,
    ...balanceOf(whole.rows),
    rows: below.map(({ rows, ...row }) => ({ ...row, ...balanceOf(rows) })),
  });
}

type Below = Omit<CarryNodeRow, "owed" | "onAccount"> & { readonly rows: readonly CarryRow[] };

async function rowsBelow(
  store: Store,
  id: string,
  { branches }: CarryStatement,
  [branchId, stationId, buildingId]: NodePath,
): Promise<Below[]> {
  if (branchId === undefined) {
    return named(
      store,
      branches.map(({ branchId: of, ...sum }) => ({ id: of, ...sum })),
    );
  }
  const branch = await store.get(carryBranches, carryBranchId(id, branchId));
  const buildings = branch?.buildings ?? [];
  if (stationId === undefined)
    return named(
      store,
      grouped(buildings, (one) => one.stationId),
    );
  const own = buildings.filter((one) => one.stationId === stationId);
  if (buildingId === undefined)
    return named(
      store,
      grouped(own, (one) => one.buildingId),
    );
  return accountRows(
    store,
    own.filter((one) => one.buildingId === buildingId),
  );
}

function grouped(all: readonly CarryBuilding[], by: (one: CarryBuilding) => string) {
  return [...Map.groupBy(all, by)].map(([id, some]) => ({ id, ...sumOf(some) }));
}

/** 2号楼 before 10号楼. */
const byName = new Intl.Collator("zh", { numeric: true });

async function named<R extends { readonly id: string }>(
  store: Pick<Store, "getMany">,
  rows: readonly R[],
) {
  const nameOf = await namesOf(
    store,
    rows.map(({ id }) => id),
  );
  return rows
    .map((row) => ({ ...row, ...nameOf(row.id) }))
    .toSorted((one, other) => byName.compare(one.name ?? one.id, other.name ?? other.id));
}

async function namesOf(store: Pick<Store, "getMany">, ids: readonly string[]) {
  const found = new Map((await store.getMany(orgNodes, ids)).map((one) => [one.id, one]));
  return (id: string): { name?: string; nameEn?: string } => {
    const { name, nameEn } = found.get(id) ?? {};
    return {
      ...(name === undefined ? {} : { name }),
      ...(nameEn === undefined ? {} : { nameEn }),
    };
  };
}

async function crumbs(
  store: Pick<Store, "getMany">,
  path: NodePath,
): Promise<CarryNodeAnswer["path"]> {
  const nameOf = await namesOf(store, path);
  return [
    { id: "", node: "" },
    ...path.map((id, at) => {
      return { id, node: path.slice(0, at + 1).join("/"), ...nameOf(id) };
    }),
  ];
}

function balanceOf(rows: readonly CarryRow[]) {
  return { owed: owedFigures(rows), onAccount: onAccountFigures(rows) };
}
