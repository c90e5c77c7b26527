import { describe, expect, test } from "vitest";
import { INCIDENT_ACTIONS, incidentStateRefusals, moved, type IncidentAction } from "./machine.ts";
import { INCIDENT_STATES, type IncidentState } from "./model.ts";

/** Written a second time and by hand; what is not named is refused by the name of the state. */
const expected: readonly (readonly [IncidentState, IncidentAction, IncidentState])[] = [
  ["suspected", "confirm", "confirmed"],
  ["confirmed", "doubt", "suspected"],
  ["confirmed", "begin-repair", "repairing"],
  ["repairing", "suspend-repair", "confirmed"],
  ["confirmed", "restore", "restored"],
  ["repairing", "restore", "restored"],
  ["restored", "close", "closed"],
  ["suspected", "cancel", "cancelled"],
  ["confirmed", "cancel", "cancelled"],
  ["repairing", "cancel", "cancelled"],
  ["restored", "reopen", "repairing"],
  ["closed", "reopen", "restored"],
  ["cancelled", "reopen", "repairing"],
  ...(["suspected", "confirmed", "repairing"] as const).flatMap((state) =>
    (["describe", "join"] as const).map((action) => [state, action, state] as const),
  ),
  ...(["suspected", "confirmed", "repairing", "restored", "cancelled"] as const).map(
    (state) => [state, "leave", state] as const,
  ),
  ...INCIDENT_STATES.map((state) => [state, "note", state] as const),
];

describe("every state with every action", () => {
  const pairs = INCIDENT_STATES.flatMap((state) =>
    INCIDENT_ACTIONS.map((action) => ({ state, action })),
  );

  test.each(pairs)("$state, $action", ({ state, action }) => {
    const result = moved({ state }, action);
    const named = expected.find(([one, other]) => one === state && other === action);
    expect(result.ok ? result.value : result.code).toBe(named?.[2] ?? `incident-${state}`);
    const refusals: readonly string[] = incidentStateRefusals(action);
    expect(refusals.includes(`incident-${state}`)).toBe(!result.ok);
  });

  test("reopening leads back to where it was restored or cancelled", () => {
    for (const formerState of ["suspected", "confirmed", "repairing"] as const) {
      expect(moved({ state: "cancelled", formerState }, "reopen")).toEqual({
        ok: true,
        value: formerState,
      });
    }
  });
});
