import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { assignCase } from "@warmline/shared/cases/dispatch.ts";
import { CATEGORIES, type CaseCategory } from "@warmline/shared/cases/categories.ts";
import type { Moment } from "@warmline/shared/cases/event.ts";
import { callBackCase, closeCase, reopenCase } from "@warmline/shared/cases/follow-up.ts";
import { contactCase, urgeCase } from "@warmline/shared/cases/notes.ts";
import { startClock, startClocks } from "@warmline/shared/cases/policy.ts";
import { openCase, reportId } from "@warmline/shared/cases/report.ts";
import type { Case, CaseState, Report } from "@warmline/shared/cases/model.ts";
import { acceptCase, answerCase, arriveAtCase, resolveCase } from "@warmline/shared/cases/work.ts";
import { placeOf } from "@warmline/server/domains/cases/place.ts";
import { demoCaller } from "./bulk.ts";
import { demoTimetable } from "./calendar.ts";
import { shareAfter, shareOf, type Share } from "./pace.ts";
import type { DemoReport } from "./reports.ts";
import { fieldWorkersOf, nameOf, staffId } from "./people.ts";
import { BRANCHES, HALLS } from "./places.ts";
import { resolvedPhrase } from "./phrases.ts";

export interface Story {
  readonly report: Body<Report>;
  readonly caseRecord: Case;
}

export interface StoryOf {
  readonly seed: number;
  readonly reported: DemoReport;
  readonly id: string;
  readonly number: string;
  readonly now: Instant;
}

/** What led a case to its state, step by step by the rules of cases. */
export function tellStory(of: StoryOf): Story {
  const { reported, id, number } = of;
  const { category, urgency, at, draw } = reported;
  const report = reportOf(reported, id, number);
  const clocks = startClocks(demoTimetable(of.now), { category, urgency }, at);
  const opening = {
    id,
    number,
    report,
    place: placeOf(stored(reported)),
    attachments: [],
    clocks,
  };
  const filed = openCase(opening, { at, actor: demoCaller.actor });
  let told: Case = { ...filed, rev: 0 };
  const steps = stepsTo(reported.state, category);
  if (reported.state === "new" && draw.chance(0.15)) steps.push(URGE);
  for (const doing of steps) {
    const moment = { actor: actorOf(doing, of), at: timeOf(doing, of) };
    told = done(doing.step(told, moment, of));
  }
  return { report, caseRecord: told };
}

interface Doing {
  readonly who: "dispatcher" | "worker" | "agent";
  /** When it is done. */
  readonly share: Share;
  readonly step: (caseRecord: Case, moment: Moment, of: StoryOf) => Result<Case>;
}

const sameWorker = (now: Instant) => ({ workerStays: true, timetable: demoTimetable(now) });

