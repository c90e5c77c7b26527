export { breakGlass } from "./break-glass.ts";
export { firstAdministrator } from "./first-administrator.ts";
export { resetFromMachine } from "./reset-from-machine.ts";
