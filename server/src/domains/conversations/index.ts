export { beginConversation, noteShown, takeTurn } from "./take-turn.ts";
export { decideTurn, loadBeginning, loadTurn, type LoadedTurn } from "./turn.ts";
export type { BeginInput, SaidEvent, TurnAnswer, TurnCode, TurnInput } from "./exchange.ts";
