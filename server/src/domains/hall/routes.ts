import * as wire from "@warmline/shared/hall/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { serve, type Route } from "../../platform/http/serve.ts";
import { callNext } from "./call-next.ts";
import { renameService, setServiceActive } from "./change-service.ts";
import { closeCounter } from "./close-counter.ts";
import { createCounter } from "./create-counter.ts";
import { createService } from "./create-service.ts";
import { finish } from "./finish.ts";
import { noShow } from "./no-show.ts";
import { openCounter } from "./open-counter.ts";
import { pauseCounter } from "./pause-counter.ts";
import { listCalls, listCounters, listServices, listTickets, readStatistics } from "./queries.ts";
import { reinsert } from "./re-insert.ts";
import { recall } from "./recall.ts";
import { serveTicket } from "./serve-ticket.ts";
import { setCounterActive } from "./set-counter-active.ts";
import { setCounterServices } from "./set-counter-services.ts";
import { takeNumber } from "./take-number.ts";
import { transfer } from "./transfer.ts";
import { undoFinish } from "./undo-finish.ts";
import { undoTransfer } from "./undo-transfer.ts";

export function hallRoutes(deps: Deps): Route[] {
  return [...queueRoutes(deps), ...counterRoutes(deps), ...arrangeRoutes(deps)];
}

function queueRoutes(deps: Deps): Route[] {
  return [
    serve(wire.takeNumber, (call) =>
      takeNumber(deps, call, { hallId: call.params.hallId, ...call.body }),
    ),
    serve(wire.reinsert, (call) => reinsert(deps, call, call.params.id, call.body.place)),
    serve(wire.listTickets, (call) => listTickets(deps, call, call.params.hallId, call.query)),
    serve(wire.listCalls, (call) => listCalls(deps, call, call.params.hallId, call.query)),
    serve(wire.readStatistics, (call) =>
      readStatistics(deps, call, call.params.hallId, call.query),
    ),
  ];
}

function counterRoutes(deps: Deps): Route[] {
  return [
    serve(wire.openCounter, (call) => openCounter(deps, call, call.params.id)),
    serve(wire.pauseCounter, (call) => pauseCounter(deps, call, call.params.id)),
    serve(wire.closeCounter, (call) => closeCounter(deps, call, call.params.id)),
    serve(wire.callNext, (call) => callNext(deps, call, call.params.id)),
    serve(wire.recall, (call) => recall(deps, call, call.params.id)),
    serve(wire.serveTicket, (call) => serveTicket(deps, call, call.params.id)),
    serve(wire.noShow, (call) => noShow(deps, call, call.params.id, call.body.reason)),
    serve(wire.finish, (call) => finish(deps, call, call.params.id, call.body.reason)),
    serve(wire.undoFinish, (call) => undoFinish(deps, call, call.params.id)),
    serve(wire.transfer, (call) => transfer(deps, call, call.params.id, call.body)),
    serve(wire.undoTransfer, (call) =>
      undoTransfer(deps, call, call.params.id, call.body.ticketId),
    ),
    serve(wire.setCounterServices, (call) =>
      setCounterServices(deps, call, call.params.id, call.body.serviceIds),
    ),
  ];
}

function arrangeRoutes(deps: Deps): Route[] {
  return [
    serve(wire.listServices, (call) => listServices(deps, call, call.params.hallId)),
    serve(wire.createService, (call) =>
      createService(deps, call, { hallId: call.params.hallId, ...call.body }),
    ),
    serve(wire.renameService, (call) => renameService(deps, call, call.params.id, call.body)),
    serve(wire.setServiceActive, (call) => setServiceActive(deps, call, call.params.id, call.body)),
    serve(wire.listCounters, (call) => listCounters(deps, call, call.params.hallId)),
    serve(wire.createCounter, (call) =>
      createCounter(deps, call, { hallId: call.params.hallId, ...call.body }),
    ),
    serve(wire.setCounterActive, (call) => setCounterActive(deps, call, call.params.id, call.body)),
  ];
}
