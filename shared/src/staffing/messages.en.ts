export const staffing = {
  "console.command.staffing.set-target": "Service target set",
  "console.command.staffing.set-temperature": "Lowest temperature entered",
  "console.subject.outdoorTemperatures": "Lowest temperature",
  "console.subject.staffingTargets": "Service target",
  "field.sharePercent": "Share to answer",
  "field.seconds": "Seconds to answer within",
  "field.occupancyPercent": "Highest occupancy",
  "field.shrinkagePercent": "Shrinkage",
  "field.lowestDeci": "Lowest temperature",
  "refusal.day-too-far": "Temperatures are of the last {back} days and the next {ahead}",
} as const;
