import { hallManifest } from "@warmline/shared/hall/manifest.ts";
import {
  hallServices,
  counters,
  queueTickets,
  numberSeries,
  callSeries,
  callRecords,
} from "@warmline/shared/hall/model.ts";
import { homeTickets } from "@warmline/shared/hall/home-ticket.ts";
import { hallProfiles } from "@warmline/shared/hall/profile.ts";
import type { Module } from "../../platform/module.ts";
import { hallRoutes } from "./routes.ts";
import { hallSubjects } from "./subjects.ts";
import { hallViews } from "./views.ts";

export const hallModule: Module = {
  manifest: hallManifest,
  collections: [
    hallProfiles,
    homeTickets,
    hallServices,
    counters,
    queueTickets,
    numberSeries,
    callSeries,
    callRecords,
  ],
  routes: hallRoutes,
  views: hallViews,
  subjects: hallSubjects,
};
