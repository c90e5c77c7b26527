export const kiosk = {
  "refusal.lookup-shut": "输入次数过多，请 {minutes} 分钟后再试，或到窗口查询",
  "refusal.lookup-no-match": "没有查到，请核对后再试；号码以热费单或合同为准",
  "refusal.grant-expired": "验证已过期，请重新验证",
  "refusal.who-or-where-missing": "请留下电话或说明地点，工作人员才能找到您",
  "refusal.numbers-shut": "这台机器取号太快，请 {minutes} 分钟后再取，或找工作人员取号",
  "refusal.senior-numbers-shut":
    "这台机器的优先号取得太多，请找工作人员取优先号，或 {minutes} 分钟后再取",
  "console.command.kiosk.lookup": "自助机查询用户",
  "console.command.kiosk.try-lookup": "自助机查询未通过",
  "kiosk-report.handed-over": "自助机提交未被受理，以下为居民填写的原文：\n{said}",
  "console.subject.lookupAttempts": "查询次数",
} as const;
