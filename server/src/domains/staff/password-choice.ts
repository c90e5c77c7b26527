import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs as graphs, dictionary } from "@zxcvbn-ts/language-common";
import { isPasswordAcceptable } from "@warmline/shared/staff/password.ts";
import { LOCAL_WORDS } from "./local-words.ts";

const estimator = new ZxcvbnFactory({
  dictionary: { ...dictionary, local: [...LOCAL_WORDS] },
  graphs,
  maxLength: 64,
});

/** Of zxcvbn: 3 is beyond a hundred million guesses, and 2 within reach of a patient attacker. */
const SCORE_MIN = 3;

/**
 * Whether a person may change `former` for `next`: another one, acceptable, and none of those that
 * are guessed first. zxcvbn knows the tens of thousands most common ones, also with letters turned
 * into digits, with a year behind or along the keys; a rule that asks for kinds of characters would
 * take `Passw0rd123!`.
 */
export function mayReplacePassword(former: string, next: string, login: string): boolean {
  if (next === former || !isPasswordAcceptable(next, login)) return false;
  return estimator.check(next, [login]).score >= SCORE_MIN;
}
