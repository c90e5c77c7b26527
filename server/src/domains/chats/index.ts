export { bounceMessage } from "./outbox-commands.ts";
export { bringChatLine, chatLineOf, isUnlimited, type ChatLine } from "./line.ts";
export { roomIn, unaskedWrites, whyNotTo } from "./unasked.ts";
export { hearCommand, type ChatEvent, type Shown } from "./hear-command.ts";
export { outgoing } from "./outgoing.ts";
