import type { Skill } from "@warmline/shared/acd/model.ts";
import type { Reply } from "../say/said.ts";
import type { Facts } from "./capability.ts";
import type { Answer, Expected, Intent, Question } from "./event.ts";
import type { Session, State } from "./session.ts";

/** What a topic decides on, beside its own state. */
export interface Context {
  readonly session: Session;
  readonly facts: Facts;
}

/** A digit or several as pressed or said as such; or words. */
export type Input =
  | { readonly kind: "keys"; readonly digits: string }
  /** `words` as compared, `text` as said. */
  | { readonly kind: "said"; readonly text: string; readonly words: string };

export interface Prompt {
  readonly replies: readonly Reply[];
  readonly expects: Expected;
}

/** Where a conversation goes from a state, what is said on the way and what is to be done. */
export interface Move {
  readonly replies?: readonly Reply[];
  readonly go: State;
  readonly about?: Partial<
    Pick<Session, "household" | "known" | "proven" | "outagesOf" | "language">
  >;
  readonly intents?: readonly Intent[];
  /** Nothing was understood: it counts among the failures in a row. */
  readonly failed?: true;
  /** `replies` are all that is said: they hold the state's own prompt. */
  readonly repeats?: true;
}

/**
 * 话题: one part of a conversation. In each of its states it asks either the server (`question`,
 * `answered`) or whoever is there (`prompt`, `heard`). Null of `heard`: not understood.
 */
export interface Topic<S extends State> {
  readonly skill: Skill;
  readonly question?: (state: S, context: Context) => Question | null;
  readonly answered?: (state: S, answer: Answer, context: Context) => Move | null;
  readonly prompt: (state: S, context: Context) => Prompt;
  readonly heard: (state: S, input: Input, context: Context) => Move | null;
  /** Where silence means something; elsewhere it is a failure. */
  readonly silent?: (state: S, context: Context) => Move | null;
  /** What a picture or voice message means here; elsewhere it is kept, and that is all. */
  readonly media?: (state: S, context: Context) => State;
  /** What is said is kept as it is: no words of it are taken for a wish. */
  readonly verbatim?: (state: S) => boolean;
}

export const CHOICE: Expected = { keys: "one", speech: true };
export const DIGITS: Expected = { keys: "until-hash", speech: true };
export const NOTHING: Expected = { keys: "none", speech: false };
