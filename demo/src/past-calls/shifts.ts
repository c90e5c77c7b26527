/** 班次: whose, from and to in hours of the day; one break of half an hour begins at `rest`. */
export interface Shift {
  readonly login: string;
  readonly from: number;
  readonly to: number;
  readonly rest: number;
}

const DAY: readonly Shift[] = [
  { login: "agent1", from: 7.5, to: 16, rest: 11.5 },
  { login: "agent2", from: 8, to: 16.5, rest: 12 },
  { login: "agent3", from: 8.5, to: 17.5, rest: 12.5 },
  { login: "agent4", from: 12, to: 20.5, rest: 16 },
  { login: "agent5", from: 13, to: 21.5, rest: 17 },
];
/** One person through the night, signed on anew at midnight. */
const NIGHT: readonly Shift[] = [
  { login: "agent6", from: 0, to: 7.75, rest: 3.5 },
  { login: "agent6", from: 20, to: 24, rest: 22.5 },
];
const ON_DAYS_OFF = new Set(["agent1", "agent3", "agent5"]);

/** Who works on such a day. */
export function shiftsOf(worked: boolean): readonly Shift[] {
  return [...DAY.filter(({ login }) => worked || ON_DAYS_OFF.has(login)), ...NIGHT];
}
