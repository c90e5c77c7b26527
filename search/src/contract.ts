import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Field, SearchEntry } from "./entry.ts";
import { SearchUnavailable, type SearchIndex, type Where } from "./port.ts";

export const CONTRACT_KINDS = ["household", "case"] as const;

export interface Opened {
  readonly index: SearchIndex;
  /** The same index, as another process opens it. */
  again(): Promise<SearchIndex>;
  /** As a disk or a person may: what was built is gone or cannot be read. */
  lose(): Promise<void>;
  close(): Promise<void>;
}

function home(id: string, fields: readonly (readonly [Field["kind"], string])[], branch = "east") {
  return {
    kind: "household",
    entry: {
      id,
      order: 1_000 - Number(id.replace(/\D/g, "")),
      fields: fields.map(([kind, text]) => ({ kind, name: kind, text })),
      tags: [`branch=${branch}`],
    },
  };
}

function kase(id: string, order: number, text: string, tags: readonly string[] = []) {
  const fields = [{ kind: "text" as const, name: "description", text }];
  return { kind: "case", entry: { id, order, fields, tags: ["state=new", ...tags] } };
}

/** A commit by its position. */
const at = (position: number) => ({ position, hash: `hash ${position}` });

const HOMES = [
  home("h1", [
    ["number", "100000009"],
    ["name", "单雄信"],
    ["phone", "+8613912345678"],
    ["address", "幸福里小区3号楼2单元501"],
  ]),
  home(
    "h2",
    [
      ["number", "100000017"],
      ["name", "王秀英"],
      ["address", "翠湖小区二期三号楼一单元1202"],
    ],
    "west",
  ),
  home("h3", [
    ["number", "100000025"],
    ["name", "吕秀兰、买买提·艾力"],
    ["address", "解放路小学家属院1-2-301"],
  ]),
];

