import type { Skill } from "@warmline/shared/acd/model.ts";
import type { CaseCategory } from "@warmline/shared/cases/categories.ts";
import type { KnowledgeIntent } from "@warmline/shared/knowledge/content.ts";
import type { NoticeTopic } from "@warmline/shared/notices/model.ts";
import type { Language } from "@warmline/shared/messages/format.ts";
import type { Reply } from "../say/said.ts";
import type {
  KnownCase,
  KnownHall,
  KnownHousehold,
  KnownOutage,
  KnownTicket,
  RepairCheck,
  TicketHall,
} from "./event.ts";

/** What goes on once a household is known. */
export type Next = "menu" | "fee" | "compare" | "history" | "case" | "urge";

export type Since = "today" | "yesterday" | "days";
export type Rooms = "all" | "some" | "one";

/** What is known of a fault so far; absent: not asked yet. */
export interface ReportDraft {
  readonly category?: CaseCategory;
  /** It is not about the household that the caller was recognised as. */
  readonly elsewhere?: true;
  readonly place?: string;
  readonly since?: Since;
  readonly rooms?: Rooms;
  readonly severe?: boolean;
  /** Word for word, in order. */
  readonly said: readonly string[];
  /** How many were sent; absent: none, and they were not asked for one. */
  readonly pictures?: number;
  /** They were asked to tell it in their words. */
  readonly asked?: true;
}

/** Where a conversation stands: one of these a topic, see topics.ts. */
export type State =
  | { readonly topic: "greeting" }
  | { readonly topic: "household" }
  | { readonly topic: "outage"; readonly next: Next; readonly outage?: KnownOutage }
  | { readonly topic: "menu" }
  | {
      readonly topic: "proof";
      readonly next: Next;
      readonly by: "number" | "phone";
      readonly value?: string;
      readonly digits?: string;
      /** Look-ups that found nothing. */
      readonly tries?: number;
    }
  | { readonly topic: "notices"; readonly off?: readonly NoticeTopic[] }
  | { readonly topic: "bindings"; readonly unbind?: true }
  | { readonly topic: "fee" }
  | { readonly topic: "compare" }
  | { readonly topic: "history" }
  | { readonly topic: "case" }
  | { readonly topic: "urge"; readonly cases?: readonly KnownCase[] }
  | { readonly topic: "report"; readonly draft: ReportDraft }
  | {
      readonly topic: "callback";
      readonly skill: Skill;
      readonly people?: number;
      readonly phone?: string;
      readonly other?: true;
    }
  | {
      readonly topic: "halls";
      /** In which words, where they may name one. */
      readonly asked?: string | undefined;
      readonly halls?: readonly KnownHall[];
    }
  | {
      readonly topic: "ticket";
      readonly asked?: string | undefined;
      /** They want to give it back. */
      readonly back?: true;
      readonly ticket?: KnownTicket;
      readonly halls?: readonly TicketHall[];
      /** They are told when it comes near; left out: they are not. */
      readonly told?: true;
    }
  | {
      readonly topic: "article";
      readonly intent: KnowledgeIntent;
      /** In which words, should it become a report after all. */
      readonly asked: string;
      readonly told?: true;
      /** What of it was too long to be told at once; absent: nothing. */
      readonly rest?: string;
    }
  | { readonly topic: "repaired"; readonly check: RepairCheck; readonly silent?: true }
  | { readonly topic: "after" }
  | { readonly topic: "satisfaction" }
  | {
      readonly topic: "person";
      readonly skill: Skill;
      /** Whether anybody is there is asked first, and how it came about kept for who is not. */
      readonly asking?: Asking;
      /** So many were before them when they came into the queue. */
      readonly ahead?: number;
    }
  | { readonly topic: "ended" };

/** How somebody came to want a person. */
export interface Asking {
  readonly why?: "failures" | "refused" | undefined;
  readonly unclear?: true | undefined;
  /** They were asked for a number to call back before. */
  readonly again?: true | undefined;
}

export type TopicName = State["topic"];
export type StateOf<T extends TopicName> = Extract<State, { readonly topic: T }>;

/** A conversation between two turns: plain data that survives JSON. */
export interface Session {
  /** Of this shape: an older one is begun anew. */
  readonly version: 1;
  readonly language: Language;
  /** E.164. */
  readonly caller?: string;
  /** Recognised by the caller's number, or bound. */
  readonly known: readonly KnownHousehold[];
  /** The one that the conversation is about: recognised, chosen or proven. */
  readonly household?: KnownHousehold | undefined;
  readonly proven: boolean;
  /** Of which household it was asked whether it lies in an outage. */
  readonly outagesOf?: string;
  /** Silences and misunderstandings in a row. */
  readonly failures: number;
  /** Their first words, until they come to the menu. */
  readonly pending?: string | undefined;
  readonly state: State;
  /** Of the last turn, to be said again. */
  readonly told: readonly Reply[];
}

export function newSession(language: Language): Session {
  return {
    version: 1,
    language,
    known: [],
    proven: false,
    failures: 0,
    state: { topic: "greeting" },
    told: [],
  };
}
