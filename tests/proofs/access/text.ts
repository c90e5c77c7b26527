import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ROLES } from "@warmline/shared/access/actor.ts";
import type { Endpoint } from "@warmline/shared/api/endpoint.ts";
import type { View } from "@warmline/shared/api/live.ts";
import { manifests } from "@warmline/shared/manifests.ts";

/** The table as it is pinned: read by people, and by the tests that follow it. */
export const TABLE_FILE = fileURLToPath(new URL("table.txt", import.meta.url));

export interface Row {
  readonly name: string;
  readonly permission: string;
  /** By column, in its callers' letters: `cb.h.`. */
  readonly cells: readonly string[];
}

const HEAD = `
Who reaches what, endpoint by endpoint and view by view. Each cell is proven by a real request or
join (npm run prove -- permissions, and npm test). What is asked for is a thing of one branch and
one hall; a letter says that somebody is let in to it who works

  c  for the whole city    b  in its branch    B  in another branch
                           h  in its hall      H  in another hall

  n  and who is not signed in
  .  is turned away: 401, 403, or 404 where even that it exists is not told
  -  is answered, with what is another's left out

ag agent, su supervisor, di dispatcher, fw field worker, ca cashier, hm hall manager, fi finance,
au auditor, ad administrator; ki kiosk, tv television; no nobody. Whose things they are is not in
here (one's own payment, one's own counter): that is for the rules. Channels call webhooks alone.

Changed a permission on purpose? npx vitest run --project code tests/proofs/permissions.test.ts -u
writes this file anew. Read the difference line by line before you commit it.
`.trim();

const COLUMNS = ["ag", "su", "di", "fw", "ca", "hm", "fi", "au", "ad", "ki", "tv", "no"];
const WIDTHS = [29, 24, ...COLUMNS.map((_, place) => (place < ROLES.length ? 6 : 3))];

/** By domain, in the order of the manifests. */
export function tableText(rows: ReadonlyMap<Endpoint | View, Row>): string {
  const shown = manifests.filter(({ endpoints, views }) => endpoints.length + views.length > 0);
  const sections = shown.map(({ name, endpoints, views }) => {
    const lines = [...endpoints, ...views].flatMap((one) => {
      const row = rows.get(one);
      return row === undefined ? [] : [lineOf([row.name, row.permission, ...row.cells])];
    });
    return [lineOf([`[${name}]`, "", ...COLUMNS]), ...lines].join("\n");
  });
  return `${[HEAD, ...sections].join("\n\n")}\n`;
}

function lineOf(cells: readonly string[]): string {
  return cells
    .map((cell, place) => cell.padEnd(WIDTHS[place] ?? 0))
    .join("")
    .trimEnd();
}

/** The rows of the pinned table. */
export function pinnedRows(): Row[] {
  return readFileSync(TABLE_FILE, "utf8")
    .slice(HEAD.length)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("["))
    .map((line) => {
      const at = WIDTHS.map((_, place) => WIDTHS.slice(0, place).reduce((a, b) => a + b, 0));
      const cells = at.map((from, place) => line.slice(from, from + (WIDTHS[place] ?? 0)).trim());
      const [name = "", permission = "", ...rest] = cells;
      return { name, permission, cells: rest };
    });
}

/** Of those the roles of staff. */
export function staffCells({ cells }: Row): string {
  return cells.slice(0, ROLES.length).join("");
}