const ASSIGN: Doing = {
  who: "dispatcher",
  share: [0.02, 0.05],
  step: (caseRecord, moment, { reported: { household }, seed, now }) => {
    const branch = BRANCHES.find(({ id }) => id === household.place.branchId)!;
    const login = workerOf(household.place.branchId, caseRecord.number);
    return assignCase(caseRecord, moment, {
      branchId: branch.id,
      branchName: branch.name,
      acknowledge: startClock(demoTimetable(now), caseRecord, "acknowledge", moment.at),
      assignee: { id: staffId(login), name: nameOf(seed, login) },
    });
  },
};
const ACCEPT: Doing = {
  who: "worker",
  share: [0.06, 0.11],
  step: (caseRecord, moment) => acceptCase(caseRecord, moment),
};
const CONTACT: Doing = {
  who: "worker",
  share: [0.13, 0.22],
  step: (caseRecord, moment, { now }) =>
    contactCase(caseRecord, moment, "已与用户约定上门时间", demoTimetable(now)),
};
const ARRIVE: Doing = {
  who: "worker",
  share: [0.28, 0.42],
  step: (caseRecord, moment) => arriveAtCase(caseRecord, moment),
};
const RESOLVE: Doing = {
  who: "worker",
  share: [0.46, 0.58],
  step: (caseRecord, moment, { reported: { category, draw } }) => {
    const cold = category === "not-warm" || category === "no-heat-building";
    return resolveCase(caseRecord, moment, {
      description: resolvedPhrase(category, draw),
      roomTemperatureDeci: cold ? draw.between(186, 224) : undefined,
    });
  },
};
const ANSWER: Doing = {
  who: "agent",
  share: [0.1, 0.35],
  step: (caseRecord, moment, { reported: { category, draw } }) =>
    answerCase(caseRecord, moment, resolvedPhrase(category, draw)),
};
const CALL_BACK: Doing = {
  who: "agent",
  share: [0.7, 0.85],
  step: (caseRecord, moment, { now }) => {
    const said = { outcome: "satisfied", description: "用户表示满意" } as const;
    return callBackCase(caseRecord, moment, said, sameWorker(now));
  },
};
const CLOSE: Doing = {
  who: "agent",
  share: [0.88, 0.95],
  step: (caseRecord, moment) => closeCase(caseRecord, moment, undefined),
};
const REOPEN: Doing = {
  who: "agent",
  share: [0.8, 0.85],
  step: (caseRecord, moment, { now }) =>
    reopenCase(caseRecord, moment, "用户反映问题又出现", sameWorker(now)),
};
const URGE: Doing = {
  who: "agent",
  share: [0.01, 0.02],
  step: (caseRecord, moment) => urgeCase(caseRecord, moment, "用户再次来电催促"),
};

const VISIT = [ASSIGN, ACCEPT, CONTACT, ARRIVE, RESOLVE];

/** What the desk can answer in words needs no visit. */
function stepsTo(state: CaseState, category: CaseCategory): Doing[] {
  const solved = CATEGORIES[category].atDesk ? [ANSWER] : VISIT;
  switch (state) {
    case "new":
      return [];
    case "assigned":
      return [ASSIGN];
    case "accepted":
      return [ASSIGN, ACCEPT, CONTACT];
    case "on-site":
      return [ASSIGN, ACCEPT, CONTACT, ARRIVE];
    case "resolved":
      return [...solved];
    case "called-back":
      return [...solved, CALL_BACK];
    case "reopened":
      return [...VISIT, REOPEN];
    case "closed":
      return [...solved, CALL_BACK, CLOSE];
  }
}

function timeOf({ share }: Doing, { reported, now }: StoryOf): Instant {
  const { at, pace, draw } = reported;
  return shareAfter(demoTimetable(now), reported, at, shareOf(share, pace, draw));
}

function actorOf({ who }: Doing, { seed, reported, number }: StoryOf) {
  const { branchId } = reported.household.place;
  const branch = BRANCHES.findIndex(({ id }) => id === branchId) + 1;
  const login = {
    dispatcher: `dispatcher${branch}`,
    worker: workerOf(branchId, number),
    agent: `agent${(Number(number.slice(-4)) % 6) + 1}`,
  }[who];
  return { kind: "staff", id: staffId(login), name: nameOf(seed, login) } as const;
}

function workerOf(branchId: string, number: string): string {
  const workers = fieldWorkersOf(branchId);
  return workers[Number(number.slice(-4)) % workers.length]!;
}

function reportOf(reported: DemoReport, caseId: string, number: string): Body<Report> {
  const { household, at, source, category, urgency, description, draw } = reported;
  const [person] = household.people;
  const sourceId = `demo-${number}`;
  const inHall = source === "kiosk" || source === "counter";
  return {
    id: reportId(source, sourceId),
    caseId,
    at,
    source,
    sourceId,
    contact: { name: person?.name, phone: household.phones[0] },
    householdId: household.id,
    ...(inHall ? { hallId: draw.pick(HALLS).id } : {}),
    category,
    urgency,
    description,
    fileIds: [],
    first: true,
  };
}

function stored(reported: DemoReport) {
  return { ...reported.household, rev: 1 };
}

/** The stories keep to the rules. */
function done(decision: Result<Case>): Case {
  assert(decision.ok, `the story keeps to the rules${decision.ok ? "" : `: ${decision.code}`}`);
  return decision.value;
}
