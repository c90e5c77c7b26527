export const audit = {
  "console.audit.none": "No record fits",
  "console.audit.from": "From",
  "console.audit.to": "To",
  "console.audit.who": "Who",
  "console.audit.command": "Command",
  "console.audit.subject": "Subject",
  "console.audit.origin": "Origin",
  "console.audit.older": "Older",
  "console.audit.end": "Nothing older",
  "console.audit.only": "only this",
  "console.audit.only.title": "only this: {subject}",
  "console.audit.more-subjects": "and {count} more",
} as const;
