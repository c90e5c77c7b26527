export const lookups = {
  "console.subject.lookupAttempts": "Look-up count",
} as const;
