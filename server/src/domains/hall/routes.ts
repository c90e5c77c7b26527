import { ok } from "@warmline/shared/kernel/result.ts";
import * as api from "@warmline/shared/hall/api.ts";
import * as counterApi from "@warmline/shared/hall/counter-api.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import {
  createCounter,
  createService,
  renameService,
  setProfile,
  setServiceActive,
} from "./arrangement-commands.ts";
import { callNext, recall } from "./call-commands.ts";
import type { AfterCommand } from "./counter-command.ts";
import {
  closeCounter,
  openCounter,
  pauseCounter,
  setCounterActive,
  setCounterServices,
} from "./counter-commands.ts";
import {
  counterNow,
  listCalls,
  listCounters,
  listServices,
  listTickets,
  readStatistics,
  ticketNow,
} from "./queries.ts";
import { reinsert, undoVoid, voidNumber } from "./queue-commands.ts";
import { takeNumber } from "./take-number.ts";
import { finish, noShow, serveTicket, undoFinish } from "./ticket-commands.ts";
import { transfer, undoTransfer } from "./transfer-commands.ts";

export function hallRoutes(deps: Deps): Route[] {
  return [...queueRoutes(deps), ...counterRoutes(deps), ...arrangementRoutes(deps)];
}

function queueRoutes(deps: Deps): Route[] {
  const ticket = { read: ({ id }: { readonly id: string }) => ticketNow(deps, id) };
  return [
    handle(deps, api.takeNumber, takeNumber),
    handle(deps, api.reinsert, reinsert, ticket),
    handle(deps, api.voidTicket, voidNumber, ticket),
    handle(deps, api.undoVoid, undoVoid, ticket),
    serve(api.listTickets, (call) => listTickets(deps, call, call.params.hallId, call.query)),
    serve(api.listCalls, (call) => listCalls(deps, call, call.params.hallId, call.query)),
    serve(api.readStatistics, (call) => readStatistics(deps, call, call.params.hallId, call.query)),
  ];
}

/** For endpoints that change the counter alone. */
const alone = (deps: Deps) => ({
  read: async (after: AfterCommand) => ok((await counterNow(deps, after)).counter),
});

function counterRoutes(deps: Deps): Route[] {
  const counter = { read: async (after: AfterCommand) => ok(await counterNow(deps, after)) };
  return [
    handle(deps, counterApi.openCounter, openCounter, counter),
    handle(deps, counterApi.pauseCounter, pauseCounter, counter),
    handle(deps, counterApi.closeCounter, closeCounter, counter),
    handle(deps, counterApi.callNext, callNext, counter),
    handle(deps, counterApi.recall, recall, counter),
    handle(deps, counterApi.serveTicket, serveTicket, counter),
    handle(deps, counterApi.noShow, noShow, counter),
    handle(deps, counterApi.finish, finish, counter),
    handle(deps, counterApi.undoFinish, undoFinish, counter),
    handle(deps, counterApi.transfer, transfer, counter),
    handle(deps, counterApi.undoTransfer, undoTransfer, counter),
    handle(deps, counterApi.setCounterServices, setCounterServices, alone(deps)),
  ];
}

function arrangementRoutes(deps: Deps): Route[] {
  return [
    serve(api.listServices, (call) => listServices(deps, call, call.params.hallId)),
    handle(deps, api.createService, createService),
    handle(deps, api.renameService, renameService),
    handle(deps, api.setServiceActive, setServiceActive),
    handle(deps, api.setProfile, setProfile),
    serve(api.listCounters, (call) => listCounters(deps, call, call.params.hallId)),
    handle(deps, api.createCounter, createCounter),
    handle(deps, api.setCounterActive, setCounterActive, alone(deps)),
  ];
}
