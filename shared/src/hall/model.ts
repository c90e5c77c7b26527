import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** 业务: what a hall serves, each with a series (A, B …) of numbers of its own. */
export interface HallService extends Stored {
  readonly hallId: string;
  readonly series: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** An inactive service gives no new numbers; those who wait are still served. */
  readonly active: boolean;
}

export const hallServices = collection<HallService>("hallServices", {
  indexes: { byHall: ["hallId", "series"] },
  unique: { series: ["hallId", "series"] },
});

/** 窗口. */
export interface Counter extends Stored {
  readonly hallId: string;
  readonly number: number;
  readonly serviceIds: readonly string[];
  readonly state: "closed" | "open" | "paused";
  /** Taken out of use when false; absent means in use. */
  readonly active?: boolean;
  readonly staffId?: string;
  readonly staffName?: string;
  /** When its staff sat down; a counter left open overnight is free for whoever comes first. */
  readonly openedAt?: Instant;
  /** The ticket in hand. */
  readonly ticketId?: string;
  /** The ticket finished here last, so that its finish can be undone. */
  readonly lastTicketId?: string;
  /** Priority calls since the last normal one, for the cap on priority. */
  readonly priorityRun: number;
}

export const counters = collection<Counter>("counters", {
  indexes: { byHall: ["hallId", "number"], byStaff: ["staffId"] },
  unique: { number: ["hallId", "number"] },
});

export const TICKET_PRIORITIES = ["normal", "senior", "appointment"] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

export const TICKET_STATES = [
  "waiting",
  "called",
  "serving",
  "finished",
  "no-show",
  "voided",
] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** What a number is called in. */
export const CALL_LANGUAGES = ["zh", "en"] as const;
export type CallLanguage = (typeof CALL_LANGUAGES)[number];

/**
 * A stretch of time in one state; the hall's statistics are sums over these. The first is of the
 * service that the number was taken for.
 */
export interface TicketPeriod {
  readonly state: TicketState;
  readonly serviceId: string;
  readonly from: Instant;
  readonly to?: Instant;
  readonly counterId?: string;
  readonly staffId?: string;
  readonly staffName?: string;
  /** Left over from a day before: nobody knows when it ended, so it counts for no time. */
  readonly abandoned?: true;
}

/** 转移: where a ticket went and from where, so that it can be taken back. */
export interface Transfer {
  readonly at: Instant;
  readonly fromCounterId: string;
  readonly fromServiceId: string;
  readonly fromState: "called" | "serving";
  readonly toServiceId: string;
  readonly toCounterId?: string;
}

/** 号: one person's ticket, from the slip to the end of service. */
export interface QueueTicket extends Stored {
  readonly hallId: string;
  readonly day: CityDate;
  readonly series: string;
  readonly sequence: number;
  /** As printed and called: `A032`. */
  readonly label: string;
  readonly serviceId: string;
  readonly priority: TicketPriority;
  readonly state: TicketState;
  readonly takenAt: Instant;
  /** Waiting counts from here: after a re-insertion it may be later than `takenAt`. */
  readonly waitingSince: Instant;
  readonly counterId?: string;
  readonly counterNumber?: number;
  readonly calledAt?: Instant;
  /** How often it was called, recalls included. */
  readonly calls: number;
  /** The hall's running number of this ticket's last call: TVs speak each once. */
  readonly callSeq?: number;
  /** Set by a transfer: only this counter may call it, as long as it is not closed. */
  readonly reservedCounterId?: string;
  readonly periods: readonly TicketPeriod[];
  readonly transfers: readonly Transfer[];
  /** Why it was called when it was (叫号公平); all who waited stand in the call's own record. */
  readonly choice?: {
    readonly rule: string;
    readonly candidates: readonly string[];
  };
  readonly householdId?: string;
  /** That of the screen on which it was taken; left out, Chinese. */
  readonly language?: CallLanguage;
}

export const queueTickets = collection<QueueTicket>("queueTickets", {
  indexes: {
    byState: ["hallId", "day", "state", "waitingSince"],
    byDay: ["hallId", "day", "sequence"],
  },
  unique: { number: ["hallId", "day", "series", "sequence"] },
});

/** The last number given in a series on a day; id is `<hallId>/<day>/<series>`. No gaps. */
export interface NumberSeries extends Stored {
  readonly last: number;
}

export const numberSeries = collection<NumberSeries>("numberSeries");

/** The hall's running number of calls, committed with each call; its id is the hall's. */
export interface CallSeries extends Stored {
  readonly callSeq: number;
}

export const callSeries = collection<CallSeries>("callSeries");

/** What bounds the choice of the next ticket. */
export interface CallPolicy {
  /** Minutes of waiting that a priority is worth. */
  readonly creditMinutes: Readonly<Record<TicketPriority, number>>;
  /** At most this many priority calls for each normal one while a normal one waits. */
  readonly priorityCallsMax: number;
  /** Whoever waits this long goes before everyone who has waited less. */
  readonly waitMinutesMax: number;
}

/** One who could have been called, as the rule saw it. */
export interface Candidate {
  readonly ticketId: string;
  readonly label: string;
  readonly priority: TicketPriority;
  readonly waitingSince: Instant;
}

export type CallRule = "max-wait" | "priority-cap" | "score";

/** 叫号记录: one call, with all that is needed to explain and replay it. Id `<hallId>/<callSeq>`. */
export interface CallRecord extends Stored {
  readonly hallId: string;
  readonly callSeq: number;
  readonly at: Instant;
  readonly kind: "next" | "recall";
  readonly ticketId: string;
  readonly label: string;
  readonly counterId: string;
  readonly counterNumber: number;
  readonly staffName: string;
  /** Of a `next`: the rule that decided, what it was bound by and who else waited. */
  readonly choice?: {
    readonly rule: CallRule;
    readonly policy: CallPolicy;
    readonly priorityRun: number;
    readonly candidates: readonly Candidate[];
    /** How many could have been called; more than `candidates` on an extreme day. */
    readonly waiting: number;
  };
}

export const callRecords = collection<CallRecord>("callRecords", {
  indexes: { byHall: ["hallId", "callSeq"] },
  appendOnly: true,
});
