export const callstats = {
  "console.command.callstats.rebuild": "重算话务统计",
} as const;
