export const staffing = {
  "console.command.staffing.set-target": "设定服务目标",
  "console.command.staffing.set-temperature": "录入最低气温",
  "console.subject.outdoorTemperatures": "最低气温",
  "console.subject.staffingTargets": "服务目标",
  "field.sharePercent": "目标接通比例",
  "field.seconds": "目标秒数",
  "field.occupancyPercent": "占用率上限",
  "field.shrinkagePercent": "损耗率",
  "field.lowestDeci": "最低气温",
  "refusal.day-too-far": "只能录入过去 {back} 天至未来 {ahead} 天的气温",
} as const;
