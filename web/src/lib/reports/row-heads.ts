import type { CollectionAnswer, CollectionRow } from "@warmline/shared/reports/api.ts";
import { addressWith, type CollectionQuery, type DebtQuery } from "./address.ts";
import { nodeName } from "./names.ts";

/** What stands at the head of a row of a report. */
export interface RowHead {
  /** Like no other row's. */
  readonly key: string;
  readonly name: string;
  readonly number?: string | undefined;
  /** In small type under the name. */
  readonly under?: string | undefined;
  readonly href?: string;
  /** Its sums do not agree with themselves. */
  readonly disagrees?: boolean;
}

type Node = Pick<CollectionRow, "id" | "name" | "nameEn" | "number" | "address">;

interface Below {
  readonly level: CollectionAnswer["level"];
  readonly path: CollectionAnswer["path"];
  readonly disagreements?: CollectionAnswer["disagreements"];
}

/** 逐级下钻: of the nodes below another, each leading to what is below it, a household to its page. */
export function nodeHeads(
  { level, path, disagreements = [] }: Below,
  asked: CollectionQuery | DebtQuery,
): (row: Node) => RowHead {
  const above = path.at(-1)?.node ?? "";
  const hrefOf = (id: string) =>
    level === "household"
      ? `/console/households/${id}`
      : addressWith(asked, { node: above === "" ? id : `${above}/${id}` });
  return (row) => ({
    key: row.id,
    name: nodeName(row),
    number: row.number,
    under: row.address,
    href: hrefOf(row.id),
    disagrees: disagreements.includes(row.id),
  });
}
