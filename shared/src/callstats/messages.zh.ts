export const callstats = {
  "console.command.callstats.rebuild": "重算话务统计",
  "field.of": "渠道",
} as const;