/** What every adapter of the port must do; `open` makes an empty one. */
export function searchContract(open: () => Promise<Opened>): void {
  let opened: Opened;
  let index: SearchIndex;
  const begin = async () => {
    opened = await open();
    ({ index } = opened);
  };
  const end = () => opened.close();

  async function built(changes: Parameters<SearchIndex["write"]>[0] = HOMES, position = 1) {
    const building = await index.build();
    await building.write(changes, position);
    await building.finish(at(position));
  }

  async function found(typed: string, where: Where = [], kind = "household"): Promise<string[]> {
    const { hits } = await index.best({ kind, typed, where, limit: 20 });
    return hits.map(({ entry }) => entry.id);
  }

  describe("until it is built", () => {
    beforeEach(begin);
    afterEach(end);

    test("it knows no position and says that it cannot answer", async () => {
      expect(await index.anchor()).toBeNull();
      await expect(found("王")).rejects.toThrow(SearchUnavailable);
      await expect(index.write(HOMES, at(1))).rejects.toThrow(SearchUnavailable);
    });

    test("what is being built is not seen before it is whole, and then at once", async () => {
      const building = await index.build();
      await building.write(HOMES, 7);
      expect(await index.anchor()).toBeNull();
      await building.finish(at(7));
      expect(await index.anchor()).toEqual(at(7));
      expect(await found("王秀英")).toEqual(["h2"]);
    });
  });

  describe("finds", () => {
    beforeAll(begin);
    beforeAll(() => built());
    afterAll(end);
    test.each([
      ["100000009", "h1"],
      ["0009", "h1"],
      ["1234 5678", "h1"],
      ["0086 139 1234 5678", "h1"],
      ["8613912345678", "h1"],
      ["户号：100000009", "h1"],
      ["雄信", "h1"],
      ["单xiongxin", "h1"],
      ["shanxx", "h1"],
      ["danxiongxin", "h1"],
      ["wang秀英", "h2"],
      ["lvxiulan", "h3"],
      ["lyuxl", "h3"],
      ["艾力", "h3"],
      ["买买提・艾力", "h3"],
      ["501 幸福里", "h1"],
      ["三号楼二单元501", "h1"],
      ["翠湖3#1202", "h2"],
      ["翠湖2期03-01-1202", "h2"],
      ["cuihuxiaoqu3haolou", "h2"],
      ["xiefanglu", "h3"],
      ["王秀音", "h2"],
      ["100000071", "h2"],
      ["shangxiongxin", "h1"],
      ["hsanxiongxin", "h1"],
    ])("%s", async (typed, id) => expect((await found(typed))[0]).toBe(id));

    test.each(["", "  ", "，", "王秀英 501", "幸福里4号楼", '"*) OR (', "x".repeat(500)])(
      "nothing by %j",
      async (typed) => expect(await found(typed)).toEqual([]),
    );

    test("only what has one tag of each list", async () => {
      expect(await found("秀")).toEqual(["h2", "h3"]);
      expect(await found("秀", [["branch=west", "branch=north"]])).toEqual(["h2"]);
      expect(await found("秀", [["branch=west"], ["branch=east"]])).toEqual([]);
      expect(await found("秀", [["branch=nowhere"]])).toEqual([]);
    });

    test("where it was found, in what was written", async () => {
      const { hits } = await index.best({
        kind: "household",
        typed: "sxx 501",
        where: [],
        limit: 1,
      });
      const shown = hits[0]!.ranges.map(({ field, from, to }) =>
        hits[0]!.entry.fields[field]!.text.slice(from, to),
      );
      expect(shown).toEqual(["单雄信", "501"]);
    });
  });

  describe("orders", () => {
    beforeEach(begin);
    afterEach(end);

    test("the whole first, then its beginning, then its middle, then by order", async () => {
      await built([
        home("h1", [["name", "小王芳"]]),
        home("h2", [["name", "王芳芳"]]),
        home("h9", [["name", "王芳"]]),
        home("h8", [["name", "王芳"]]),
      ]);
      expect(await found("王芳")).toEqual(["h8", "h9", "h2", "h1"]);
    });

    test("the whole is found among many that begin so", async () => {
      const many = Array.from({ length: 300 }, (_, n) => home(`h${n}`, [["name", `王芳${n}`]]));
      await built([...many, home("h900", [["name", "王芳"]])]);
      expect((await found("王芳"))[0]).toBe("h900");
    });
  });

  describe("is written on", () => {
    beforeEach(begin);
    afterEach(end);

    test("with what is new, changed and gone, seen by whoever asks next", async () => {
      await built();
      await index.write([home("h1", [["name", "赵六"]]), { kind: "household", gone: "h2" }], at(2));
      expect(await found("赵六")).toEqual(["h1"]);
      expect(await found("单雄信")).toEqual([]);
      expect(await found("王秀英")).toEqual([]);
      expect(await index.anchor()).toEqual(at(2));
    });

    test("twice as well as once, and never by what was read earlier", async () => {
      await built();
      const newer = [home("h1", [["name", "赵六"]])];
      await index.write(newer, at(5));
      await index.write(newer, at(5));
      await index.write([home("h1", [["name", "孙七"]])], at(4));
      await index.write([{ kind: "household", gone: "h1" }], at(3));
      expect(await found("赵六")).toEqual(["h1"]);
      expect(await found("孙七")).toEqual([]);
      expect(await index.anchor()).toEqual(at(5));
    });

    test("by one process, read by another, also after it was built anew", async () => {
      await built();
      const other = await opened.again();
      const sought = { kind: "household", typed: "王秀英", where: [], limit: 5 };
      expect((await other.best(sought)).hits).toHaveLength(1);
      await built([home("h7", [["name", "王秀英"]]), home("h8", [["name", "王秀英"]])], 9);
      expect((await other.best(sought)).hits.map(({ entry }) => entry.id)).toEqual(["h7", "h8"]);
      expect(await other.anchor()).toEqual(at(9));
      await other.close();
    });

    test("while another is built, which is abandoned", async () => {
      await built();
      const building = await index.build();
      await building.write([home("h7", [["name", "钱七"]])], 3);
      await index.write([home("h4", [["name", "李四"]])], at(2));
      await building.abandon();
      expect(await found("李四")).toEqual(["h4"]);
      expect(await found("钱七")).toEqual([]);
    });
  });

  test("what was lost is not there, and is built again", async () => {
    await begin();
    await built();
    await opened.lose();
    // Whoever feeds it may not know yet: nothing may be made by that.
    const late = [home("h9", [["name", "赵六"]]), { kind: "household", gone: "h1" }];
    await index.write(late, at(2)).catch(() => {});
    expect(await index.anchor()).toBeNull();
    await built(HOMES, 3);
    expect(await index.anchor()).toEqual(at(3));
    expect(await found("王秀英")).toEqual(["h2"]);
    await end();
  });

  describe("pages", () => {
    beforeEach(begin);
    afterEach(end);

    const CASES = Array.from({ length: 230 }, (_, n) =>
      kase(`c${n}`, Math.floor(n / 3), n % 2 === 0 ? "暖气片一点都不热" : "楼道漏水了", [
        `month=2026-${10 + (n % 3)}`,
      ]),
    );
    const paged = { kind: "case", typed: "暖气", where: [], limit: 50, facets: [] };

    test("the largest order first, each once, none left out", async () => {
      await built(CASES);
      const all: SearchEntry[] = [];
      for (let after: string | undefined; ;) {
        const { hits, more } = await index.page({ ...paged, after });
        all.push(...hits.map(({ entry }) => entry));
        after = hits.at(-1)!.place;
        if (!more) break;
      }
      expect(new Set(all.map(({ id }) => id)).size).toBe(115);
      expect(all).toHaveLength(115);
      const orders = all.map(({ order }) => order);
      expect(orders).toEqual(orders.toSorted((one, other) => other - one));
    });

    test("what comes in front meanwhile moves nothing", async () => {
      await built(CASES);
      const first = await index.page(paged);
      await index.write([kase("c900", 5_000, "暖气不热")], at(2));
      const second = await index.page({ ...paged, after: first.hits.at(-1)!.place });
      const seen = new Set(first.hits.map(({ entry }) => entry.id));
      expect(second.hits.filter(({ entry }) => seen.has(entry.id))).toEqual([]);
      expect(second.hits).toHaveLength(50);
    });

    test("words apart from each other are found when none stand together", async () => {
      await built(CASES);
      const { hits, level } = await index.page({ ...paged, typed: "暖气不热" });
      expect(level).toBe("words");
      expect(hits).toHaveLength(50);
    });

    test("how many there are of each state and month", async () => {
      await built(CASES);
      const { facets } = await index.page({ ...paged, facets: ["state", "month"] });
      expect(facets).toEqual({
        state: { new: 115 },
        month: { "2026-10": 39, "2026-11": 38, "2026-12": 38 },
      });
    });
  });
}
