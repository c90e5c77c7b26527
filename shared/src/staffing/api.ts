import { z } from "zod";
import { SKILLS } from "../acd/model.ts";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, instant } from "../api/fields.ts";
import { HALF_HOURS } from "../callstats/half-hour.ts";
import { daysInclusive } from "../kernel/time.ts";
import { staffingPermissions } from "./permissions.ts";

export const staffingRefusals = { "day-too-far": 422 } as const;

/** Seen at; 0 until one is entered. */
const seenRev = z.int().min(0).max(1_000_000_000);

/** The coldest and hottest that a city is believed to be, −40 … 60 °C. */
const lowestDeci = z.int().min(-400).max(600);

/** 服务目标, in whole per cent and seconds. */
const target = {
  rev: seenRev,
  sharePercent: z.int().min(50).max(99),
  seconds: z.int().min(1).max(600),
  /** 占用率上限; null: however busy. */
  occupancyPercent: z.int().min(50).max(100).nullable(),
  /** 损耗率 */
  shrinkagePercent: z.int().min(0).max(60),
};
const targetAnswer = z.strictObject(target);
export type TargetAnswer = z.output<typeof targetAnswer>;

const traits = {
  day: cityDate,
  /** 工作日 */
  worked: z.boolean(),
  /** 供暖第几天; null: outside the season. */
  seasonDay: z.int().nullable(),
  /** Tenths of a degree Celsius; null: not entered. */
  lowestDeci: lowestDeci.nullable(),
};

const halfHour = z.strictObject({
  /** 0 … 47 */
  place: z
    .int()
    .min(0)
    .max(HALF_HOURS - 1),
  calls: z.number().min(0),
  /** Of today so far; null: to come. */
  came: z.int().nullable(),
  /** null: it is not known how long calls take. */
  seats: z.int().nullable(),
  rostered: z.int().nullable(),
  /** With who is signed on now; null: over, another day, or not known. */
  serviceLevel: z.number().min(0).max(1).nullable(),
});

/** Every queue, and `all` as if one group took the calls of each. */
export const PLANNED_QUEUES = ["all", ...SKILLS] as const;
export type PlannedQueue = (typeof PLANNED_QUEUES)[number];

const plannedQueue = z.strictObject({
  queue: z.enum(PLANNED_QUEUES),
  /** 平均处理时长; null: not known. */
  handlingMs: z.number().nullable(),
  /** 当日修正, by which what is to come of today is scaled; null: another day. */
  correction: z.number().nullable(),
  /** 当前座席: signed on, able to take its calls, and not paused; null: another day. */
  staffed: z.int().nullable(),
  /** Signed on and able, but paused; null: another day. */
  paused: z.int().nullable(),
  halfHours: z.array(halfHour).readonly(),
});
export type PlannedQueueRow = z.output<typeof plannedQueue>;

const plannedDay = z.strictObject({
  ...traits,
  /** 相似日, the nearest first; empty: nothing is on record, and nothing foretold. */
  madeOf: z.array(z.strictObject({ ...traits, share: z.number(), unlike: z.boolean() })).readonly(),
  queues: z.array(plannedQueue).readonly(),
});
export type PlannedDay = z.output<typeof plannedDay>;

export const forecastAnswer = z.strictObject({
  at: instant,
  /** 重算: the statistics that it is made of are incomplete yet. */
  anew: z.boolean(),
  target: targetAnswer,
  today: plannedDay,
  tomorrow: plannedDay,
});
export type ForecastAnswer = z.output<typeof forecastAnswer>;

export const readForecast = endpoint({
  name: "staffing.forecast",
  method: "get",
  path: "/api/staffing/forecast",
  permit: staffingPermissions.read,
  summary: "Calls expected today and tomorrow by half-hour and queue, and the seats that they need",
  answer: forecastAnswer,
  refusals: [],
});

export const setTarget = endpoint({
  name: "staffing.set-target",
  method: "post",
  path: "/api/staffing/target",
  permit: staffingPermissions.plan,
  summary: "Set the target by which seats are reckoned, seen at `rev`",
  body: z.strictObject(target),
  answer: targetAnswer,
  refusals: [],
});

/** 一次列出: of a month, and the week to come. */
export const TEMPERATURE_DAYS_MAX = 40;

const temperature = { day: cityDate, rev: seenRev, lowestDeci: lowestDeci.nullable() };
const temperatureRow = z.strictObject({
  ...temperature,
  /** 更正: what it said before, the oldest first. */
  former: z.array(lowestDeci.nullable()).readonly(),
});
export type TemperatureRow = z.output<typeof temperatureRow>;

export const readTemperatures = endpoint({
  name: "staffing.read-temperatures",
  method: "get",
  path: "/api/staffing/temperatures",
  permit: staffingPermissions.read,
  summary: "The lowest outdoor temperature of each of these days, where one was entered",
  query: z
    .strictObject({ from: cityDate, to: cityDate })
    .refine(({ from, to }) => daysInclusive(from, to) <= TEMPERATURE_DAYS_MAX, "too-many-days"),
  answer: z.strictObject({ days: z.array(temperatureRow).readonly() }),
  refusals: [],
});

export const setTemperature = endpoint({
  name: "staffing.set-temperature",
  method: "post",
  path: "/api/staffing/temperatures",
  permit: staffingPermissions.plan,
  summary:
    "Enter, correct or take back (null) the lowest outdoor temperature of a day, seen at `rev`",
  body: z.strictObject(temperature),
  answer: temperatureRow,
  refusals: ["day-too-far"],
});
