import { CATEGORIES } from "@warmline/shared/cases/categories.ts";
import { resolveClock } from "@warmline/shared/cases/clock.ts";
import type { CaseEvent, CaseEventKind } from "@warmline/shared/cases/event.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import { instantOf, later } from "@warmline/shared/kernel/time.ts";
import type { NoticeAbout } from "@warmline/shared/notices/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { noticeId, type Wanted } from "./raise-command.ts";
import { reportersOf, type Reporter } from "./reporters.ts";

type AboutCase = Extract<NoticeAbout, { readonly caseId: string }>;

/** What of a case's history is told. */
const TOLD: Readonly<Partial<Record<CaseEventKind, AboutCase["kind"]>>> = {
  accepted: "case-accepted",
  extended: "case-extended",
  resolved: "case-resolved",
  settled: "case-resolved",
  reopened: "case-reopened",
  "visit-agreed": "visit-agreed",
  "visit-moved": "visit-moved",
  "visit-cancelled": "visit-cancelled",
};

/** Older than that nobody is told of it any more, such as after a long standstill. */
const LATELY_MS = 86_400_000;

/** 工单进度: for everybody who reported it, those of cases merged into it too. */
export async function noticesOfCases(
  deps: Pick<Deps, "store" | "clock" | "config">,
  changed: readonly Case[],
): Promise<Wanted[]> {
  const since = later(deps.clock.now(), -LATELY_MS);
  const told = changed
    .map((one) => ({ one, facts: factsOf(one, since) }))
    .filter(({ facts }) => facts.length > 0);
  const reporters = await reportersOf(
    deps,
    told.map(({ one }) => one),
  );
  return told.flatMap(({ one, facts }) =>
    (reporters.get(one.id) ?? []).flatMap((person) =>
      facts.map((fact) => noticeFor(one, person, fact)),
    ),
  );
}

interface Fact {
  readonly fact: string;
  readonly about: NoticeAbout;
  /** Facts before it that hold no more. */
  readonly replaces: readonly string[];
}

/** Whoever is to be rung back hears it then. */
function factsOf(one: Case, since: number): Fact[] {
  if (one.mergedInto !== undefined || CATEGORIES[one.category].family === "callback") return [];
  const factAt = (place: number) => `case/${one.id}/${place}`;
  return one.history.flatMap((event, place) => {
    const about = event.at <= since ? null : aboutOf(one, event);
    if (about === null) return [];
    const replaces = "from" in about ? visitsBefore(one, place).map(factAt) : [];
    return [{ fact: factAt(place), about, replaces }];
  });
}

/** Where in the history another visit was agreed, moved or cancelled. */
function visitsBefore({ history }: Case, place: number): number[] {
  return history.slice(0, place).flatMap(({ kind }, at) => {
    return TOLD[kind]?.startsWith("visit-") === true ? [at] : [];
  });
}

function aboutOf(one: Case, { kind: happened, data }: CaseEvent): NoticeAbout | null {
  const kind = TOLD[happened];
  if (kind === undefined) return null;
  const { id: caseId, number, category } = one;
  const of = { caseId, number, category };
  switch (kind) {
    case "case-extended":
      return { kind, ...of, dueAt: resolveClock(one).due };
    case "visit-agreed":
    case "visit-moved":
    case "visit-cancelled": {
      const [from, to] = [data?.["from"], data?.["to"]].map((at) => instantOf(Number(at)));
      return { kind, ...of, from: from!, to: to! };
    }
    case "case-accepted":
    case "case-resolved":
    case "case-reopened":
      return { kind, ...of };
  }
}

function noticeFor(
  { householdId, branchId }: Case,
  { chatId, phone }: Reporter,
  { fact, about, replaces }: Fact,
): Wanted {
  const whom = chatId ?? phone ?? "";
  return {
    id: noticeId(fact, whom),
    about,
    ...(chatId === undefined ? {} : { chatId }),
    ...(phone === undefined ? {} : { phone }),
    ...(householdId === undefined ? {} : { householdId }),
    ...(branchId === undefined ? {} : { branchId }),
    replaces: replaces.map((one) => noticeId(one, whom)),
  };
}
