import { campaignsManifest } from "@warmline/shared/campaigns/manifest.ts";
import { campaigns, contacts } from "@warmline/shared/campaigns/model.ts";
import type { Module } from "../../platform/module.ts";
import { campaignRoutes } from "./routes.ts";
import { campaignSubjects } from "./subjects.ts";
import { campaignViews } from "./views.ts";

/** 外呼: people whom we ring. Which line rings them is a channel's. */
export const campaignsModule: Module = {
  manifest: campaignsManifest,
  collections: [campaigns, contacts],
  routes: campaignRoutes,
  views: campaignViews,
  subjects: campaignSubjects,
};
