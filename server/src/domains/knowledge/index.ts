export { firstKnowledge } from "./seed-command.ts";
