export const audit = {
  "console.audit.none": "没有符合条件的记录",
  "console.audit.from": "从",
  "console.audit.to": "到",
  "console.audit.who": "操作人",
  "console.audit.command": "操作",
  "console.audit.subject": "对象",
  "console.audit.origin": "来源",
  "console.audit.older": "更早的记录",
  "console.audit.end": "没有更早的记录",
  "console.audit.only": "只看此项",
  "console.audit.only.title": "只看此项：{subject}",
  "console.audit.more-subjects": "另有 {count} 项",
} as const;
