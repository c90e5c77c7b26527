import type { Endpoint } from "./endpoint.ts";
import * as audit from "../audit/api.ts";
import * as cases from "../cases/api.ts";
import * as caseVerbs from "../cases/commands-api.ts";
import * as demo from "../demo/api.ts";
import * as devices from "../devices/api.ts";
import * as hall from "../hall/api.ts";
import * as health from "./health.ts";
import * as households from "../households/api.ts";
import * as kiosk from "../kiosk/api.ts";
import * as ledger from "../ledger/api.ts";
import * as org from "../households/org-api.ts";
import * as prices from "../households/prices-api.ts";
import * as staff from "../staff/api.ts";

/**
 * Every endpoint that is declared in this room, for OpenAPI and for the tests that hold them all.
 */
export const endpoints: readonly Endpoint[] = [
  staff,
  devices,
  audit,
  households,
  org,
  prices,
  ledger,
  cases,
  caseVerbs,
  hall,
  kiosk,
  demo,
  health,
]
  .flatMap((module) => Object.values(module as object))
  .flatMap((value) => (isEndpoint(value) ? [value] : endpointsIn(value)));

/** Each domain's refusal codes with their HTTP statuses. */
export const refusals: readonly Readonly<Record<string, number>>[] = [
  staff.staffRefusals,
  devices.deviceRefusals,
  households.householdsRefusals,
  prices.priceRefusals,
  ledger.ledgerRefusals,
  cases.caseRefusals,
  hall.hallRefusals,
  kiosk.kioskRefusals,
  demo.demoRefusals,
];

/** A record of endpoints, such as the verbs of a case. */
function endpointsIn(value: unknown): Endpoint[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).filter(isEndpoint);
}

function isEndpoint(value: unknown): value is Endpoint {
  return (
    typeof value === "object" &&
    value !== null &&
    "path" in value &&
    "permit" in value &&
    "answer" in value
  );
}
