import type {
  Answer,
  AnswerTo,
  KnownCase,
  Question,
  QuestionOf,
} from "@warmline/bots/core/event.ts";
import { resolveClock } from "@warmline/shared/cases/clock.ts";
import { residentPhone } from "@warmline/shared/cases/matching.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { chats } from "@warmline/shared/chats/model.ts";
import { NOTICE_TOPICS } from "@warmline/shared/notices/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { takesIn } from "@warmline/shared/incidents/joining.ts";
import { expectedReturn } from "@warmline/shared/incidents/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { accounts, emptyAccount } from "@warmline/shared/ledger/account.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { hallsNow, homeTicketNow } from "../hall/index.ts";
import { branchesOf, isAttended, waitingFor } from "../chatdesk/index.ts";
import { openIncidentsAt } from "../incidents/index.ts";
import { residentArticle } from "../knowledge/index.ts";
import { comparedSeasons, debtNow, paymentsOf, seasonsOf } from "../ledger/index.ts";
import {
  countedWrites,
  findProven,
  forgivenWrites,
  minutesShutFor,
  readAttempts,
  type Door,
} from "../lookups/index.ts";
import { knownHousehold } from "./known-household.ts";

/** What a turn reads for the core, and what must be written because it asked. */
export interface Asking {
  readonly reads: Reads;
  readonly moment: Moment;
  readonly door: Door;
}

export interface Answered {
  readonly answer: Answer;
  readonly writes?: readonly Write[];
  /** `collection/id` of what of people is told by it. */
  readonly shown?: readonly string[];
}

/** Facts by the same queries as at every other door, so that all answer alike. */
export async function answered(asking: Asking, question: Question): Promise<Answered> {
  switch (question.kind) {
    case "look-up":
      return lookedUp(asking, question);
    case "debt":
      return about("debt", question, await debtOf(asking, question));
    case "payments":
      return about("payments", question, await paid(asking, question));
    case "seasons":
      return about("seasons", question, { seasons: await compared(asking, question) });
    case "outages":
      return { answer: { kind: "answer", to: "outages", value: await outages(asking, question) } };
    case "cases":
      return casesTold(asking, question);
    case "waiting":
      return { answer: { kind: "answer", to: "waiting", value: await waiting(asking) } };
    case "notices":
      return { answer: { kind: "answer", to: "notices", value: await noticesOff(asking) } };
    case "ticket":
      return { answer: { kind: "answer", to: "ticket", value: await ticketNow(asking) } };
    case "halls": {
      const halls = await hallsNow(asking.reads.unguarded, asking.moment.at);
      return { answer: { kind: "answer", to: "halls", value: { halls } } };
    }
    case "article": {
      const article = await residentArticle(asking.reads.unguarded, question);
      return { answer: { kind: "answer", to: "article", value: { article } } };
    }
    case "desk":
      return { answer: { kind: "answer", to: "desk", value: await desk(asking, question) } };
  }
}

function about<K extends "debt" | "payments" | "seasons">(
  to: K,
  { householdId }: QuestionOf<K>,
  value: AnswerTo<K>,
): Answered {
  const answer = { kind: "answer", to, value } as unknown as Answer;
  return { answer, shown: [`${households.name}/${householdId}`] };
}

/**
 * Counted in the turn's own commit, whose guards let no two guesses pass the limit together, at
 * this door and at kiosks.
 */
async function lookedUp(
  { reads, moment, door }: Asking,
  { by, value, digits }: QuestionOf<"look-up">,
): Promise<Answered> {
  const input = { by, value, digits };
  const attempts = await readAttempts(reads, input, door, moment);
  const told = (found: AnswerTo<"look-up">, writes: readonly Write[] = []): Answered => ({
    answer: { kind: "answer", to: "look-up", value: found },
    writes,
  });
  const minutes = minutesShutFor(attempts, moment.at);
  if (minutes > 0) return told({ outcome: "shut", minutes });
  const household = await findProven(reads, input, moment);
  if (household === null) {
    return told({ outcome: "no-match" }, countedWrites(attempts, moment.at));
  }
  const found = { outcome: "proven", household: knownHousehold(household) } as const;
  return told(found, forgivenWrites(attempts));
}

/** The store as it stands: a fact that is told may be a moment old. */
function reading({ reads, moment }: Asking) {
  return { store: reads.unguarded, clock: { now: () => moment.at } };
}

