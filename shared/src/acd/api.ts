import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, reason } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { SKILLS, TONGUES } from "./model.ts";
import { acdPermissions } from "./permissions.ts";
import {
  agentRow,
  announcement,
  chatCapacity,
  disposition,
  pauseWish,
  queuedCallAnswer,
  queuedCallRow,
  skill,
  skills,
  tongue,
} from "./rows.ts";

export const acdRefusals = {
  "call-unknown": 404,
  "agent-unknown": 404,
  "call-over": 409,
  "call-elsewhere": 409,
  "call-in-hand": 409,
  "chats-in-hand": 409,
  "not-wrapping-up": 409,
  "disposition-missing": 422,
  "call-not-theirs": 409,
  "no-ring-back": 409,
  "signed-off": 409,
  "transfer-to-oneself": 422,
  "consult-oneself": 422,
  consulting: 409,
  "colleague-of-another-branch": 409,
  "colleague-busy": 409,
  "colleague-not-there": 409,
  "not-talked-in": 409,
  "call-monitored": 409,
  "takes-calls": 409,
  "monitors-another": 409,
  monitoring: 409,
  "serving-ticket": 409,
  "end-not-ahead": 422,
  "queue-not-closed": 409,
} as const;

const nothing = z.strictObject({});
const ofCall = z.strictObject({ callId: id });

/** What is done at one's own desk (座席); each answers the agent after it. */
function deskEndpoint<B extends z.ZodType, const R extends string>(
  verb: string,
  summary: string,
  body: B,
  refusals: readonly R[],
) {
  return endpoint({
    name: `acd.${verb}`,
    method: "post",
    path: `/api/acd/${verb}`,
    permit: acdPermissions.serve,
    summary,
    body,
    answer: agentRow,
    refusals,
  });
}

const NOT_MINE = ["call-unknown", "call-over", "call-elsewhere"] as const;

export const ready = deskEndpoint("ready", "Sign on, or end a pause: takes calls", nothing, [
  "monitoring",
  "serving-ticket",
]);
export const pause = deskEndpoint(
  "pause",
  "No further calls for a while; in a call, when it is done with",
  z.strictObject({ reason: pauseWish }),
  ["signed-off"],
);
export const signOff = deskEndpoint("sign-off", "Take no more calls", nothing, [
  "call-in-hand",
  "chats-in-hand",
]);
export const answer = deskEndpoint("answer", "Answer the call that rings", ofCall, NOT_MINE);
export const dial = deskEndpoint(
  "dial",
  "Ring whoever hung up to be rung back, whose turn it is at this desk",
  ofCall,
  NOT_MINE,
);
export const decline = deskEndpoint(
  "decline",
  "Let the call that rings go to somebody else",
  ofCall,
  NOT_MINE,
);
export const hold = deskEndpoint("hold", "The caller hears music for a while", ofCall, NOT_MINE);
export const resume = deskEndpoint("resume", "Talk to the held caller again", ofCall, NOT_MINE);
export const transfer = deskEndpoint(
  "transfer",
  "Hand the call on, to another skill or to one agent; it keeps its place",
  z.strictObject({ callId: id, skill: skill.optional(), agentId: id.optional() }),
  ["transfer-to-oneself", "consulting", ...NOT_MINE],
);
export const consult = deskEndpoint(
  "consult",
  "Ask a colleague who is ready, while the caller is held",
  z.strictObject({ callId: id, agentId: id }),
  [
    "call-unknown",
    "agent-unknown",
    "consult-oneself",
    "call-over",
    "call-elsewhere",
    "consulting",
    "colleague-of-another-branch",
    "colleague-busy",
  ],
);
export const endConsult = deskEndpoint(
  "end-consult",
  "Take the caller back; the colleague is out of it: the inverse of consulting",
  ofCall,
  NOT_MINE,
);
export const completeTransfer = deskEndpoint(
  "complete-transfer",
  "The colleague who was asked has the call from now on",
  ofCall,
  [...NOT_MINE, "colleague-not-there"],
);
export const hangUp = deskEndpoint("hang-up", "End the call", ofCall, NOT_MINE);
export const finishWrapUp = deskEndpoint(
  "finish-wrap-up",
  "Done with what the call left to do; with what it was about, unless that was said before",
  z.strictObject({ callId: id, disposition: disposition.optional() }),
  ["not-wrapping-up", "disposition-missing"],
);
export const dispose = deskEndpoint(
  "dispose",
  "Say what a call was about, or something else in its place",
  z.strictObject({ callId: id, disposition }),
  ["call-unknown", "call-not-theirs"],
);

