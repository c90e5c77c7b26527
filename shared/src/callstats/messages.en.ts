export const callstats = {
  "console.command.callstats.rebuild": "Telephone statistics reckoned anew",
  "field.of": "Channel",
} as const;
