import type { Deps } from "../../platform/deps.ts";
import type { LiveView } from "../../platform/realtime/view.ts";
import { caseView } from "./case-view.ts";
import { casesView } from "./cases-view.ts";
import { householdCasesView } from "./household-cases-view.ts";

export function caseViews(deps: Deps): LiveView[] {
  return [casesView(deps), caseView(deps), householdCasesView(deps)] as LiveView[];
}