export const readQueuedCall = endpoint({
  name: "acd.read-call",
  method: "get",
  path: "/api/acd/calls/:id",
  permit: acdPermissions.hotline,
  summary: "How a call went through the queue, and what its agents say of it",
  params: z.strictObject({ id }),
  reads: { what: "call", of: ({ params }) => subjectsOf("queuedCalls", [params.id]) },
  answer: queuedCallAnswer,
  refusals: ["call-unknown"],
});

/** What a supervisor does in a talk of others; each answers the call after it. */
function monitorEndpoint<const R extends string>(
  verb: string,
  summary: string,
  refusals: readonly R[],
) {
  return endpoint({
    name: `acd.${verb}`,
    method: "post",
    path: `/api/acd/calls/:id/${verb}`,
    permit: acdPermissions.monitor,
    summary,
    params: z.strictObject({ id }),
    body: nothing,
    answer: queuedCallRow,
    refusals,
  });
}

const NOT_TO_MONITOR = [
  "call-unknown",
  "call-over",
  "not-talked-in",
  "call-monitored",
  "takes-calls",
  "monitors-another",
] as const;

export const listen = monitorEndpoint(
  "listen",
  "Hear what is said in a talk; nobody hears the supervisor, and agents are not told",
  NOT_TO_MONITOR,
);
export const whisper = monitorEndpoint(
  "whisper",
  "Talk to the agent alone: the caller does not hear it",
  NOT_TO_MONITOR,
);
export const barge = monitorEndpoint("barge", "Talk to everybody in the talk", NOT_TO_MONITOR);
export const leaveTalk = monitorEndpoint(
  "leave-talk",
  "The supervisor is in the talk no more: the inverse of listening, whispering and barging in",
  ["call-unknown"],
);

export const withdrawRingBack = endpoint({
  name: "acd.withdraw-ring-back",
  method: "post",
  path: "/api/acd/calls/:id/withdraw-ring-back",
  permit: acdPermissions.hotline,
  summary: "Whoever hung up to be rung back in their turn need not be any more, with a reason",
  params: z.object({ id }),
  body: z.strictObject({ reason }),
  answer: queuedCallRow,
  refusals: ["call-unknown", "call-over", "no-ring-back"],
});

const ofAgent = z.object({ id });

export const setSkills = endpoint({
  name: "acd.set-skills",
  method: "post",
  path: "/api/acd/agents/:id/skills",
  permit: acdPermissions.steer,
  summary:
    "Which calls an agent is good at, what they speak, how many chats at once; left out, as before",
  params: ofAgent,
  body: z.strictObject({
    skills,
    tongues: z.array(tongue).max(TONGUES.length).readonly().optional(),
    chatCapacity: chatCapacity.optional(),
  }),
  answer: agentRow,
  refusals: ["agent-unknown"],
});

export const forceState = endpoint({
  name: "acd.force-state",
  method: "post",
  path: "/api/acd/agents/:id/state",
  permit: acdPermissions.steer,
  summary: "Make an agent ready, pause them or sign them off, with a reason",
  params: ofAgent,
  body: z.strictObject({ state: z.enum(["ready", "paused", "offline"]), reason }),
  answer: agentRow,
  refusals: [
    "agent-unknown",
    "monitoring",
    "serving-ticket",
    "signed-off",
    "call-in-hand",
    "chats-in-hand",
  ],
});

const ofQueues = z.array(skill).min(1).max(SKILLS.length).readonly();
const queuesChanged = z.strictObject({ skills: ofQueues });

export const closeQueues = endpoint({
  name: "acd.close-queues",
  method: "post",
  path: "/api/acd/queues/close",
  permit: acdPermissions.steer,
  summary: "Who asks for these hears a text and is rung back; who waits keeps their place",
  body: z.strictObject({
    skills: ofQueues,
    reason,
    announcement,
    announcementEn: announcement.optional(),
    reopensAt: instant.optional(),
  }),
  answer: queuesChanged,
  refusals: ["end-not-ahead"],
});

export const reopenQueues = endpoint({
  name: "acd.reopen-queues",
  method: "post",
  path: "/api/acd/queues/reopen",
  permit: acdPermissions.steer,
  summary: "The inverse: who asks for these waits for an agent again",
  body: z.strictObject({ skills: ofQueues }),
  answer: queuesChanged,
  refusals: ["queue-not-closed"],
});
