import { beforeAll, describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/ids.ts";
import { compareLists, matches, scalarAt } from "../match.ts";
import { planSelection } from "../plan.ts";
import { FIND_LIMIT_MAX, type Query, type Scalar, type Selection, type Store } from "../port.ts";
import { insert, replace } from "../write.ts";
import { fixture, things, type EngineLimits, type OpenStore, type Thing } from "./fixture.ts";
import { modelFind } from "./model.ts";

const SEED = Number(process.env["SEED"] ?? 20_261_115);
const KINDS = ["flat", "shop", "学校", "𠮷", "ｱ", ""];
const DISTRICTS = ["西城", "南城", "北城", "华都"];

export function findContract(name: string, open: OpenStore, { byCodePoint }: EngineLimits): void {
  describe(`${name}: find, count, group (seed ${SEED})`, () => {
    const opened = fixture(open);
    const documents = randomThings(400, byCodePoint ? KINDS : KINDS.map(withoutHalfWidth));
    beforeAll(async () => {
      await opened().store.commit(documents.map((thing) => insert(things, thing)));
    });
    const store = () => opened().store;
    writtenFinds(store, documents);
    randomFinds(store, documents);
    paging(store, documents);
    groups(store, documents);
    undeclared(store);
  });

  describe(`${name}: find while documents change`, () => {
    const opened = fixture(open);
    changingFinds(() => opened().store);
  });
}

/** The one letter that UTF-16 sorts after characters of four bytes, and UTF-8 before them. */
function withoutHalfWidth(kind: string): string {
  return kind.replace("ｱ", "ア");
}

/** Few different values, so that every sort has equals, and every field is missing somewhere. */
function randomThings(count: number, kinds: readonly string[]): Thing[] {
  const random = seededRandom(SEED);
  const below = (bound: number) => Math.floor(random.next() * bound);
  const phone = () => `+8613${below(3)}${String(below(40)).padStart(8, "0")}`;
  return Array.from({ length: count }, (_, place): Thing => {
    const rank = [null, below(12), below(12) - 6, below(100) / 4][below(4)];
    return {
      id: `${["t", "题", "𠮷"][below(3)]}-${place}`,
      rev: 1,
      rank,
      ...(below(8) > 0 && { kind: kinds[below(kinds.length)] }),
      ...(below(5) > 0 && { open: below(2) === 0 }),
      ...(below(6) > 0 && { place: { district: DISTRICTS[below(4)], floor: below(30) } }),
      ...(below(6) > 0 && { phones: Array.from({ length: below(4) }, phone) }),
    };
  });
}

const FINDS: readonly Query<Thing>[] = [
  { index: "byRank" },
  { index: "byRank", order: "descending" },
  { index: "byRank", from: 0, to: 5 },
  { index: "byRank", from: 2.25, order: "descending", limit: 7 },
  { index: "byRank", to: 0 },
  { index: "byRank", where: { rank: 3 } },
  { index: "byKind", where: { kind: "𠮷" } },
  { index: "byKind", where: { kind: "" } },
  { index: "byKind", from: "学", to: "学\u{10FFFF}" },
  { index: "byKind", where: { kind: ["flat", "学校"] } },
  { index: "byKind", where: { kind: ["flat", "学校", "none"] }, from: 1, order: "descending" },
  { index: "byKind", where: { kind: [] } },
  { index: "byKind", where: { kind: "flat", rank: [1, 2, 3, 3] } },
  {
    index: "byKind",
    where: { kind: Array.from({ length: 60 }, (_, at) => KINDS[at] ?? `k${at}`) },
  },
  { index: "byOpen", where: { open: true } },
  { index: "byOpen", where: { open: [false, true], kind: "shop" }, order: "descending" },
  { index: "byDistrict", where: { "place.district": "西城" }, from: 5, to: 20 },
  { index: "byDistrict", order: "descending", limit: 30 },
  { index: "byPhone", where: { phones: "+8613000000007" } },
  { index: "byPhone", from: "+86131", to: "+86132" },
  { index: "byPhone", from: "+86131", to: "+86132", order: "descending", limit: 9 },
  { index: "byPhone", where: { phones: ["+8613000000001", "+8613200000002", "+8613100000003"] } },
  { index: "byPhone", limit: 25 },
  { index: "byFloor", where: { "place.floor": 3 } },
  { index: "byFloor", where: { "place.floor": 3 }, from: 1, order: "descending" },
  { index: "byFloor", where: { "place.floor": [1, 2, 3] }, limit: 20 },
  { index: "byFloor", where: { "place.floor": Array.from({ length: 30 }, (_, at) => at) } },
  { index: "byFloor", from: 2, to: 9 },
];

function writtenFinds(store: () => Store, documents: readonly Thing[]): void {
  test.each(FINDS)("finds %j", async (query) => {
    const found = await store().find(things, query);
    expect(found).toEqual(modelFind(things, documents, query));
  });
}

function randomFinds(store: () => Store, documents: readonly Thing[]): void {
  test("300 random queries are answered as the model answers them", async () => {
    const random = seededRandom(SEED + 1);
    for (let round = 0; round < 300; round++) {
      const query = randomQuery(documents, () => random.next());
      const found = await store().find(things, query);
      expect(found, JSON.stringify(query)).toEqual(modelFind(things, documents, query));
      const { index, where, from, to } = query;
      const count = await store().count(things, { index, where, from, to });
      const all = modelFind(things, documents, { index, where, from, to, limit: FIND_LIMIT_MAX });
      expect(count, JSON.stringify(query)).toBe(all.length);
    }
  });
}

function randomQuery(documents: readonly Thing[], next: () => number): Query<Thing> {
  const below = (bound: number) => Math.floor(next() * bound);
  const indexes = Object.entries(things.indexes).filter(([name]) => !things.sparse.includes(name));
  const [index, declared] = indexes[below(indexes.length)]!;
  const fields = declared.map((field) => field.replace("[]", ""));
  const valueOf = (field: string): Scalar | null => {
    const value = scalarAt(documents[below(documents.length)]!, field) as unknown;
    return Array.isArray(value) ? ((value[0] as string | undefined) ?? null) : (value as Scalar);
  };
  const where: Record<string, Scalar | Scalar[]> = {};
  let listed = false;
  const bound = below(fields.length + 1);
  for (const field of fields.slice(0, bound)) {
    const values = [valueOf(field), valueOf(field), valueOf(field)].filter(
      (value) => value !== null,
    );
    const list: boolean = !listed && below(2) === 0;
    if (!list && values.length === 0) break;
    where[field] = list ? values : values[0]!;
    listed ||= list;
  }
  const ranged = fields[Object.keys(where).length];
  const limit = 1 + below(60);
  const order = below(2) === 0 ? ("ascending" as const) : ("descending" as const);
  const from = ranged && below(3) === 0 ? (valueOf(ranged) ?? undefined) : undefined;
  const to = ranged && below(3) === 0 ? (valueOf(ranged) ?? undefined) : undefined;
  return { index, where, from, to, limit, order };
}

function paging(store: () => Store, documents: readonly Thing[]): void {
  const queries: readonly Query<Thing>[] = [
    { index: "byRank" },
    { index: "byKind" },
    { index: "byOpen", where: { open: true } },
    { index: "byDistrict", from: "南城" },
    { index: "byFloor", where: { "place.floor": [4, 5] } },
    { index: "byKind", where: { kind: ["flat", "shop", "𠮷"] } },
    {
      index: "byKind",
      where: { kind: [...KINDS, ...Array.from({ length: 20 }, (_, at) => `k${at}`)] },
    },
  ];
  const both = queries.flatMap((query) => [query, { ...query, order: "descending" as const }]);

  test.each(both)("pages of %j hold everything once, in order", async (query) => {
    const pages: Thing[] = [];
    for (let after: Thing | undefined; ; after = pages.at(-1)) {
      const page = await store().find(things, { ...query, after, limit: 7 });
      pages.push(...page);
      if (page.length < 7) break;
    }
    expect(pages).toEqual(modelFind(things, documents, { ...query, limit: FIND_LIMIT_MAX }));
  });
}

function groups(store: () => Store, documents: readonly Thing[]): void {
  const selections: readonly (Selection & { by: string[]; sum?: string[] })[] = [
    { index: "byDistrict", by: ["place.district"], sum: ["place.floor"] },
    { index: "byOpen", by: ["open"], sum: ["rank"] },
    { index: "byOpen", by: ["kind", "open"], sum: ["rank"], where: { open: [true, false] } },
    { index: "byKind", by: [], sum: ["rank"], where: { kind: "flat" } },
    { index: "byKind", by: ["rank"], where: { kind: "flat" }, from: 0, to: 4 },
    { index: "byKind", by: ["kind"], where: { kind: "nowhere" }, sum: ["rank"] },
    { index: "byKind", by: [], where: { kind: "nowhere" }, sum: ["rank"] },
  ];

  test.each(selections)("groups %j", async (selection) => {
    const { by, sum = [] } = selection;
    const plan = planSelection(things, selection);
    const rows = new Map<string, { by: Scalar[]; count: number; sums: Record<string, number> }>();
    for (const thing of documents) {
      if (!matches(plan, thing)) continue;
      const key = by.map((field) => scalarAt(thing, field)) as Scalar[];
      const row = rows.get(JSON.stringify(key)) ?? { by: key, count: 0, sums: {} };
      row.count++;
      for (const field of sum) {
        row.sums[field] = (row.sums[field] ?? 0) + Number(scalarAt(thing, field) ?? 0);
      }
      rows.set(JSON.stringify(key), row);
    }
    const expected = [...rows.values()].toSorted((left, right) => compareLists(left.by, right.by));
    const found = (await store().group(things, selection))
      .map((row) => ({ ...row, by: by.map((field) => row.by[field]!) }))
      .toSorted((left, right) => compareLists(left.by, right.by));
    expect(found).toEqual(expected);
  });
}

function undeclared(store: () => Store): void {
  const bad: readonly (readonly [string, Query<Thing>])[] = [
    ["an undeclared index", { index: "byWords" }],
    ["a name of the language", { index: "toString" }],
    ["a field outside the index", { index: "byRank", where: { kind: "flat" } }],
    ["a field that is not the next", { index: "byKind", where: { rank: 1 } }],
    ["two lists", { index: "byKind", where: { kind: ["a", "b"], rank: [1, 2] } }],
    ["a range beyond the last field", { index: "byRank", where: { rank: 1 }, from: 1 }],
    ["null", { index: "byRank", where: { rank: null as unknown as number } }],
    [
      "a list with nothing in it",
      { index: "byRank", where: { rank: [undefined as unknown as 1] } },
    ],
    ["a range from null", { index: "byRank", from: null as unknown as number }],
    ["no limit at all", { index: "byRank", limit: 0 }],
    ["a limit beyond bounds", { index: "byRank", limit: FIND_LIMIT_MAX + 1 }],
    ["a sparse index without its first field", { index: "byFloor" }],
    ["paging on an each-index", { index: "byPhone", after: { id: "a", rev: 1 } }],
  ];

  test.each(bad)("a find by %s throws", async (_, query) => {
    await expect(store().find(things, query)).rejects.toThrow(/assertion/);
  });

  test("a count or group outside the index throws", async () => {
    await expect(store().count(things, { index: "byWords" })).rejects.toThrow(/assertion/);
    const group = (by: string[], sum: string[] = []) =>
      store().group(things, { index: "byKind", by, sum });
    await expect(group(["open"])).rejects.toThrow(/assertion/);
    await expect(group(["kind"], ["place.floor"])).rejects.toThrow(/assertion/);
  });
}

function changingFinds(store: () => Store): void {
  const ids = async (query: Query<Thing>) =>
    (await store().find(things, query)).map(({ id }) => id);

  test("finds follow a document to its new values", async () => {
    const phones = ["+10001", "+10002"];
    await store().commit([insert(things, { id: "moved", kind: "from", phones })]);
    const read = (await store().get(things, "moved"))!;
    const next = { id: "moved", kind: "to", phones: ["+10002", "+10003", "+10003"] };
    await store().commit([replace(things, read, next)]);
    expect(await ids({ index: "byKind", where: { kind: "from" } })).toEqual([]);
    expect(await ids({ index: "byKind", where: { kind: "to" } })).toEqual(["moved"]);
    const byPhone = (phone: string) => ids({ index: "byPhone", where: { phones: phone } });
    expect(await Promise.all(["+10001", "+10002", "+10003"].map(byPhone))).toEqual([
      [],
      ["moved"],
      ["moved"],
    ]);
    expect(await store().count(things, { index: "byPhone" })).toBe(1);
  });

  test("a unique key is found by its name like an index", async () => {
    const write = { id: "by-key", source: "kiosk", sourceId: "889" };
    await store().commit([insert(things, write)]);
    const where = { source: "kiosk", sourceId: "889" };
    expect(await store().find(things, { index: "source", where })).toEqual([{ ...write, rev: 1 }]);
    expect(await store().count(things, { index: "source", where })).toBe(1);
  });

  test("what is committed is found at once, also by another reader's find", async () => {
    for (let place = 0; place < 20; place++) {
      const id = `at-once-${place}`;
      await store().commit([insert(things, { id, kind: "at-once", rank: place })]);
      const query = { index: "byKind", where: { kind: "at-once" }, limit: 1 } as const;
      expect(await ids({ ...query, order: "descending" })).toEqual([id]);
    }
  });
}
