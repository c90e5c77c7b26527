import { parseArgs } from "node:util";
import { breakGlass } from "../domains/staff/index.ts";
import { giveFromMachine } from "./from-machine.ts";

/**
 * `npm run break-glass -- --login LOGIN --reason REASON`: makes somebody an administrator of the
 * city where there is no second one to confirm it. The audit trail keeps it as an action of its
 * own, and the server raises an alarm.
 */
const usage = 'npm run break-glass -- --login LOGIN --reason "REASON"';
const { values } = parseArgs({
  options: { login: { type: "string" }, reason: { type: "string" } },
  strict: false,
});
const given = (value: string | boolean | undefined) =>
  typeof value === "string" ? value : undefined;
const { login, reason } = values;
await giveFromMachine({ login: given(login), reason: given(reason) ?? "" }, usage, breakGlass);
