/** 合并: what a turn answers is one message; what is too long for one is cut where a line ends. */
export function partsOf(lines: readonly string[], bytesMax: number): string[] {
  const parts: string[] = [];
  let part = "";
  for (const line of lines.flatMap((one) => cut(one, bytesMax))) {
    const longer = part === "" ? line : `${part}\n${line}`;
    if (bytesOf(longer) > bytesMax && part !== "") {
      parts.push(part);
      part = line;
    } else part = longer;
  }
  return part === "" ? parts : [...parts, part];
}

/** A line that alone is too long. */
function cut(line: string, bytesMax: number): string[] {
  if (bytesOf(line) <= bytesMax) return [line];
  const cuts: string[] = [];
  let piece = "";
  for (const sign of line) {
    if (bytesOf(piece + sign) > bytesMax) {
      cuts.push(piece);
      piece = "";
    }
    piece += sign;
  }
  return [...cuts, piece];
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
