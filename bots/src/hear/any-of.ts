/** A pattern of alternatives, a line of them each, as patterns of speech are long. */
export function anyOf(...lines: readonly string[]): RegExp {
  return new RegExp(lines.join("|"), "u");
}
