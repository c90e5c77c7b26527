export { bringSmsLine, type Outgoing, type SmsLine } from "./line.ts";
export { missingFor } from "./line.ts";
export { sentTo } from "./sent-to.ts";
export { followSms } from "./course-commands.ts";
export { withdrawSmsWrites } from "./withdraw.ts";
