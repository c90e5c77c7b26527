import { ROLES, type Role, type Scope } from "@warmline/shared/access/actor.ts";
import { pairedDevice } from "@warmline/server/platform/http/testing.ts";
import type { TestServer } from "@warmline/server/testing.ts";
import { OTHER, OWN } from "./things.ts";

/** Where somebody works, seen from the thing that is asked for, by the letter in the table. */
const SCOPES: Readonly<Record<string, Scope>> = {
  c: { kind: "city" },
  b: { kind: "branch", branchId: OWN.branch },
  B: { kind: "branch", branchId: OTHER.branch },
  h: { kind: "hall", hallId: OWN.hall },
  H: { kind: "hall", hallId: OTHER.hall },
};

export interface Caller {
  readonly letter: string;
  /** Nobody has none. */
  readonly cookie: string | undefined;
}

export interface Column {
  readonly name: Role | "kiosk" | "tv" | "nobody";
  readonly callers: readonly Caller[];
}

/** Everybody who may ask: each role in each scope, a device of each hall, who is not signed in. */
export async function makeColumns(server: TestServer): Promise<Column[]> {
  const columns: Column[] = [];
  for (const role of ROLES) {
    const callers: Caller[] = [];
    for (const [letter, scope] of Object.entries(SCOPES)) {
      callers.push({ letter, cookie: (await server.signIn([role], scope)).cookie });
    }
    columns.push({ name: role, callers });
  }
  for (const kind of ["kiosk", "tv"] as const) {
    const own = await pairedDevice(server.deps, kind, OWN.hall);
    const other = await pairedDevice(server.deps, kind, OTHER.hall);
    const callers = [
      { letter: "h", cookie: own.cookie },
      { letter: "H", cookie: other.cookie },
    ];
    columns.push({ name: kind, callers });
  }
  return [...columns, { name: "nobody", callers: [{ letter: "n", cookie: undefined }] }];
}
