import { areaMilli } from "@warmline/shared/kernel/area.ts";
import { price10k } from "@warmline/shared/kernel/price.ts";
import type { ChargedSeason } from "@warmline/shared/ledger/season-difference.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { instantOf, later } from "@warmline/shared/kernel/time.ts";
import { type Facts, OFFICIAL_ACCOUNT, TELEPHONE } from "./capability.ts";
import type {
  Answer,
  Event,
  KnownCase,
  KnownHall,
  KnownHousehold,
  KnownOutage,
  KnownTicket,
  Question,
  RepairCheck,
  TicketHall,
} from "./event.ts";
import type { Session } from "./session.ts";
import { ARTICLES } from "./articles-fixture.ts";
import { step, type Step } from "./step.ts";

/** A small city for tests: whoever knows it is answered as the server would. */

const HOUR = 3_600_000;
/** A working day at ten. */
export const NOW = instantOf(Date.parse("2026-11-27T02:00:00Z"));

export const PHONE: Facts = {
  at: NOW,
  open: true,
  holiday: false,
  areaCode: "0352",
  capability: TELEPHONE,
};

export const CHAT: Facts = { ...PHONE, capability: OFFICIAL_ACCOUNT };

export const ZHANG: KnownHousehold = {
  id: "h-zhang",
  name: "张*",
  building: "翠湖小区3号楼",
  roomTail: "01",
};
export const ZHANG_SHOP: KnownHousehold = {
  id: "h-shop",
  name: "张*",
  building: "解放路12号楼",
  roomTail: "05",
};

export const CALLER = "+8613800001111";

const OUTAGE: KnownOutage = {
  incidentId: "i-1",
  kind: "outage",
  cause: "主管道破裂",
  startedAt: later(NOW, -2 * HOUR),
  returnAt: later(NOW, 4 * HOUR),
};

const COLD: KnownCase = {
  id: "c-cold",
  category: "not-warm",
  state: "assigned",
  open: true,
  openedAt: later(NOW, -26 * HOUR),
  dueAt: later(NOW, 3 * HOUR),
};

/** Before the case is to be done. */
const EXPECTED: KnownCase = {
  ...COLD,
  visit: { from: later(NOW, HOUR), to: later(NOW, 3 * HOUR) },
};

export const CHECK: RepairCheck = {
  incident: "outage",
  since: later(NOW, -20 * HOUR),
  caseIds: ["c-cold"],
};

const TICKET: KnownTicket = {
  id: "t-1",
  label: "A032",
  hallName: "西城营业大厅",
  hallNameEn: "Xicheng hall",
  state: "waiting",
  ahead: 4,
  counterNumber: null,
};

/** What differs from one caller to the next. */
export interface World {
  readonly caller?: string;
  readonly households: readonly KnownHousehold[];
  readonly outage?: true;
  readonly debtless?: true;
  readonly cases?: readonly KnownCase[];
  readonly shut?: true;
  readonly hallless?: true;
  readonly ticket?: KnownTicket;
  readonly ticketsShut?: true;
  /** They are told when their number comes near. */
  readonly told?: true;
  /** 会话台: so many wait there; left out: nobody is there. */
  readonly ahead?: number;
  /** We call them. */
  readonly check?: RepairCheck;
  /** What they wrote first. */
  readonly first?: string;
}

export const WORLDS = {
  known: { caller: CALLER, households: [ZHANG], cases: [COLD] },
  expecting: { caller: CALLER, households: [ZHANG], cases: [EXPECTED] },
  outage: { caller: CALLER, households: [ZHANG], outage: true },
  several: { caller: CALLER, households: [ZHANG, ZHANG_SHOP] },
  unknown: { caller: "+8613911112222", households: [] },
  withheld: { households: [] },
  debtless: { caller: CALLER, households: [ZHANG], debtless: true, cases: [] },
  repaired: { caller: CALLER, households: [ZHANG], check: CHECK },
  bound: { households: [ZHANG], cases: [COLD] },
  "bound-outage": { households: [ZHANG], outage: true },
  "bound-several": { households: [ZHANG, ZHANG_SHOP] },
  stranger: { households: [] },
  attended: { households: [ZHANG], cases: [COLD], ahead: 2 },
  shut: { caller: CALLER, households: [ZHANG], shut: true },
  hallless: { households: [], hallless: true },
  queueing: { households: [ZHANG], ticket: TICKET },
  called: { households: [ZHANG], ticket: { ...TICKET, state: "called", counterNumber: 3 } },
  "told-of-tickets": { households: [ZHANG], told: true },
  "tickets-shut": { households: [ZHANG], ticketsShut: true },
} as const satisfies Readonly<Record<string, World>>;

export function begun({ caller, households, check, first }: World): Event {
  return { kind: "begun", caller, households, check, first };
}

