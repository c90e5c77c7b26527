import { z } from "zod";
import { TICKET_PRIORITIES, TICKET_STATES } from "./model.ts";
import { cityDate, id, instant } from "../api/fields.ts";

const count = z.number().int().min(0);

export const serviceRow = z.object({
  id,
  rev: count,
  hallId: id,
  series: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  active: z.boolean(),
});

export const counterRow = z.object({
  id,
  rev: count,
  hallId: id,
  number: count,
  serviceIds: z.array(id).readonly(),
  state: z.enum(["closed", "open", "paused"]),
  active: z.boolean().optional(),
  staffId: id.optional(),
  staffName: z.string().optional(),
  openedAt: instant.optional(),
  ticketId: id.optional(),
  lastTicketId: id.optional(),
  priorityRun: count,
});

const DAY_MINUTES = 24 * 60;

export const openingHours = z
  .strictObject({
    opensMinute: z
      .int()
      .min(0)
      .max(DAY_MINUTES - 1),
    closesMinute: z.int().min(1).max(DAY_MINUTES),
    /** 0 is Sunday. */
    weekdays: z.array(z.int().min(0).max(6)).min(1).max(7).readonly(),
  })
  .refine(({ opensMinute, closesMinute }) => opensMinute < closesMinute, "closes-before-it-opens");

export const profileRow = z.object({
  id,
  rev: count,
  hallId: id,
  address: z.string().optional(),
  hours: openingHours.optional(),
});

const period = z.object({
  state: z.enum(TICKET_STATES),
  serviceId: id,
  from: instant,
  to: instant.optional(),
  counterId: id.optional(),
  staffId: id.optional(),
  staffName: z.string().optional(),
  abandoned: z.literal(true).optional(),
});

const transfer = z.object({
  at: instant,
  fromCounterId: id,
  fromServiceId: id,
  fromState: z.enum(["called", "serving"]),
  toServiceId: id,
  toCounterId: id.optional(),
});

export const ticketRow = z.object({
  id,
  rev: count,
  hallId: id,
  day: cityDate,
  series: z.string(),
  sequence: count,
  label: z.string(),
  serviceId: id,
  priority: z.enum(TICKET_PRIORITIES),
  state: z.enum(TICKET_STATES),
  takenAt: instant,
  waitingSince: instant,
  counterId: id.optional(),
  counterNumber: count.optional(),
  calledAt: instant.optional(),
  calls: count,
  callSeq: count.optional(),
  reservedCounterId: id.optional(),
  periods: z.array(period).readonly(),
  transfers: z.array(transfer).readonly(),
  choice: z.object({ rule: z.string(), candidates: z.array(z.string()).readonly() }).optional(),
  householdId: id.optional(),
});

/** What is printed on the slip. */
export const slip = z.object({
  ticketId: id,
  label: z.string(),
  hallName: z.string(),
  serviceZh: z.string(),
  serviceEn: z.string(),
  priority: z.enum(TICKET_PRIORITIES),
  takenAt: instant,
  peopleAhead: count,
  /** Null when no open counter serves it now. */
  waitMinutes: z.object({ from: count, to: count }).nullable(),
  /** It was taken before, in the same visit to a kiosk: no second one was given. */
  again: z.literal(true).optional(),
});
export type Slip = z.infer<typeof slip>;

const seconds = z.number().int().nullable();
const spread = z.object({
  count,
  meanSeconds: seconds,
  medianSeconds: seconds,
  p90Seconds: seconds,
});
const work = z.object({
  id,
  name: z.string(),
  served: count,
  noShow: count,
  service: spread,
});

export const statistics = z.object({
  from: cityDate,
  to: cityDate,
  services: z
    .array(
      z.object({
        serviceId: id,
        taken: count,
        served: count,
        noShow: count,
        waiting: count,
        wait: spread,
        service: spread,
      }),
    )
    .readonly(),
  counters: z.array(work).readonly(),
  staff: z.array(work).readonly(),
});

export const callRow = z.object({
  callSeq: count,
  at: instant,
  kind: z.enum(["next", "recall"]),
  label: z.string(),
  counterNumber: count,
  staffName: z.string(),
  choice: z
    .object({
      rule: z.enum(["max-wait", "priority-cap", "score"]),
      policy: z.object({
        creditMinutes: z.record(z.enum(TICKET_PRIORITIES), z.number()),
        priorityCallsMax: count,
        waitMinutesMax: count,
      }),
      priorityRun: count,
      candidates: z
        .array(
          z.object({
            ticketId: id,
            label: z.string(),
            priority: z.enum(TICKET_PRIORITIES),
            waitingSince: instant,
          }),
        )
        .readonly(),
      waiting: count,
    })
    .optional(),
  /** Why this number and no other, in the reader's language. */
  explanation: z.string(),
});
