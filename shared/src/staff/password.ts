export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 200;

const FEW_DISTINCT = 5;
/** Of everybody in a demo city: public, so nobody may choose it. */
export const DEMO_PASSWORD = "warm-city-demo";
/** What guessers try first, where it is long enough to pass the length. */
const COMMON = [
  "1234567890",
  "password",
  "qwertyuiop",
  "qwerty1234",
  "admin12345",
  "woaini1314",
  DEMO_PASSWORD,
];

/**
 * Whether a password may be chosen: long enough, not the log-in, not a run, not one of the usual
 * ones. Length counts, kinds of characters do not: demanding them makes people write `Passw0rd!`.
 */
export function isPasswordAcceptable(password: string, login: string): boolean {
  const lower = password.toLowerCase();
  if (password.length < PASSWORD_LENGTH_MIN || password.length > PASSWORD_LENGTH_MAX) return false;
  if (login !== "" && lower.includes(login.toLowerCase())) return false;
  if (new Set(lower).size < FEW_DISTINCT) return false;
  return !isRun(lower) && !COMMON.some((common) => lower.includes(common));
}

/** `abcdefghij`, `9876543210`: each character is the neighbour of the one before. */
function isRun(text: string): boolean {
  const step = text.charCodeAt(1) - text.charCodeAt(0);
  if (Math.abs(step) !== 1) return false;
  for (let at = 2; at < text.length; at += 1) {
    if (text.charCodeAt(at) - text.charCodeAt(at - 1) !== step) return false;
  }
  return true;
}
