import { resetFromMachine } from "../domains/staff/index.ts";
import { giveFromMachine } from "./from-machine.ts";

/**
 * `npm run reset-password -- LOGIN REASON`: for a lost first password, or where no administrator
 * can sign in. The audit trail says who did it, and the server raises an alarm.
 */
const [login, ...words] = process.argv.slice(2);
const usage = "npm run reset-password -- LOGIN REASON";
await giveFromMachine({ login, reason: words.join(" ") }, usage, resetFromMachine);
