export { bringSmsLine, type Outgoing, type SmsLine } from "./line.ts";
export { followSms } from "./course-commands.ts";
