export { handlingNow } from "./queries.ts";
export { queueDaysOnRecord, queueHalfHours, sumsAreAnew, type QueueHalfHour } from "./kept-sums.ts";