async function debtOf(
  asking: Asking,
  { householdId }: QuestionOf<"debt">,
): Promise<AnswerTo<"debt">> {
  const deps = reading(asking);
  const account = await deps.store.get(accounts, householdId);
  const debt = await debtNow(deps, account ?? emptyAccount(householdId));
  const seasons = await seasonsOf(deps, debt);
  const { owedFen, onAccountFen } = debt;
  return { owedFen, onAccountFen, seasons: seasons.filter((one) => one.owedFen > 0) };
}

async function compared(asking: Asking, { householdId }: QuestionOf<"seasons">) {
  const deps = reading(asking);
  const account = await deps.store.get(accounts, householdId);
  return comparedSeasons(deps, await debtNow(deps, account ?? emptyAccount(householdId)));
}

async function paid(
  asking: Asking,
  { householdId }: QuestionOf<"payments">,
): Promise<AnswerTo<"payments">> {
  return { payments: await paymentsOf(reading(asking), householdId) };
}

async function outages(
  asking: Asking,
  { householdId }: QuestionOf<"outages">,
): Promise<AnswerTo<"outages">> {
  const deps = reading(asking);
  const household = await deps.store.get(households, householdId);
  const around = household === null ? [] : await openIncidentsAt(deps, household.place);
  const known = around.filter(takesIn).map((incident) => {
    const { id, kind, cause = null, startedAt } = incident;
    return { incidentId: id, kind, cause, startedAt, returnAt: expectedReturn(incident) };
  });
  return { outages: known };
}

const CASES_MAX = 10;
const OPEN_AND_CLOSED = [true, false];

async function casesTold(asking: Asking, question: QuestionOf<"cases">): Promise<Answered> {
  const { store } = reading(asking);
  const newest = { order: "descending", limit: CASES_MAX } as const;
  const found =
    "householdId" in question
      ? await store.find(cases, {
          index: "byHouseholdOpen",
          where: { householdId: question.householdId, open: OPEN_AND_CLOSED },
          ...newest,
        })
      : await store.find(cases, {
          index: "byPhoneOpen",
          where: { "contact.phone": question.phone, open: OPEN_AND_CLOSED },
          ...newest,
        });
  // A merged case lives on in another one; a forwarder's phone is not a resident's.
  const own = found.filter(
    ({ mergedInto, contact }) =>
      mergedInto === undefined &&
      ("householdId" in question || residentPhone(contact) !== undefined),
  );
  return {
    answer: {
      kind: "answer",
      to: "cases",
      value: { cases: own.map((one) => knownCase(one, asking.moment.at)) },
    },
    shown: own.map(({ id }) => `${cases.name}/${id}`),
  };
}

/** Whoever should have come by now is told of no more. */
function knownCase(one: Case, now: Instant): KnownCase {
  const { id, category, state, open, openedAt, visit } = one;
  const known = { id, category, state, open, openedAt, dueAt: resolveClock(one).due };
  return visit === undefined || visit.to <= now
    ? known
    : { ...known, visit: { from: visit.from, to: visit.to } };
}

/** A fact of the moment: in the turn before nobody may have been there. */
async function desk(
  { reads }: Asking,
  { skill, householdIds }: QuestionOf<"desk">,
): Promise<AnswerTo<"desk">> {
  const branchIds = await branchesOf(reads, householdIds);
  const [attended, ahead] = await Promise.all([
    isAttended(reads, { branchIds }),
    waitingFor(reads, skill),
  ]);
  return { attended, ahead };
}

async function waiting(asking: Asking): Promise<AnswerTo<"waiting">> {
  const where = { category: "callback", open: true } as const;
  return { people: await reading(asking).store.count(cases, { index: "byCategory", where }) };
}

/** 退订: of what a chat is not told. */
async function noticesOff({ reads, door }: Asking): Promise<AnswerTo<"notices">> {
  const chat = door.kind === "chat" ? await reads.unguarded.get(chats, door.id) : null;
  const muted = chat?.muted ?? [];
  return { off: NOTICE_TOPICS.filter((topic) => muted.includes(topic)) };
}

/** Of a chat alone: whoever calls is not known again. */
async function ticketNow({ reads, moment, door }: Asking): Promise<AnswerTo<"ticket">> {
  if (door.kind !== "chat") return { ticket: null, shut: false, halls: [], told: false };
  const [now, chat] = await Promise.all([
    homeTicketNow(reads.unguarded, door.id, moment.at),
    reads.unguarded.get(chats, door.id),
  ]);
  return { ...now, told: chat !== null && !chat.muted?.includes("ticket") };
}
