import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import type { RowChange, SnapshotPart } from "@warmline/shared/api/live.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { Snapshots, type Sent } from "./snapshots.ts";
import { sendSnapshot } from "./socket.ts";
import type { LiveView } from "./view.ts";

interface Row {
  readonly id: string;
  readonly rev: number;
  readonly dueAt: number;
}

const ROOM = "cases/city";
const came = (id: string, rev: number): RowChange => ({ id, rev, row: { id, rev } });

/** A room of so many rows, the most urgent last, that counts how often it is read. */
function crowd(count: number) {
  const rows = Array.from({ length: count }, (_, at): Row => ({
    id: `c${at}`,
    rev: 1,
    dueAt: count - at,
  }));
  const told = { reads: 0 };
  const view = {
    order: (a: Row, b: Row) => a.dueAt - b.dueAt,
    async snapshot() {
      told.reads += 1;
      return rows;
    },
  } as unknown as LiveView;
  return { view, rows, told };
}

function opened() {
  let now = 1_000;
  const snapshots = new Snapshots({ now: () => instantOf(now) });
  return { snapshots, wait: (ms: number) => void (now += ms) };
}

const rowsOf = (part: SnapshotPart): readonly Row[] =>
  "rows" in part ? (part.rows as Row[]) : JSON.parse(gunzipSync(part.packed).toString());

async function partsOf({ first, rest }: Sent): Promise<SnapshotPart[]> {
  return [first, ...(await rest)];
}

test.each([0, 1, 100, 101, 2_600, 2_601, 10_000])("%i rows come once each", async (count) => {
  const { view, rows } = crowd(count);
  const parts = await partsOf(await opened().snapshots.of(view, ROOM));
  const all = parts.flatMap(rowsOf);
  expect(all.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
  expect(parts.map(({ last }) => last)).toEqual(parts.map((_, at) => at === parts.length - 1));
  expect(parts.map((part) => "rows" in part)).toEqual(parts.map((_, at) => at === 0));
});

test("the most urgent come first, and are ready before the rest is packed", async () => {
  const { view } = crowd(10_000);
  const sent = await opened().snapshots.of(view, ROOM);
  expect(rowsOf(sent.first).map(({ dueAt }) => dueAt)).toEqual(
    Array.from({ length: 100 }, (_, at) => at + 1),
  );
  let packed = false;
  void sent.rest.then(() => (packed = true));
  await Promise.resolve();
  expect(packed).toBe(false);
});

test("many who ask together cost one reading and one packing", async () => {
  const { view, told } = crowd(5_000);
  const { snapshots } = opened();
  const all = await Promise.all(Array.from({ length: 100 }, () => snapshots.of(view, ROOM)));
  const packed = await Promise.all(all.map(async ({ rest }) => (await rest)[0]));
  expect(told.reads).toBe(1);
  expect(new Set(packed).size).toBe(1);
});

test("a kept one goes with the last change of each row since it was made", async () => {
  const { view, told } = crowd(5_000);
  const { snapshots } = opened();
  const making = snapshots.of(view, ROOM);
  snapshots.note(ROOM, [came("c1", 2)]);
  await making;
  snapshots.note(ROOM, [came("c1", 3), { id: "c2", rev: 2, row: null }]);
  snapshots.note("cases/branch/east", [came("c3", 2)]);
  const { changes } = await snapshots.of(view, ROOM);
  expect(changes).toEqual([came("c1", 3), { id: "c2", rev: 2, row: null }]);
  expect(told.reads).toBe(1);
});

test("made anew when it is old, when much has changed, and always when it is small", async () => {
  const { view, told } = crowd(5_000);
  const { snapshots, wait } = opened();
  await snapshots.of(view, ROOM);
  wait(30_000);
  expect((await snapshots.of(view, ROOM)).changes).toEqual([]);
  expect(told.reads).toBe(2);
  snapshots.note(
    ROOM,
    Array.from({ length: 501 }, (_, at) => came(`c${at}`, 2)),
  );
  expect(snapshots.keeps(ROOM)).toBe(false);
  await snapshots.of(view, ROOM);
  expect(told.reads).toBe(3);

  const few = crowd(3);
  await snapshots.of(few.view, "board/hall");
  expect(snapshots.keeps("board/hall")).toBe(false);
  await snapshots.of(few.view, "board/hall");
  expect(few.told.reads).toBe(2);
});

test("a reading that failed is not kept", async () => {
  const { view, told } = crowd(5_000);
  const { snapshots } = opened();
  const broken = { ...view, snapshot: () => Promise.reject(new Error("engine down")) };
  await expect(snapshots.of(broken as LiveView, ROOM)).rejects.toThrow("engine down");
  await snapshots.of(view, ROOM);
  expect(told.reads).toBe(1);
});

test.each([
  [true, ["first", "rest"]],
  [false, ["first"]],
])("a room still wanted when the rest is packed: %s", async (wanted, expected) => {
  const told: string[] = [];
  const emit = (_event: string, { packed }: { packed?: unknown }) =>
    void told.push(packed === undefined ? "first" : "rest");
  const packing = Promise.withResolvers<SnapshotPart[]>();
  const first: SnapshotPart = { room: ROOM, rows: [], last: false };
  const answers = [true, wanted];
  const sending = sendSnapshot(
    { emit } as unknown as Parameters<typeof sendSnapshot>[0],
    ROOM,
    { changes: [], first, rest: packing.promise },
    () => answers.shift() ?? wanted,
  );
  expect(told).toEqual(["first"]);
  packing.resolve([{ room: ROOM, packed: new Uint8Array(), last: true }]);
  await sending;
  expect(told).toEqual(expected);
});
