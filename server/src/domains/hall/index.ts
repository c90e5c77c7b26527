export { hallFor, servicesOf } from "./hall.ts";
export { homeTicketNow } from "./home-ticket-now.ts";
export { homeStandings, markHomeTold } from "./home-standings.ts";
export { returnFromHome, takeFromHome, type HomeDone } from "./home-tickets.ts";
export { hallsNow } from "./halls-now.ts";
export { estimateNew, readQueue } from "./queue.ts";
export {
  slipAgain,
  takeNumber,
  type TakeCode,
  type TakeNumber,
  type Taking,
} from "./take-number.ts";
