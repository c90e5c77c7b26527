import type { outageRefunds as en } from "./messages.en.ts";

export const outageRefunds: Readonly<Record<keyof typeof en, string>> = {
  "console.outage-refund": "停热整片退费",
  "console.outage-refund.not-over": "恢复供热后才能退费。",
  "console.outage-refund.begin": "试算退费",
  "console.outage-refund.begin.about": "逐户计算事件影响范围内的用户应退多少；不过账。",
  "console.outage-refund.begin.done": "正在试算",
  "console.outage-refund.refund": "申请退费",
  "console.outage-refund.refund.about":
    "另一位财务批准后，逐户记一笔退费分录，每户一次。可以整批冲正。",
  "console.outage-refund.undo": "申请整批冲正",
  "console.outage-refund.undo.about": "另一位财务批准后，逐笔冲正仍有效的退费，记入当日账。",
  "console.outage-refund.drop": "作废试算",
  "console.outage-refund.drop.done": "试算已作废",
  "console.outage-refund.waiting": "有一张关于它的申请待审批。",
  "console.outage-refund.halted": "任务多次失败后已停止，原因见后台任务页，可在那里重新开始。",
  "console.outage-refund.would": "应退",
  "console.outage-refund.posted": "已退（仍有效）",
  "console.outage-refund.left-out": "不退",
  "console.outage-refund.count": "{count} 户：",
  "console.outage-refund.step.preview": "已试算户数",
  "console.outage-refund.step.refund": "已处理户数",
  "console.outage-refund.step.undo": "已冲正笔数",
  "console.outage-refund.act.begun": "试算",
  "console.outage-refund.act.refunded": "退费申请人",
  "console.outage-refund.act.undone": "冲正申请人",
};
