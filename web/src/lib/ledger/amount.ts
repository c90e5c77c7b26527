/** The most that is taken at once; the server's own limit is the one that counts. */
const YUAN = /^\d{1,8}(\.\d{1,2})?$/;

/** Fen from yuan as typed (`1,234.5`, `￥12`); null when it is no amount. Never through a float. */
export function fenOf(typed: string): number | null {
  const plain = typed
    .trim()
    .replace(/^[¥￥]/, "")
    .replace(/[,，\s]/g, "");
  if (!YUAN.test(plain)) return null;
  const [yuan = "0", cents = ""] = plain.split(".");
  const fen = Number(yuan) * 100 + Number(cents.padEnd(2, "0"));
  return fen > 0 ? fen : null;
}

/** `1234.56` from 123456: as one would type it. */
export function typedYuan(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
}
