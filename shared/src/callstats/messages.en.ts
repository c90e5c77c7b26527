export const callstats = {
  "console.command.callstats.rebuild": "Telephone statistics reckoned anew",
} as const;
