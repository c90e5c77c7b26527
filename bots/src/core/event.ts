import type { Skill } from "@warmline/shared/acd/model.ts";
import type { CaseCategory } from "@warmline/shared/cases/categories.ts";
import type { CaseState } from "@warmline/shared/cases/model.ts";
import type { IncidentKind } from "@warmline/shared/incidents/kinds.ts";
import type { KnowledgeIntent } from "@warmline/shared/knowledge/content.ts";
import type { InBoth } from "@warmline/shared/knowledge/in-both.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { ChargedSeason } from "@warmline/shared/ledger/season-difference.ts";
import type { NoticeTopic } from "@warmline/shared/notices/model.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";

/** A household as it may be told to whoever has not shown a second factor. */
export interface KnownHousehold {
  readonly id: string;
  /** Masked. */
  readonly name: string;
  /** Community and building, by which it can be recognised by who lives there. */
  readonly building: string;
  /** The last two places of the room, to tell two flats of one house apart. */
  readonly roomTail: string;
}

export interface KnownOutage {
  readonly incidentId: string;
  readonly kind: IncidentKind;
  readonly cause: string | null;
  readonly startedAt: Instant;
  /** Null: it cannot be said yet. */
  readonly returnAt: Instant | null;
}

export interface KnownCase {
  readonly id: string;
  readonly category: CaseCategory;
  readonly state: CaseState;
  readonly open: boolean;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  /** Somebody is expected then. */
  readonly visit?: { readonly from: Instant; readonly to: Instant };
}

/** 营业厅 as it stands now. */
export interface KnownHall {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly address: string | null;
  /** That goes on, or the next one; null: none within a month. */
  readonly opening: { readonly opensAt: Instant; readonly closesAt: Instant } | null;
  readonly waiting: number;
  readonly openCounters: number;
}

/** 号 that somebody took from home today. */
export interface KnownTicket {
  readonly id: string;
  readonly label: string;
  readonly hallName: string;
  readonly hallNameEn: string;
  readonly state: "waiting" | "called" | "serving";
  readonly ahead: number;
  /** Null: not called yet. */
  readonly counterNumber: number | null;
}

/** A hall that gives numbers now, with what it gives them for. */
export interface TicketHall {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly services: readonly {
    readonly id: string;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly waiting: number;
  }[];
}

/** 知识: what residents are told word for word, with where it stands. */
export interface KnownArticle {
  readonly number: string;
  readonly title: InBoth;
  readonly body: InBoth;
}

/** What the core needs to know before it can go on, by kind. */
interface Questions {
  /** 第二要素; with the number: of a phone on file, with the phone: of the household's number. */
  "look-up": {
    readonly by: "number" | "phone";
    readonly value: string;
    /** The last four. */
    readonly digits: string;
  };
  debt: { readonly householdId: string };
  payments: { readonly householdId: string };
  /** The last two in which anything was charged. */
  seasons: { readonly householdId: string };
  outages: { readonly householdId: string };
  /** A household's, or those that a phone reported. */
  cases: { readonly householdId: string } | { readonly phone: string };
  /** Who waits to be called back. */
  waiting: object;
  halls: object;
  /** 退订: of what they are not told. */
  notices: object;
  /** The number that they hold, else where they may take one. */
  ticket: object;
  /** What is known about that, for residents. */
  article: { readonly intent: KnowledgeIntent; readonly asked: string };
  /** 会话台: whether a person takes such a chat over; of whose households, as far as is known. */
  desk: { readonly skill: Skill; readonly householdIds: readonly string[] };
}

interface Answers {
  "look-up":
    | { readonly outcome: "proven"; readonly household: KnownHousehold }
    | { readonly outcome: "no-match" }
    | { readonly outcome: "shut"; readonly minutes: number };
  debt: {
    readonly owedFen: Fen;
    readonly onAccountFen: Fen;
    /** Those of which something is owed, the oldest first. */
    readonly seasons: readonly { readonly season: string; readonly owedFen: Fen }[];
  };
  /** The newest first. */
  payments: {
    readonly payments: readonly {
      readonly at: Instant;
      readonly amountFen: Fen;
      readonly methods: readonly PaymentMethod[];
      /** Absent: nothing is known of one. */
      readonly receipt?: {
        readonly number: string;
        readonly paid: readonly { readonly season: string; readonly amountFen: Fen }[];
        /** Stayed on account. */
        readonly restFen: Fen;
      };
    }[];
  };
  /** The newest first. */
  seasons: { readonly seasons: readonly ChargedSeason[] };
  /** The oldest first. */
  outages: { readonly outages: readonly KnownOutage[] };
  /** The newest first. */
  cases: { readonly cases: readonly KnownCase[] };
  waiting: { readonly people: number };
  halls: { readonly halls: readonly KnownHall[] };
  notices: { readonly off: readonly NoticeTopic[] };
  /** `shut`: they took as many today as one may. */
  ticket: {
    readonly ticket: KnownTicket | null;
    readonly shut: boolean;
    readonly halls: readonly TicketHall[];
    /** They are told without asking when it comes near, and when it is called. */
    readonly told: boolean;
  };
  article: { readonly article: KnownArticle | null };
  desk: {
    /** Anybody is there who may take it. */
    readonly attended: boolean;
    /** So many wait for the same. */
    readonly ahead: number;
  };
}

