export { hallFor, servicesOf } from "./hall.ts";
export { hallsNow } from "./halls-now.ts";
export { estimateNew, readQueue } from "./queue.ts";
export {
  slipAgain,
  takeNumber,
  type TakeCode,
  type TakeNumber,
  type Taking,
} from "./take-number.ts";
