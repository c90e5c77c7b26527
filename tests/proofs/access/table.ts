import { manifests } from "@warmline/shared/manifests.ts";
import type { Endpoint } from "@warmline/shared/api/endpoint.ts";
import type { View } from "@warmline/shared/api/live.ts";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { rawRequest } from "@warmline/server/platform/http/testing.ts";
import { LiveClient } from "@warmline/server/platform/realtime/testing.ts";
import { startTestServer } from "@warmline/server/testing.ts";
import { makeColumns, type Caller, type Column } from "./callers.ts";
import { joinFor, requestFor, type AccessRequest } from "./requests.ts";
import { tableText, type Row } from "./text.ts";
import { makeThings } from "./things.ts";

/** What somebody's asking comes to: let in, turned away, or answered without the thing. */
type Cell = "let-in" | "refused" | "left-out";

/**
 * The codes that say no to somebody for who they are, or hide that the thing exists; whatever else
 * is said, by a rule, they were let in.
 */
const TURNED_AWAY = new Set([
  "not-signed-in",
  "forbidden",
  "out-of-scope",
  "not-found",
  "other-hall",
  "service-unknown",
  "counter-unknown",
  "ticket-unknown",
  "chat-unknown",
]);
/** Refused before anybody looks whose it is: such a request would prove nothing. */
const UNREAD = new Set(["bad-input", "bad-json", "key-missing", "wrong-content-type", "too-large"]);

/** Asks everything by everybody; answers the table as it is to be pinned. */
export async function accessTable(): Promise<string> {
  const server = await startTestServer();
  try {
    await seedDemoCity(server.deps, { households: 60, seasons: 1, seed: 7 });
    const things = await makeThings(server);
    const columns = await makeColumns(server);
    const ask = makeAsk(server.url);
    const rows = new Map<Endpoint | View, Row>();
    for (const view of manifests.flatMap(({ views }) => views)) {
      const join = joinFor(view, things);
      const cells = await inEachCell(columns, (caller) => joinAs(server.url, view, join, caller));
      rows.set(view, { name: view.name, permission: "(live view)", cells });
    }
    for (const endpoint of readsFirst()) {
      const { name, permit } = endpoint;
      const request = requestFor(endpoint, things);
      const cells = await inEachCell(columns, (caller) => ask(request, caller, name));
      rows.set(endpoint, { name, permission: permit === "public" ? permit : permit.name, cells });
    }
    return tableText(rows);
  } finally {
    await server.close();
  }
}

/** Commands change what is read, and signing out ends all. */
function readsFirst(): Endpoint[] {
  const rank = ({ name, method }: Endpoint) =>
    name === "staff.sign-out" ? 2 : Number(method === "post");
  return manifests.flatMap(({ endpoints }) => endpoints).toSorted((a, b) => rank(a) - rank(b));
}

/** What each caller comes to, as the letters of each column: `cb.h.`. */
async function inEachCell(
  columns: readonly Column[],
  of: (caller: Caller) => Promise<Cell>,
): Promise<string[]> {
  const cells: string[] = [];
  for (const { callers } of columns) {
    let text = "";
    for (const caller of callers) {
      text += { "let-in": caller.letter, refused: ".", "left-out": "-" }[await of(caller)];
    }
    cells.push(text);
  }
  return cells;
}

function makeAsk(url: string) {
  let asked = 0;
  return async (request: AccessRequest, { cookie }: Caller, what: string): Promise<Cell> => {
    asked += 1;
    const headers = {
      ...request.headers,
      "idempotency-key": `access-table-${asked}`,
      ...(cookie === undefined ? {} : { cookie }),
    };
    const { status, text, json } = await rawRequest(url, request.path, { ...request, headers });
    if (status >= 500 || UNREAD.has(json?.code)) throw new Error(`${what} proves nothing: ${text}`);
    if (TURNED_AWAY.has(json?.code)) return "refused";
    const shown = text.includes(request.shows ?? "") && !text.includes('"code":"out-of-scope"');
    return shown ? "let-in" : "left-out";
  };
}

async function joinAs(
  url: string,
  { name }: View,
  { params, shows }: ReturnType<typeof joinFor>,
  { cookie }: Caller,
): Promise<Cell> {
  const client = new LiveClient(url, cookie === undefined ? {} : { cookie });
  try {
    await client.until(() => client.socket.connected || client.refusedAs !== null);
    if (client.refusedAs !== null) return "refused";
    const answer = await client.join(name, params);
    if (!answer.ok) return "refused";
    await client.until(() => client.rooms.get(answer.room)?.whole ?? false);
    return client.rowsIn(answer.room).has(shows) ? "let-in" : "left-out";
  } finally {
    client.close();
  }
}
