// For a server of a test: it is so many days later than it is, by every clock of the program.
const AHEAD_MS = Number(process.env["DAYS_AHEAD"] ?? 0) * 86_400_000;
const Today = Date;

globalThis.Date = class extends Today {
  constructor(...of: unknown[]) {
    super(...((of.length === 0 ? [Today.now() + AHEAD_MS] : of) as [number]));
  }
  static override now(): number {
    return Today.now() + AHEAD_MS;
  }
} as DateConstructor;
