import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { ROLES, type Scope } from "@warmline/shared/access/actor.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { pairedDevice } from "../http/testing.ts";
import { LiveClient } from "./testing.ts";

let server: TestServer;
/** Holds every role in the whole city: files and moves the cases of these tests. */
let boss: string;
let serial = 0;

beforeAll(async () => {
  server = await startTestServer();
  const node = (id: string, kind: "branch" | "hall") =>
    insert(orgNodes, { id, kind, name: id, parentId: "head", path: ["head", id] });
  const nodes = [
    node("east", "branch"),
    node("west", "branch"),
    node("hall", "hall"),
    node("other", "hall"),
  ];
  await server.deps.store.commit(nodes);
  boss = (await server.signIn(ROLES)).cookie;
});
afterAll(() => server.close());

const clients: LiveClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

function watched(client: LiveClient): LiveClient {
  clients.push(client);
  return client;
}

async function screen(cookie: string, on = server): Promise<LiveClient> {
  return watched(await LiveClient.connected(on.url, cookie));
}

const nextKey = () => `live-test-${(serial += 1)}`;

async function post(path: string, body: object, on = server): Promise<{ id: string; rev: number }> {
  const answer = await on.request(path, { cookie: boss, key: nextKey(), body });
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function fileCase(description = "暖气不热", on = server): Promise<string> {
  return (await post("/api/cases", { category: "other", description, contact: {} }, on)).id;
}

const assign = (id: string, branchId: string) => post(`/api/cases/${id}/assign`, { branchId });
const withdraw = (id: string) => post(`/api/cases/${id}/withdraw`, { description: "好了" });
const branch = (branchId: string): Scope => ({ kind: "branch", branchId });

/** What a screen that opened this very moment would show. */
async function fresh(view: "cases", cookie: string, on = server) {
  const client = await screen(cookie, on);
  const room = await client.joined(view, {});
  return { rows: client.rowsIn(room), digest: client.digestOf(room) };
}

async function expectUpToDate(client: LiveClient, room: string, cookie: string) {
  const { rows, digest } = await fresh("cases", cookie);
  await client.until(() => JSON.stringify(client.digestOf(room)) === JSON.stringify(digest));
  expect(client.rowsIn(room)).toEqual(rows);
  expect(await client.socket.emitWithAck("digest", { room })).toEqual(digest);
}

describe("connecting", () => {
  const table: [string, Record<string, string>, RegExp][] = [
    ["without a cookie", {}, /^not-signed-in$/],
    ["with an invented cookie", { cookie: "warmline=invented" }, /^not-signed-in$/],
    ["with an endless cookie", { cookie: `warmline=${"x".repeat(5_000)}` }, /^not-signed-in$/],
  ];
  test.each(table)("%s is refused", async (_, headers, reason) => {
    const client = watched(new LiveClient(server.url, headers));
    await client.until(() => client.refusedAs !== null);
    expect(client.refusedAs).toMatch(reason);
    expect(client.socket.connected).toBe(false);
  });

  test("from a page of another site is refused, with whatever cookie", async () => {
    const client = watched(
      new LiveClient(server.url, { cookie: boss, origin: "https://evil.example" }),
    );
    await client.until(() => client.refusedAs !== null);
    expect(client.socket.connected).toBe(false);
  });

  test("from our own page is welcome", async () => {
    const client = watched(new LiveClient(server.url, { cookie: boss, origin: server.url }));
    await client.until(() => client.socket.connected || client.refusedAs !== null);
    expect(client.refusedAs).toBeNull();
  });
});

describe("joining", () => {
  test("is refused with a code and a sentence", async () => {
    const id = await fileCase();
    await assign(id, "west");
    const east = await server.signIn(["dispatcher"], branch("east"));
    const finance = await server.signIn(["finance"]);
    const cashier = await server.signIn(["cashier"], { kind: "hall", hallId: "hall" });
    const television = await pairedDevice(server.deps, "tv", "hall");
    const table: [string, Parameters<LiveClient["join"]>, string][] = [
      [finance.cookie, ["cases", {}], "forbidden"],
      [finance.cookie, ["hall", { hallId: "hall" }], "forbidden"],
      [east.cookie, ["case", { id }], "out-of-scope"],
      [boss, ["case", { id: "nothing" }], "not-found"],
      [cashier.cookie, ["hall", { hallId: "other" }], "out-of-scope"],
      [television.cookie, ["board", { hallId: "other" }], "out-of-scope"],
      [television.cookie, ["cases", {}], "forbidden"],
      [television.cookie, ["hall", { hallId: "hall" }], "forbidden"],
      [boss, ["nothing" as never, {}], "bad-input"],
    ];
    for (const [cookie, request, code] of table) {
      const client = await screen(cookie);
      const answer = await client.join(...request);
      expect([request, answer]).toMatchObject([request, { ok: false, code }]);
      expect(answer).toMatchObject({ message: expect.stringMatching(/^[A-Z].*[a-z]/) });
    }
  });

  test("answers the snapshot, then what changes, then what leaves", async () => {
    const before = await fileCase("先报的");
    const client = await screen(boss);
    const room = await client.joined("cases", {});
    expect(client.rowsIn(room).get(before)).toMatchObject({ description: "先报的", state: "new" });
    const after = await fileCase("后报的");
    await client.until(() => client.rowsIn(room).has(after));
    await assign(after, "east");
    await client.until(() => JSON.stringify(client.rowsIn(room).get(after)).includes("assigned"));
    await withdraw(after);
    await client.until(() => !client.rowsIn(room).has(after));
    expect(client.rowsIn(room).has(before)).toBe(true);
  });

  test("a branch sees what is its own, as long as it is", async () => {
    const east = await server.signIn(["dispatcher"], branch("east"));
    const client = await screen(east.cookie);
    const room = await client.joined("cases", {});
    const id = await fileCase();
    await assign(id, "east");
    await client.until(() => client.rowsIn(room).has(id));
    await assign(id, "west");
    await client.until(() => !client.rowsIn(room).has(id));
    expect(await client.socket.emitWithAck("digest", { room })).toEqual(client.digestOf(room));
  });

  test("what was left is no longer told", async () => {
    const client = await screen(boss);
    const room = await client.joined("cases", {});
    client.socket.emit("leave", { room });
    expect(await client.socket.emitWithAck("digest", { room })).toBeNull();
    const seen = client.came.length;
    const witness = await screen(boss);
    const its = await witness.joined("cases", {});
    const id = await fileCase();
    await witness.until(() => witness.rowsIn(its).has(id));
    await client.socket.emitWithAck("time");
    expect(client.came.length).toBe(seen);
  });
});

describe("never a row too few or too many", () => {
  test("a lost connection in the middle of a burst, again and again", async () => {
    const client = await screen(boss);
    let room = await client.joined("cases", {});
    client.socket.on("connect", () => void client.joined("cases", {}).then((it) => (room = it)));
    const filing: Promise<string>[] = [];
    const withdrawing: Promise<unknown>[] = [];
    for (let wave = 0; wave < 5; wave += 1) {
      filing.push(...Array.from({ length: 20 }, () => fileCase(`波次${wave}`)));
      const last = filing.at(-1)!;
      await filing.at(-10);
      client.socket.io.engine.close();
      await client.until(() => client.socket.connected);
      withdrawing.push(last.then(withdraw));
    }
    await Promise.all([...filing, ...withdrawing]);
    await client.until(() => client.rooms.get(room)?.whole ?? false);
    await expectUpToDate(client, room, boss);
  });

  test("changes while the snapshot is on its way", async () => {
    const ids = await Promise.all(Array.from({ length: 600 }, () => fileCase()));
    const client = await screen(boss);
    const [room] = await Promise.all([
      client.joined("cases", {}),
      ...ids.slice(0, 60).map((id, place) => (place % 2 === 0 ? withdraw(id) : assign(id, "east"))),
    ]);
    expect(client.rowsIn(room).size).toBeGreaterThan(500);
    await expectUpToDate(client, room, boss);
  });
});

test("who joins later gets a kept snapshot with all that has changed since", async () => {
  const ids = await Promise.all(Array.from({ length: 120 }, () => fileCase()));
  const first = await screen(boss);
  const room = await first.joined("cases", {});
  const [gone, moved] = ids as [string, string];
  await Promise.all([withdraw(gone), assign(moved, "east")]);
  const added = await fileCase("后来的");
  await first.until(() => first.rowsIn(room).has(added) && !first.rowsIn(room).has(gone));
  const { rows, digest } = await fresh("cases", boss);
  expect([rows.has(gone), rows.has(added)]).toEqual([false, true]);
  expect(rows.get(moved)).toMatchObject({ state: "assigned" });
  expect(await first.socket.emitWithAck("digest", { room })).toEqual(digest);
});

describe("nonsense", () => {
  const nonsense: unknown[][] = [
    [],
    [undefined],
    [null],
    [0],
    ["cases"],
    [[]],
    [{}],
    [{ view: "cases" }],
    [{ view: "__proto__", params: {} }],
    [{ view: "constructor", params: {} }],
    [{ view: "case", params: {} }],
    [{ view: "case", params: { id: { $gt: "" } } }],
    [{ view: "case", params: { id: 7 } }],
    [{ view: "hall", params: { hallId: ["hall"] } }],
    [{ view: "hall", params: { hallId: "x".repeat(1_000) } }],
    [{ view: "cases", params: { more: "than asked" } }],
    [{ room: { toString: "not a function" } }],
    [Buffer.from("bytes")],
    [{ room: "cases/city" }],
    [1, 2, 3, 4, 5],
  ];

  test("is refused or ignored, and disturbs nobody", async () => {
    const witness = await screen(boss);
    const room = await witness.joined("cases", {});
    const client = await screen(boss);
    const raw = client.socket as unknown as {
      emit(event: string, ...values: unknown[]): void;
      timeout(ms: number): { emitWithAck(event: string, ...values: unknown[]): Promise<unknown> };
    };
    for (const event of ["join", "leave", "digest", "time", "no-such-event", "message"]) {
      for (const values of nonsense) raw.emit(event, ...values);
    }
    for (const values of nonsense.filter(({ length }) => length === 1)) {
      const answer = await raw.timeout(5_000).emitWithAck("join", ...values);
      expect([values, answer]).toMatchObject([values, { ok: false, code: "bad-input" }]);
      expect(await raw.timeout(5_000).emitWithAck("digest", ...values)).toBeNull();
    }
    expect(client.socket.connected).toBe(true);
    const id = await fileCase();
    await witness.until(() => witness.rowsIn(room).has(id));
    expect(witness.endedBy).toBeNull();
  });

  test("too much of it costs the sender the connection, and nobody else anything", async () => {
    const witness = await screen(boss);
    const room = await witness.joined("cases", {});
    const huge = await screen(boss);
    huge.socket.emit("leave", { room: "x".repeat(100_000) });
    await huge.until(() => huge.endedBy !== null);
    const busy = await screen(boss);
    for (let round = 0; round < 2_000; round += 1) busy.socket.emit("leave", { room });
    await busy.until(() => busy.endedBy !== null);
    const id = await fileCase();
    await witness.until(() => witness.rowsIn(room).has(id));
    expect(witness.endedBy).toBeNull();
  });

  test("a socket holds so many rooms and no more", async () => {
    const client = await screen(boss);
    const ids = await Promise.all(Array.from({ length: 45 }, () => fileCase()));
    const answers = await Promise.all(ids.map((id) => client.join("case", { id })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(40);
    const refused = { code: "too-many-views", message: expect.stringContaining("Too many") };
    for (const answer of answers.filter(({ ok }) => !ok)) expect(answer).toMatchObject(refused);
  });
});
