import * as api from "@warmline/shared/acd/api.ts";
import { newAgent } from "@warmline/shared/acd/rules.ts";
import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { closeQueues, reopenQueues } from "./closing-commands.ts";
import {
  answerCall,
  completeTransfer,
  consultColleague,
  declineCall,
  dialCaller,
  disposeCall,
  finishWrapUp,
  endTalk,
  holdCall,
  leave,
  ready,
  resumeCall,
  takeBack,
  takePause,
  transferCall,
} from "./desk-commands.ts";
import type { AfterStep } from "./desk-command.ts";
import { bargeIn, leaveTalk, listenIn, whisperTo } from "./monitor-commands.ts";
import { agentRowOf, queuedCallAnswerOf, queuedCallRowOf } from "./rows.ts";
import { maySeeQueued } from "./see-queued.ts";
import { withdrawRingBack } from "./ring-back-commands.ts";
import { forceState, setSkills } from "./steer-commands.ts";

export function acdRoutes(deps: Deps): Route[] {
  const agent = {
    async read({ agentId }: AfterStep, { actor }: Pick<Caller, "actor">) {
      // Who never signed on, and signs off, is not there and need not be.
      return ok(agentRowOf((await deps.store.get(agents, agentId)) ?? newAgent(actor)));
    },
  };
  const talk = {
    async read({ id }: { readonly id: string }) {
      const queued = await deps.store.get(queuedCalls, id);
      return queued === null ? refuse("call-unknown") : ok(queuedCallRowOf(queued, "monitors"));
    },
  };
  return [
    handle(deps, api.ready, ready, agent),
    handle(deps, api.pause, takePause, agent),
    handle(deps, api.signOff, leave, agent),
    handle(deps, api.answer, answerCall, agent),
    handle(deps, api.dial, dialCaller, agent),
    handle(deps, api.decline, declineCall, agent),
    handle(deps, api.hold, holdCall, agent),
    handle(deps, api.resume, resumeCall, agent),
    handle(deps, api.transfer, transferCall, agent),
    handle(deps, api.consult, consultColleague, agent),
    handle(deps, api.endConsult, takeBack, agent),
    handle(deps, api.completeTransfer, completeTransfer, agent),
    handle(deps, api.hangUp, endTalk, agent),
    handle(deps, api.finishWrapUp, finishWrapUp, agent),
    handle(deps, api.dispose, disposeCall, agent),
    serve(api.readQueuedCall, async ({ actor, params }) => {
      const call = await deps.store.get(queuedCalls, params.id);
      if (call === null) return refuse("call-unknown");
      return maySeeQueued(actor, call) ? ok(queuedCallAnswerOf(call)) : refuse("out-of-scope");
    }),
    handle(deps, api.listen, listenIn, talk),
    handle(deps, api.whisper, whisperTo, talk),
    handle(deps, api.barge, bargeIn, talk),
    handle(deps, api.leaveTalk, leaveTalk, talk),
    handle(deps, api.withdrawRingBack, withdrawRingBack, talk),
    handle(deps, api.setSkills, setSkills, agent),
    handle(deps, api.forceState, forceState, agent),
    handle(deps, api.closeQueues, closeQueues),
    handle(deps, api.reopenQueues, reopenQueues),
  ];
}
