import { dispose } from "@warmline/shared/acd/dispose.ts";
import type { Said } from "@warmline/shared/acd/dispositions.ts";
import { agents, type PauseReason, type Skill } from "@warmline/shared/acd/model.ts";
import {
  answerHere,
  complete,
  consult,
  declineHere,
  endConsult,
  hangUpHere,
  unrung,
} from "@warmline/shared/acd/consult.ts";
import { cancelDialling, dial } from "@warmline/shared/acd/ring-back.ts";
import {
  hold,
  makeReady,
  pause,
  signOff,
  transfer,
  wrappedUp,
} from "@warmline/shared/acd/rules.ts";
import { mapOk, ok, refuse } from "@warmline/shared/kernel/result.ts";
import { callCommand, deskCommand, type OneCall } from "./desk-command.ts";
import { elsewhere, type Elsewhere } from "./elsewhere.ts";
import { whoMayStill } from "./still.ts";

const signOn = deskCommand<Elsewhere>({
  name: "acd.ready",
  decide: ({ agent }, _, now) => ok(makeReady(agent, now)),
});

/**
 * 签入, 就绪: also ends a pause, or takes back one that was wanted. Refusals: those of `elsewhere`.
 */
export const ready: typeof signOn = {
  ...signOn,
  async load(reads, input, moment) {
    const busy = await elsewhere(reads, moment.actor.id, moment);
    return busy ?? signOn.load(reads, input, moment);
  },
};

/** 小休. Refusal: `signed-off`. */
export const takePause = deskCommand({
  name: "acd.pause",
  decide: ({ agent, call }, { reason }: { readonly reason: PauseReason }, now) =>
    mapOk(pause(agent, call, reason, now), (step) => unrung(step, call, agent)),
});

/** 签出. Refusals, in this order: `call-in-hand`, `chats-in-hand`. */
export const leave = deskCommand({
  name: "acd.sign-off",
  decide: ({ agent, call }, _, now) =>
    mapOk(signOff(agent, call, now), (step) => unrung(step, call, agent)),
});

/** 应答. Refusals, in this order: `call-unknown`, `call-over`, `call-elsewhere`. */
export const answerCall = callCommand({
  name: "acd.answer",
  decide({ agent, call }, _, now) {
    // Pressed twice, or sent again: it was answered here.
    const answered = agent.callId === call.id && agent.state === "talking";
    return answered ? ok({}) : answerHere(call, agent, now);
  },
});

/**
 * 拨打: rings whoever hung up to be rung back. Refusals, in this order: `call-unknown`, `call-over`,
 * `call-elsewhere`.
 */
export const dialCaller = callCommand({
  name: "acd.dial",
  decide({ agent, call }, _, now) {
    // Pressed twice, or sent again: they are rung from here.
    const dials = call.state === "dialling" && call.agentId === agent.id;
    return dials ? ok({}) : dial(call, agent, now);
  },
});

/** 拒接. Refusals, in this order: `call-unknown`, `call-over`, `call-elsewhere`. */
export const declineCall = callCommand({
  name: "acd.decline",
  decide: ({ agent, call }, _, now) => declineHere(call, agent, now),
});

/** 保持. Refusals, in this order: `call-unknown`, `call-over`, `call-elsewhere`. */
export const holdCall = callCommand({
  name: "acd.hold",
  decide: ({ agent, call }) => hold(call, agent, true),
});

/** 取回. Refusals, in this order: `call-unknown`, `call-over`, `call-elsewhere`. */
export const resumeCall = callCommand({
  name: "acd.resume",
  decide: ({ agent, call }) => hold(call, agent, false),
});

interface TransferInput extends OneCall {
  readonly skill?: Skill | undefined;
  readonly agentId?: string | undefined;
}

/**
 * 盲转. Refusals, in this order: `call-unknown`, `transfer-to-oneself`, `consulting` (a colleague is
 * asked), `call-over`, `call-elsewhere`.
 */
export const transferCall = callCommand({
  name: "acd.transfer",
  decide({ agent, call }, { skill, agentId }: TransferInput, now) {
    if (agentId === agent.id) return refuse("transfer-to-oneself");
    if (call.consult !== undefined) return refuse("consulting");
    return transfer(call, agent, { skill, agentId }, now);
  },
});

interface Consulting extends OneCall {
  readonly agentId: string;
}

const asking = callCommand({
  name: "acd.consult",
  decide({ agent, call, colleague }, _: Consulting, now) {
    return colleague === null ? refuse("agent-unknown") : consult(call, agent, colleague, now);
  },
});

/**
 * 咨询. Refusals, in this order: `call-unknown`, `agent-unknown` (or may no longer take calls),
 * `consult-oneself`, `call-over`, `call-elsewhere`, `consulting`, `colleague-of-another-branch`,
 * `colleague-busy`.
 */
export const consultColleague: typeof asking = {
  ...asking,
  async load(reads, input, moment) {
    const at = await asking.load(reads, input, moment);
    if (!at.ok) return at;
    const found = await reads.getMany(agents, [input.agentId]);
    const still = await whoMayStill(reads, found);
    return ok({ ...at.value, colleague: found.find(({ id }) => still.has(id)) ?? null });
  },
};

/** 取回来电人. Refusals, in this order: `call-unknown`, `call-over`, `call-elsewhere`. */
export const takeBack = callCommand({
  name: "acd.end-consult",
  decide: ({ agent, call, colleague }, _, now) => endConsult(call, agent, colleague, now),
});

/**
 * 完成转接. Refusals, in this order: `call-unknown`, `call-over`, `call-elsewhere`,
 * `colleague-not-there`.
 */
export const completeTransfer = callCommand({
  name: "acd.complete-transfer",
  decide: ({ agent, call }, _, now) => complete(call, agent, now),
});

/** 挂机. Refusals, in this order: `call-unknown`, `call-over`, `call-elsewhere`. */
export const endTalk = callCommand({
  name: "acd.hang-up",
  decide: ({ agent, call, colleague }, _, now) =>
    call.state === "dialling"
      ? cancelDialling(call, agent, now)
      : hangUpHere(call, agent, colleague, now),
});

interface WrapUp extends OneCall {
  readonly disposition?: Said | undefined;
}

/**
 * 话后处理完毕, with what the call was about unless that was said before. Refusals, in this order:
 * `not-wrapping-up`, `disposition-missing`.
 */
export const finishWrapUp = deskCommand({
  name: "acd.finish-wrap-up",
  decide({ agent, call }, { callId, disposition }: WrapUp, now) {
    // Sent again for the call before, it must not end the wrap-up of this one.
    return agent.callId === callId
      ? wrappedUp(agent, call, disposition, now)
      : refuse("not-wrapping-up");
  },
});

/** 填写小结. Refusals, in this order: `call-unknown`, `call-not-theirs`. */
export const disposeCall = callCommand({
  name: "acd.dispose",
  decide: ({ agent, call }, { disposition }: OneCall & { readonly disposition: Said }, now) =>
    mapOk(dispose(call, agent, disposition, now), (disposed) => ({ call: disposed })),
});
