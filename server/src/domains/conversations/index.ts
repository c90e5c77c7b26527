export { beginConversation, noteShown, takeTurn } from "./take-turn.ts";
export { decideTurn, loadBeginning, loadTurn, type LoadedTurn } from "./turn.ts";
export { withPerson, type WithPerson } from "./record.ts";
export type {
  BeginInput,
  SaidEvent,
  TurnAnswer,
  TurnCode,
  TurnEvent,
  TurnInput,
} from "./exchange.ts";
