import { drawFor } from "@warmline/demo/draw.ts";
import { moveIn } from "@warmline/demo/move-in.ts";
import { reportedPhrase, type DemoCategory } from "@warmline/demo/phrases.ts";
import type { Field, SearchEntry } from "@warmline/search/entry.ts";
import type { Change } from "@warmline/search/port.ts";
import { searchableHouseholds } from "@warmline/server/domains/households/search-entries.ts";
import { addressLine } from "@warmline/shared/households/address-line.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import { typedFor } from "../../tests/proofs/find/ways.ts";

const SEED = 7;
const CATEGORIES: readonly DemoCategory[] = [
  "not-warm",
  "leak",
  "no-heat-building",
  "fee-question",
  "other",
];
const FIRST_CASE = Date.UTC(2020, 0, 1);

/** As many as years bring: a million to 600,000 households. */
const casesOf = (index: number) => (index % 3 === 0 ? 1 : 2);

/** Households as a city has them, with cases; in batches, so that any number can be. */
export async function* searchData(count: number, batch: number): AsyncGenerator<Change[]> {
  let changes: Change[] = [];
  for (const fact of moveIn(SEED, count, EPOCH)) {
    if ("building" in fact) continue;
    const { index, household } = fact;
    const documents = [{ ...household, rev: 1 }];
    // Households are read from nothing but themselves.
    const [entry] = await searchableHouseholds.entries({ store: undefined as never }, documents);
    changes.push({ kind: "household", entry: entry! });
    for (let nth = 0; nth < casesOf(index); nth++) {
      changes.push({ kind: "case", entry: caseOf(index * 2 + nth, household) });
    }
    if (changes.length < batch) continue;
    yield changes;
    changes = [];
  }
  if (changes.length > 0) yield changes;
}

function caseOf(index: number, { number, name, people, phones, address }: Body<Household>) {
  const draw = drawFor(SEED, `case ${index}`);
  const phrase = () => reportedPhrase(draw.pick(CATEGORIES), draw);
  const day = new Date(FIRST_CASE + (index % 2_000) * 86_400_000).toISOString().slice(0, 10);
  const last = String(Math.floor(index / 2_000) + 1).padStart(4, "0");
  const field = (kind: Field["kind"], called: string, text: string): Field => {
    return { kind, name: called, text };
  };
  const entry: SearchEntry = {
    id: `case-${index}`,
    order: FIRST_CASE + index * 60_000,
    fields: [
      field("number", "number", `${day.replaceAll("-", "")}-${last}`),
      field("text", "description", `${phrase()}${address.room}室，${phrase()}`),
      field("address", "place", addressLine(address)),
      field("name", "holder", name),
      field("name", "contact", people[0]!.name),
      field("phone", "phone", phones[0]!),
      field("number", "household", number),
    ],
    tags: [`state=${draw.pick(["new", "accepted", "closed"])}`, `branch=${index % 10}`],
  };
  return entry;
}

export interface Typed {
  readonly kind: string;
  readonly typed: string;
  /** Whoever types it wants this one; absent: any of many. */
  readonly id?: string;
}

/** What half of a city bears: the longest lists that there are. */
const COMMON = ["王", "li", "wang", "wjh", "501", "3-2-501", "翠湖", "cuihu", "1450", "zhang 1201"];
const COMPLAINTS = ["暖气不热", "漏水", "室温15度", "楼道漏水 501", "暖气片漏水", "没有暖气"];

/** Of some entries each field, in a way that people type it; and what is common. */
export function queryMix(changes: readonly Change[]): Typed[] {
  const random = seededRandom(SEED);
  const own = changes.flatMap((change): Typed[] => {
    if ("gone" in change) return [];
    const { kind, entry } = change;
    const fields = entry.fields.filter(
      ({ kind: of, name }) => of !== "text" && name !== "district",
    );
    return fields.map((field) => ({ kind, typed: typedFor(field, random), id: entry.id }));
  });
  const common = COMMON.flatMap((typed) => [
    { kind: "household", typed },
    { kind: "case", typed },
  ]);
  return [...own, ...common, ...COMPLAINTS.map((typed) => ({ kind: "case", typed }))];
}