export type QuestionKind = keyof Questions;
export type QuestionOf<K extends QuestionKind> = { readonly kind: K } & Questions[K];
/** Asked one at a time; whoever runs the turn reads and steps on within it. */
export type Question = { [K in QuestionKind]: QuestionOf<K> }[QuestionKind];
export type AnswerTo<K extends QuestionKind> = Answers[K];
export type Answer = {
  [K in QuestionKind]: { readonly kind: "answer"; readonly to: K; readonly value: Answers[K] };
}[QuestionKind];

/** 修复回访: why we call, and what the answer is about. */
export interface RepairCheck {
  readonly incident: IncidentKind;
  readonly since: Instant;
  readonly caseIds: readonly string[];
}

export type Event =
  | {
      readonly kind: "begun";
      /** We call them, for this; absent: they call. */
      readonly check?: RepairCheck | undefined;
      /** E.164; absent: withheld. */
      readonly caller?: string | undefined;
      /** Recognised by the caller's number. */
      readonly households: readonly KnownHousehold[];
      /** With what they began, where somebody wrote first. */
      readonly first?: string | undefined;
      /** They sent this first. */
      readonly sent?: "picture" | "voice" | undefined;
    }
  /** As pressed; a `#` at the end is left out or not, `*` repeats. */
  | { readonly kind: "keys"; readonly digits: string }
  | { readonly kind: "said"; readonly text: string; readonly confidence?: number | undefined }
  | { readonly kind: "silence" }
  /** A picture, a voice message; `of` absent: a place, a card, nothing that is kept. */
  | { readonly kind: "media"; readonly of?: "picture" | "voice" | undefined }
  /** 人工服务结束: a person talked with them, and is done. */
  | { readonly kind: "served" }
  /** 无人值守: they wait for a person, and nobody is there any more. */
  | { readonly kind: "unattended" }
  | Answer
  /** What was to be done in the turn before this was refused. */
  | { readonly kind: "refused" };

export interface FileCase {
  readonly kind: "file-case";
  readonly category: CaseCategory;
  readonly severe: boolean;
  readonly householdId?: string | undefined;
  /** The household was proven by a second factor in this conversation. */
  readonly proven: boolean;
  /** For whoever works on it, in Chinese; what was said stands in it word for word. */
  readonly description: string;
  /** 恢复供热后通知: the incident of which the caller wants to be told. */
  readonly joins?: string | undefined;
}

/** What is to be done in the commit of the very turn. */
export type Intent =
  | FileCase
  | { readonly kind: "urge"; readonly caseId: string }
  /** 回访结果: the cases are called back, or reopened. */
  | { readonly kind: "repair-answer"; readonly caseIds: readonly string[]; readonly warm: boolean }
  | {
      readonly kind: "callback";
      /** E.164; absent: on the household's file, or whoever takes it finds a way. */
      readonly phone?: string | undefined;
      readonly skill: Skill;
      readonly householdId?: string | undefined;
    }
  /** 在家取号, and given back. */
  | { readonly kind: "take-ticket"; readonly hallId: string; readonly serviceId: string }
  | { readonly kind: "return-ticket"; readonly ticketId: string }
  /** 订阅, 退订: kept by the channel. */
  | { readonly kind: "notices"; readonly topic: NoticeTopic; readonly on: boolean }
  /** 绑定, 解绑: kept by the channel. */
  | { readonly kind: "bind" | "unbind"; readonly householdId: string }
  /** `unclear`: they were not understood, again and again. */
  | { readonly kind: "person"; readonly skill: Skill; readonly unclear?: true }
  /** 取消排队: they want no person any more. */
  | { readonly kind: "leave-queue" }
  /** 1 satisfied, 2 neither, 3 not satisfied. */
  | { readonly kind: "rate"; readonly score: 1 | 2 | 3 }
  | { readonly kind: "end" };

/** What the channel is to collect next. */
export interface Expected {
  readonly keys: "one" | "until-hash" | "none";
  readonly speech: boolean;
}
