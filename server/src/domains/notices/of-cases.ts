import { CATEGORIES } from "@warmline/shared/cases/categories.ts";
import { resolveClock } from "@warmline/shared/cases/clock.ts";
import type { CaseEvent, CaseEventKind } from "@warmline/shared/cases/event.ts";
import { residentPhone } from "@warmline/shared/cases/matching.ts";
import { reports, type Case, type Report } from "@warmline/shared/cases/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import type { NoticeAbout } from "@warmline/shared/notices/model.ts";
import type { NewNotice } from "@warmline/shared/notices/rules.ts";
import { takesSms } from "@warmline/shared/sms/rules.ts";
import type { Deps } from "../../platform/deps.ts";
import { missingFor } from "../sms/index.ts";
import { mobileOf } from "./mobile.ts";
import { noticeId } from "./raise-command.ts";

/** What of a case's history is told. */
const TOLD: Readonly<Partial<Record<CaseEventKind, NoticeAbout["kind"] & `case-${string}`>>> = {
  accepted: "case-accepted",
  extended: "case-extended",
  resolved: "case-resolved",
  settled: "case-resolved",
  reopened: "case-reopened",
};

/** Older than that nobody is told of it any more, such as after a long standstill. */
const LATELY_MS = 86_400_000;
/** More people than these are told by hand, or of the incident. */
const REPORTS_MAX = 50;

/** 工单进度: for everybody who reported it, those of cases merged into it too. */
export async function noticesOfCases(
  deps: Pick<Deps, "store" | "clock" | "config">,
  changed: readonly Case[],
): Promise<NewNotice[]> {
  const since = later(deps.clock.now(), -LATELY_MS);
  const wanted: NewNotice[] = [];
  for (const one of changed) {
    const facts = factsOf(one, since);
    if (facts.length === 0) continue;
    for (const person of await reportersOf(deps, one)) {
      wanted.push(...facts.map(({ fact, about }) => noticeFor(one, person, fact, about)));
    }
  }
  return wanted;
}

interface Fact {
  readonly fact: string;
  readonly about: NoticeAbout;
}

/** Whoever is to be rung back hears it then. */
function factsOf(one: Case, since: number): Fact[] {
  if (one.mergedInto !== undefined || CATEGORIES[one.category].family === "callback") return [];
  return one.history.flatMap((event, place) => {
    const about = event.at <= since ? null : aboutOf(one, event);
    return about === null ? [] : [{ fact: `case/${one.id}/${place}`, about }];
  });
}

function aboutOf(one: Case, { kind }: CaseEvent): NoticeAbout | null {
  const told = TOLD[kind];
  if (told === undefined) return null;
  const { id: caseId, number, category } = one;
  const of = { caseId, number, category };
  if (told !== "case-extended") return { kind: told, ...of };
  return { kind: told, ...of, dueAt: resolveClock(one).due };
}

interface Reporter {
  readonly chatId?: string | undefined;
  readonly phone?: string | undefined;
}

/** Each person once, by their chat or, where text messages can be sent, by their number. */
async function reportersOf(
  { store, config }: Pick<Deps, "store" | "config">,
  one: Case,
): Promise<Reporter[]> {
  const caseIds = [one.id, ...(one.mergedIds ?? [])];
  const query = { index: "byCase", where: { caseId: caseIds }, limit: REPORTS_MAX } as const;
  const people = new Map<string, Reporter>();
  for (const report of await store.find(reports, query)) {
    const person = await reporterOf({ store }, report);
    const texted = missingFor(config) === null ? person.phone : undefined;
    const key = person.chatId ?? texted;
    if (key !== undefined) people.set(key, { ...person, ...people.get(key) });
  }
  return [...people.values()];
}

/** Where only the household was proven, its own mobile number is theirs. */
async function reporterOf(
  { store }: Pick<Deps, "store">,
  { contact, householdId, proven = false }: Report,
): Promise<Reporter> {
  const chatId = contact.externalId;
  const own = residentPhone(contact);
  if (takesSms(own)) return { chatId, phone: own };
  if (chatId === undefined || !proven || householdId === undefined) return { chatId };
  return { chatId, phone: mobileOf(await store.get(households, householdId)) };
}

function noticeFor(
  { householdId, branchId }: Case,
  { chatId, phone }: Reporter,
  fact: string,
  about: NoticeAbout,
): NewNotice {
  return {
    id: noticeId(fact, chatId ?? phone ?? ""),
    about,
    ...(chatId === undefined ? {} : { chatId }),
    ...(phone === undefined ? {} : { phone }),
    ...(householdId === undefined ? {} : { householdId }),
    ...(branchId === undefined ? {} : { branchId }),
  };
}
