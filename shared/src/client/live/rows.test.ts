import { describe, expect, test } from "vitest";
import { seededRandom } from "../../kernel/ids.ts";
import type { RowChange } from "../../api/live.ts";
import { LiveRows } from "./rows.ts";

interface Row {
  readonly id: string;
  readonly rev: number;
  readonly text: string;
}

const row = (id: string, rev: number): Row => ({ id, rev, text: `${id}@${rev}` });
const came = (id: string, rev: number): RowChange => ({ id, rev, row: row(id, rev) });
const went = (id: string, rev: number): RowChange => ({ id, rev, row: null });

function filled(...rows: Row[]): LiveRows<Row> {
  const live = new LiveRows<Row>();
  live.begin();
  live.part(rows, true);
  return live;
}

function shown(live: LiveRows<Row>): string[] {
  return [...live.rows.values()].map((one) => one.text).toSorted();
}

describe("changes", () => {
  const table: [string, Row[], RowChange[], string[]][] = [
    ["in order", [], [came("a", 1), came("a", 2)], ["a@2"]],
    ["in reverse order", [], [came("a", 3), came("a", 2), came("a", 1)], ["a@3"]],
    ["twice", [row("a", 1)], [came("a", 2), came("a", 2)], ["a@2"]],
    ["with a gap", [row("a", 1)], [came("a", 9)], ["a@9"]],
    ["leaving", [row("a", 1), row("b", 1)], [went("a", 2)], ["b@1"]],
    ["late, after it left", [row("a", 1)], [went("a", 3), came("a", 2)], []],
    ["leaving told late", [row("a", 1)], [came("a", 3), went("a", 2)], ["a@3"]],
    ["leaving before it was known", [], [went("a", 2), came("a", 1)], []],
    ["coming back", [row("a", 1)], [went("a", 2), came("a", 3)], ["a@3"]],
  ];
  test.each(table)("%s", (_, before, changes, after) => {
    const live = filled(...before);
    live.apply(changes);
    expect(shown(live)).toEqual(after);
  });

  test("tells whether anything altered", () => {
    const live = filled(row("a", 2));
    expect(live.apply([came("a", 2), came("a", 1), went("b", 1)])).toBe(false);
    expect(live.apply([came("a", 3)])).toBe(true);
  });
});

describe("snapshots", () => {
  test("an unfinished one leaves the screen as it was", () => {
    const live = filled(row("a", 1));
    live.begin();
    expect(live.part([row("b", 1)], false)).toBe(false);
    expect(shown(live)).toEqual(["a@1"]);
    expect(live.part([row("c", 1)], true)).toBe(true);
    expect(shown(live)).toEqual(["b@1", "c@1"]);
  });

  test("the very first one is shown as it comes", () => {
    const live = new LiveRows<Row>();
    live.begin();
    live.apply([went("b", 3), came("a", 2)]);
    expect(live.part([row("a", 1), row("b", 2), row("c", 1)], false)).toBe(false);
    expect(shown(live)).toEqual(["a@2", "c@1"]);
    expect(live.part([row("d", 1)], true)).toBe(true);
    expect(shown(live)).toEqual(["a@2", "c@1", "d@1"]);
  });

  test("what is left of an earlier one does not count as part of this one", () => {
    const live = new LiveRows<Row>();
    live.begin();
    live.apply([came("new", 1)]);
    live.part([row("ghost", 1)], false);
    live.restart();
    live.part([row("a", 1)], true);
    expect(shown(live)).toEqual(["a@1", "new@1"]);
  });

  test("changes between its parts win over older rows of it, before and after", () => {
    const live = new LiveRows<Row>();
    live.begin();
    live.apply([came("b", 5), went("c", 4), came("new", 1)]);
    live.part([row("a", 1), row("b", 4)], false);
    live.apply([came("a", 2)]);
    live.part([row("c", 3), row("d", 1)], true);
    expect(shown(live)).toEqual(["a@2", "b@5", "d@1", "new@1"]);
  });

  test("rows that vanished while away are gone after joining again", () => {
    const live = filled(row("a", 1), row("b", 1));
    live.begin();
    live.part([row("b", 2)], true);
    expect(shown(live)).toEqual(["b@2"]);
  });

  test("one from a node that lags does not take the screen back", () => {
    const live = filled(row("a", 1), row("b", 1));
    live.apply([came("a", 4), went("b", 3)]);
    live.begin();
    live.part([row("a", 3), row("b", 2)], true);
    expect(shown(live)).toEqual(["a@4"]);
  });

  test("begun anew, the parts of the one before count no more", () => {
    const live = new LiveRows<Row>();
    live.begin();
    live.part([row("ghost", 1)], false);
    live.begin();
    live.part([row("a", 1)], true);
    expect(shown(live)).toEqual(["a@1"]);
  });

  test("a part that nobody asked for is ignored", () => {
    const live = filled(row("a", 1));
    expect(live.part([row("b", 1)], true)).toBe(false);
    expect(shown(live)).toEqual(["a@1"]);
  });
});

/** Any delivery of the same facts, torn, doubled and shuffled, must end as a fresh join would. */
test.each([1, 2, 3, 4, 5, 6, 7, 8])("any order ends the same (seed %i)", (seed) => {
  const random = seededRandom(seed);
  const pick = (below: number) => Math.floor(random.next() * below);
  const truth = new Map<string, RowChange>();
  const facts: RowChange[] = [];
  for (let step = 0; step < 400; step += 1) {
    const id = `r${pick(40)}`;
    const rev = (truth.get(id)?.rev ?? 0) + 1;
    const fact = pick(4) === 0 ? went(id, rev) : came(id, rev);
    truth.set(id, fact);
    facts.push(fact);
  }
  const half = facts.slice(0, 200);
  const present = new Map<string, Row>();
  for (const fact of half) {
    if (fact.row === null) present.delete(fact.id);
    else present.set(fact.id, fact.row as Row);
  }
  const late = [...facts.slice(150), ...facts.slice(180, 260)]
    .map((fact) => ({ fact, order: random.next() }))
    .toSorted((a, b) => a.order - b.order)
    .map((one) => one.fact);

  const live = filled(row("ghost", 1));
  live.begin();
  live.apply(late.slice(0, 50));
  const rows = [...present.values()];
  live.part(rows.slice(0, 10), false);
  live.apply(late.slice(50, 100));
  live.part(rows.slice(10), true);
  live.apply(late.slice(100));

  const expected = [...truth.values()].filter((fact) => fact.row !== null);
  expect(shown(live)).toEqual(expected.map((fact) => `${fact.id}@${fact.rev}`).toSorted());
  let revs = 0;
  for (const fact of expected) revs += fact.rev;
  expect(live.digest()).toEqual({ count: expected.length, revs });
});
