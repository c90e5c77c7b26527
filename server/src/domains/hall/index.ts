export { hallFor, servicesOf } from "./hall.ts";
export { estimateNew, readQueue } from "./queue.ts";
export { takeKey, takeNumber, type TakeCode, type TakeInput } from "./take-number.ts";