/** Zhang's number ends in 5678; the phones on file end in 1111. */
export function answerTo(question: Question, world: World): Answer {
  switch (question.kind) {
    case "look-up": {
      const right = question.by === "phone" ? "5678" : "1111";
      if (world.shut) {
        return { kind: "answer", to: "look-up", value: { outcome: "shut", minutes: 12 } };
      }
      return {
        kind: "answer",
        to: "look-up",
        value:
          question.digits === right
            ? { outcome: "proven", household: ZHANG }
            : { outcome: "no-match" },
      };
    }
    case "debt":
      return { kind: "answer", to: "debt", value: world.debtless ? NO_DEBT : DEBT };
    case "seasons":
      return { kind: "answer", to: "seasons", value: { seasons: world.debtless ? [] : SEASONS } };
    case "payments":
      return { kind: "answer", to: "payments", value: { payments: world.debtless ? [] : PAID } };
    case "outages":
      return { kind: "answer", to: "outages", value: { outages: world.outage ? [OUTAGE] : [] } };
    case "cases":
      return { kind: "answer", to: "cases", value: { cases: world.cases ?? [] } };
    case "waiting":
      return { kind: "answer", to: "waiting", value: { people: 2 } };
    case "notices":
      return { kind: "answer", to: "notices", value: { off: ["bill"] } };
    case "ticket": {
      const { ticket = null, ticketsShut: shut = false, hallless } = world;
      const value = {
        ticket,
        shut,
        halls: hallless ? [] : TICKET_HALLS,
        told: world.told ?? false,
      };
      return { kind: "answer", to: "ticket", value };
    }
    case "halls":
      return { kind: "answer", to: "halls", value: { halls: world.hallless ? [] : HALLS } };
    case "article":
      return {
        kind: "answer",
        to: "article",
        value: { article: ARTICLES[question.intent] ?? null },
      };
    case "desk": {
      const { ahead } = world;
      const value = { attended: ahead !== undefined, ahead: ahead ?? 0 };
      return { kind: "answer", to: "desk", value };
    }
  }
}

const NO_DEBT = { owedFen: fen(0), onAccountFen: fen(20_000), seasons: [] };
const DEBT = {
  owedFen: fen(177_098),
  onAccountFen: fen(0),
  seasons: [
    { season: "2024-2025", owedFen: fen(7_098) },
    { season: "2025-2026", owedFen: fen(170_000) },
  ],
};
const SPACE = { rule: "area@1", spaceId: "1", label: "住宅", priceClass: "home" } as const;
const SEASONS: readonly ChargedSeason[] = [
  {
    season: "2025-2026",
    chargedFen: fen(267_470),
    relievedFen: fen(0),
    fees: [{ fee: "heat", chargedFen: fen(267_470) }],
    spaces: [
      {
        ...SPACE,
        areaMilli: areaMilli(103_470),
        price10k: price10k(258_500),
        amountFen: fen(267_470),
      },
    ],
  },
  {
    season: "2024-2025",
    chargedFen: fen(200_000),
    relievedFen: fen(10_000),
    fees: [{ fee: "heat", chargedFen: fen(200_000) }],
    spaces: [
      {
        ...SPACE,
        areaMilli: areaMilli(80_000),
        price10k: price10k(250_000),
        amountFen: fen(200_000),
      },
    ],
  },
];
const PAID = [
  {
    at: later(NOW, -40 * 24 * HOUR),
    amountFen: fen(100_700),
    methods: ["cash"],
    receipt: {
      number: "XC-2026-000123",
      paid: [{ season: "2024-2025", amountFen: fen(90_000) }],
      restFen: fen(10_700),
    },
  },
  { at: later(NOW, -400 * 24 * HOUR), amountFen: fen(205_005), methods: ["wechat", "cash"] },
] as const;

export const HALLS: readonly KnownHall[] = [
  {
    id: "hall-x",
    name: "西城营业大厅",
    nameEn: "Xicheng hall",
    address: "解放路88号",
    opening: { opensAt: later(NOW, -1.5 * HOUR), closesAt: later(NOW, 7 * HOUR) },
    waiting: 12,
    openCounters: 5,
  },
  {
    id: "hall-n",
    name: "南城营业大厅",
    nameEn: "Nancheng hall",
    address: null,
    opening: { opensAt: later(NOW, 22.5 * HOUR), closesAt: later(NOW, 29 * HOUR) },
    waiting: 0,
    openCounters: 0,
  },
];

const SERVICES = [
  { id: "s-pay", nameZh: "缴费", nameEn: "Payments", waiting: 7 },
  { id: "s-stop", nameZh: "报停复热", nameEn: "Stop and restore", waiting: 0 },
] as const;

export const TICKET_HALLS: readonly TicketHall[] = [
  { id: "hall-x", name: "西城营业大厅", nameEn: "Xicheng hall", services: SERVICES },
  { id: "hall-n", name: "南城营业大厅", nameEn: "Nancheng hall", services: SERVICES },
];

/** One turn: the event and every question that it leads to. */
export function takeTurn(session: Session, event: Event, world: World, facts: Facts): Step {
  let done = step(session, event, facts);
  for (let asked = 0; done.ask !== undefined; asked += 1) {
    if (asked === 6) throw new Error(`asks for more and more: ${JSON.stringify(done.ask)}`);
    const next = step(done.session, answerTo(done.ask, world), facts);
    const replies = [...done.replies, ...next.replies];
    done = { ...next, replies, intents: [...done.intents, ...next.intents] };
  }
  return done;
}
