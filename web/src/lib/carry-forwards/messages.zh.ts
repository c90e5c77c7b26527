import type { carryForwards as en } from "./messages.en.ts";

export const carryForwards: Readonly<Record<keyof typeof en, string>> = {
  "console.carries": "年度结转",
  "console.carries.about":
    "每个账户在某日终了时的余额及其由来：期初、本期发生、期末。不过账，不影响柜台办理。",
  "console.carries.none": "还没有结转",
  "console.carries.begin": "开始结转",
  "console.carries.begin.about":
    "逐户核算截至当日终了的余额。凡有日结的单位，到当日为止须都已日结。柜台照常办理。",
  "console.carries.begin.done": "正在结转",
  "console.carries.day": "结转日",
  "console.carry.title": "截至 {day} 的结转",
  "console.carry.about":
    "期末取自账户，期初是上次的期末，本期发生由分录汇总：三者不一致的列入异常清单，不作改动。",
  "console.carry.follows": "上次结转",
  "console.carry.beside": "可以离开本页，任务会继续",
  "console.carry.households": "已核算户数",
  "console.carry.halted":
    "任务多次失败后已停止，原因见后台任务页。暂停后再继续，即从停下的地方重新开始。",
  "console.carry.identity": "{side}：期初至期末",
  "console.carry.adds-up": "勾稽相符",
  "console.carry.does-not-add-up": "勾稽不符，见异常清单",
  "console.carry.position": "账本位置",
  "console.carry.path": "范围",
  "console.carry.statement": "结转表",
  "console.carry.by-season": "全市分采暖期欠费",
  "console.carry.act.begun": "发起",
  "console.carry.act.sealed": "封存申请人",
  "console.carry.act.withdrawn": "撤回申请人",
  "console.carry.pause": "暂停",
  "console.carry.pause.done": "做完手上几块后暂停",
  "console.carry.resume": "继续",
  "console.carry.resume.done": "从停下的地方继续",
  "console.carry.drop": "作废",
  "console.carry.drop.done": "这次结转已作废",
  "console.carry.seal": "申请封存",
  "console.carry.seal.about":
    "另一位财务批准后，这份结转表即为定稿，下一次结转从这里开始。请先核对异常清单。",
  "console.carry.withdraw": "申请撤回",
  "console.carry.withdraw.about":
    "另一位财务批准后，撤回封存，可以对这一天重新结转。只能撤回最近一次。",
  "console.carry.waiting": "有一张关于这次结转的申请待审批。",
  "console.carry.of-household": "历次结转",
  "console.carry.stood": "欠费 {owed}，预存 {onAccount}",
  "console.carry.exceptions.none": "没有异常，每个账户都勾稽相符",
  "console.carry.exceptions.about":
    "以下账户与日记账不符。请核对账本，以分录更正后，作废这次结转并重新核算。",
  "console.carry.exceptions.seq": "第 {seq} 笔分录",
  "console.carry.exceptions.figures": "按分录 {expected}，按账户 {closing}",
  "console.carry.exceptions.entries": "计入的 {count, number} 笔分录",
};
