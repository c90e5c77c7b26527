export { bounceMessage } from "./outbox-commands.ts";
export { bringChatLine, type ChatLine } from "./line.ts";
export { hearCommand, type ChatEvent, type Shown } from "./hear-command.ts";
