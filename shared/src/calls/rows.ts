import { z } from "zod";
import { instant } from "../api/fields.ts";
import { maskPhone } from "../households/mask.ts";
import { casesOf } from "./linked-cases.ts";
import { END_SOURCES, STANDINGS, type Call } from "./model.ts";
import { SCORES } from "./score.ts";
import { CALL_STATES } from "./states.ts";

const common = {
  id: z.string(),
  rev: z.int(),
  direction: z.enum(["inbound", "outbound"]),
  state: z.enum(CALL_STATES),
  standing: z.enum(STANDINGS),
  startedAt: instant,
  answeredAt: instant.optional(),
  endedAt: instant.optional(),
  endSource: z.enum(END_SOURCES).optional(),
  households: z.array(z.strictObject({ id: z.string(), number: z.string() })).readonly(),
  caseIds: z.array(z.string()).readonly(),
  calledBack: z.strictObject({ at: instant, actorName: z.string() }).optional(),
  score: z.literal(SCORES).optional(),
};

/** A call as lists show it: its number is masked. */
export const callRow = z.strictObject({ ...common, masked: z.string().nullable() });
export type CallRow = z.output<typeof callRow>;

/** One call, opened: with the numbers to ring and what was said. */
export const callAnswer = z.strictObject({
  ...common,
  from: z.string().nullable(),
  to: z.string().nullable(),
  ringBackAt: z.string().optional(),
  said: z.array(z.string()).readonly(),
  durationS: z.int().optional(),
  /** The machine's conversation with them; what was said in it is read by itself. */
  conversationId: z.string().optional(),
  /** How many there are; where they are is for `calls.recordings`. */
  recordings: z.int(),
});
export type CallAnswer = z.output<typeof callAnswer>;

function commonOf(call: Call) {
  const { id, rev, direction, state, standing, startedAt, answeredAt, endedAt, calledBack } = call;
  const { score, endSource } = call;
  return {
    id,
    rev,
    direction,
    state,
    standing,
    startedAt,
    ...(answeredAt === undefined ? {} : { answeredAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(endSource === undefined ? {} : { endSource }),
    caseIds: casesOf(call),
    households: call.households.map((one) => ({ id: one.id, number: one.number })),
    ...(score === undefined ? {} : { score }),
    ...(calledBack === undefined
      ? {}
      : { calledBack: { at: calledBack.at, actorName: calledBack.actorName } }),
  };
}

export function rowOf(call: Call): CallRow {
  const { from } = call;
  return { ...commonOf(call), masked: from === null ? null : maskPhone(from) };
}

export function answerOf(call: Call): CallAnswer {
  const { from, to, ringBackAt, said, durationS, conversationId, recordings } = call;
  return {
    ...commonOf(call),
    from,
    to,
    ...(ringBackAt === undefined ? {} : { ringBackAt }),
    said,
    ...(durationS === undefined ? {} : { durationS }),
    ...(conversationId === undefined ? {} : { conversationId }),
    recordings: recordings.length,
  };
}
