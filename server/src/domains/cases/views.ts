import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { serveCase } from "./case-view.ts";
import { serveCases } from "./cases-view.ts";
import { serveHouseholdCases } from "./household-cases-view.ts";

export function caseViews(deps: Deps): LiveView[] {
  return [
    serveView(serveCases(deps)),
    serveView(serveCase(deps)),
    serveView(serveHouseholdCases(deps)),
  ];
}
