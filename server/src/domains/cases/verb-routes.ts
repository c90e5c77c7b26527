import { caseVerbs } from "@warmline/shared/cases/commands-api.ts";
import type { Deps } from "../../platform/deps.ts";
import { serve, type Route } from "../../platform/http/serve.ts";
import { accept } from "./verbs/accept.ts";
import { addPictures } from "./verbs/add-pictures.ts";
import { answer } from "./verbs/answer.ts";
import { approveExtension } from "./verbs/approve-extension.ts";
import { arrive } from "./verbs/arrive.ts";
import { askExtension } from "./verbs/ask-extension.ts";
import { assign } from "./verbs/assign.ts";
import { callBack } from "./verbs/call-back.ts";
import { classify } from "./verbs/classify.ts";
import { clearHousehold } from "./verbs/clear-household.ts";
import { close } from "./verbs/close.ts";
import { detachReport } from "./verbs/detach-report.ts";
import { hidePicture } from "./verbs/hide-picture.ts";
import { merge } from "./verbs/merge.ts";
import { note } from "./verbs/note.ts";
import { refuseExtension } from "./verbs/refuse-extension.ts";
import { reopen } from "./verbs/reopen.ts";
import { resolve } from "./verbs/resolve.ts";
import { returnToDispatcher } from "./verbs/return.ts";
import { revokeExtension } from "./verbs/revoke-extension.ts";
import { setHousehold } from "./verbs/set-household.ts";
import { showPicture } from "./verbs/show-picture.ts";
import { unassign } from "./verbs/unassign.ts";
import { unmerge } from "./verbs/unmerge.ts";
import { urge } from "./verbs/urge.ts";
import { withdrawExtension } from "./verbs/withdraw-extension.ts";
import { withdraw } from "./verbs/withdraw.ts";

/** One door for each act on a case; its id stands in the path, the rest in the body. */
export function verbRoutes(deps: Deps): Route[] {
  const of = <I extends object>({ params, body }: { params: { id: string }; body: I }) => {
    return { ...body, id: params.id };
  };
  return [
    serve(caseVerbs.assign, (call) => assign(deps, call, of(call))),
    serve(caseVerbs.unassign, (call) => unassign(deps, call, of(call))),
    serve(caseVerbs.accept, (call) => accept(deps, call, of(call))),
    serve(caseVerbs.arrive, (call) => arrive(deps, call, of(call))),
    serve(caseVerbs.resolve, (call) => resolve(deps, call, of(call))),
    serve(caseVerbs.answer, (call) => answer(deps, call, of(call))),
    serve(caseVerbs.return, (call) => returnToDispatcher(deps, call, of(call))),
    serve(caseVerbs.callBack, (call) => callBack(deps, call, of(call))),
    serve(caseVerbs.close, (call) => close(deps, call, of(call))),
    serve(caseVerbs.withdraw, (call) => withdraw(deps, call, of(call))),
    serve(caseVerbs.reopen, (call) => reopen(deps, call, of(call))),
    serve(caseVerbs.urge, (call) => urge(deps, call, of(call))),
    serve(caseVerbs.note, (call) => note(deps, call, of(call))),
    serve(caseVerbs.askExtension, (call) => askExtension(deps, call, of(call))),
    serve(caseVerbs.withdrawExtension, (call) => withdrawExtension(deps, call, of(call))),
    serve(caseVerbs.approveExtension, (call) => approveExtension(deps, call, of(call))),
    serve(caseVerbs.refuseExtension, (call) => refuseExtension(deps, call, of(call))),
    serve(caseVerbs.revokeExtension, (call) => revokeExtension(deps, call, of(call))),
    serve(caseVerbs.addPictures, (call) => addPictures(deps, call, of(call))),
    serve(caseVerbs.hidePicture, (call) => hidePicture(deps, call, of(call))),
    serve(caseVerbs.showPicture, (call) => showPicture(deps, call, of(call))),
    serve(caseVerbs.setHousehold, (call) => setHousehold(deps, call, of(call))),
    serve(caseVerbs.clearHousehold, (call) => clearHousehold(deps, call, of(call))),
    serve(caseVerbs.classify, (call) => classify(deps, call, of(call))),
    serve(caseVerbs.detachReport, (call) => detachReport(deps, call, of(call))),
    serve(caseVerbs.merge, (call) => merge(deps, call, of(call))),
    serve(caseVerbs.unmerge, (call) => unmerge(deps, call, of(call))),
  ];
}
