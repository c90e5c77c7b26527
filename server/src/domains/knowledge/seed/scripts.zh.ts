import type { ScriptResult } from "@warmline/shared/knowledge/script.ts";

/** What a question offers: what is answered, and the step that it leads to. */
type Answers = readonly (readonly [says: string, to: string])[];
export type SeedStep =
  | { readonly ask: string; readonly hint?: string; readonly answers: Answers }
  | { readonly say: string; readonly result: ScriptResult };
export interface SeedScript {
  readonly title: string;
  readonly steps: Readonly<Record<string, SeedStep>>;
}

/** The first diagnosis scripts, in Chinese; the steps stand in the order in which they are asked. */
export const zh = {
  air: {
    title: "排查：放气",
    steps: {
      where: {
        ask: "请摸一摸不热的暖气片：是上面凉、下面热，还是整片都凉？",
        hint: "地暖请摸分水器上每一路的管子。",
        answers: [
          ["上面凉，下面热", "key"],
          ["整片都凉", "valves"],
          ["上面热，下面凉", "flow"],
          ["地暖，有的路热、有的路凉", "key"],
        ],
      },
      valves: {
        ask: "这一组的进水阀和回水阀都开着吗？手柄与管子同方向为开。",
        answers: [
          ["关着一个，现在打开了", "wait"],
          ["都开着", "key"],
          ["拧不动", "stuck"],
        ],
      },
      key: {
        ask: "手边有放气钥匙或者一字螺丝刀吗？身边有能动手的人吗？",
        hint: "只有老人、孩子在家的，不要让他们自己放气。",
        answers: [
          ["有，现在就放", "bleed"],
          ["没有，或者不敢动", "help"],
        ],
      },
      bleed: {
        ask: "毛巾围住放气阀，小盆接好，逆时针慢慢拧开一点。出来的是气还是水？",
        hint: "提醒：水很烫，脸和手不要正对放气口；出水成线马上拧紧。",
        answers: [
          ["先出气，后出水，已经拧紧", "wait"],
          ["马上出水，没有气", "flow"],
          ["什么都不出", "empty"],
          ["拧不紧，还在漏", "drips"],
        ],
      },
      wait: {
        ask: "好的。两三个小时以后再摸一摸。现在开始热了吗？",
        hint: "升温要时间，多数人在电话里还感觉不到：选“要再等等”。",
        answers: [
          ["开始热了", "warm"],
          ["要再等等", "later"],
        ],
      },
      warm: { say: "放气（开阀）以后开始热，问题解决。", result: "solved" },
      later: { say: "已经指导放气（开阀），请两三个小时以后再看，不热再来电。", result: "advice" },
      flow: { say: "不是气堵，怀疑流量不足或者堵塞：带清洗过滤器的工具上门。", result: "visit" },
      empty: { say: "放气阀不出气也不出水：系统缺水或者阀芯堵塞，上门检查。", result: "visit" },
      stuck: { say: "阀门拧不动，带阀门扳手和备件上门。", result: "visit" },
      help: { say: "家里没有工具或者不便动手，上门代为放气。", result: "visit" },
      drips: {
        say: "放气阀关不严，正在漏水：先关这一组的进、回水阀，马上派人。",
        result: "urgent",
      },
    },
  },
  valve: {
    title: "排查：入户阀门",
    steps: {
      neighbours: {
        ask: "楼上楼下、对门热不热？",
        answers: [
          ["邻居都热，只有我家凉", "find"],
          ["邻居也凉", "building"],
          ["没有问过", "find"],
        ],
      },
      find: {
        ask: "请到管道井或者楼道，找到自家的进水阀和回水阀。找得到吗？",
        hint: "阀门旁边一般贴着房号；手柄与管子同方向为开，横着为关。",
        answers: [
          ["找到了，都开着", "feel"],
          ["找到了，有一个是关的", "why"],
          ["上面有锁或者铅封", "locked"],
          ["找不到，或者管道井锁着", "hidden"],
        ],
      },
      why: {
        ask: "是谁关的？家里最近装修、漏水，或者报停过吗？",
        hint: "先查这一户有没有报停、欠费，再请他打开。",
        answers: [
          ["自己关的或者不知道谁关的，没有报停", "open"],
          ["报停过", "stopped"],
          ["因为漏水关的", "leaking"],
        ],
      },
      open: {
        ask: "请把两个阀门慢慢打开，看接头漏不漏。听得到水声吗？",
        answers: [
          ["打开了，有水声，不漏", "opened"],
          ["打开了，但是漏水", "leaking"],
          ["拧不动", "stuck"],
        ],
      },
      feel: {
        ask: "请摸一摸进水阀前后的管子。",
        answers: [
          ["阀前热，阀后凉", "blocked"],
          ["阀前也是凉的", "building"],
          ["前后都热，屋里还凉", "inside"],
        ],
      },
      opened: {
        say: "入户阀门关着，已经指导打开：请放一次气，两三个小时以后再看。",
        result: "advice",
      },
      blocked: { say: "阀前热、阀后凉：过滤器堵塞或者阀芯脱落，带工具上门。", result: "visit" },
      inside: { say: "进、回水都热，屋里偏凉：看遮挡和保温，约时间上门测温。", result: "visit" },
      building: {
        say: "进户以前就凉：按单元或者整楼的问题查，先看有没有登记的停热。",
        result: "visit",
      },
      locked: {
        say: "阀门有锁或者铅封：查报停、欠费，不让用户自己动，转收费人员。",
        result: "advice",
      },
      stopped: { say: "这一户报停过：按复热办理，不指导开阀。", result: "advice" },
      hidden: { say: "看不到阀门，上门开管道井检查。", result: "visit" },
      stuck: { say: "入户阀门拧不动，带阀门扳手和备件上门。", result: "visit" },
      leaking: { say: "开阀就漏水：保持关阀，按漏水急件派人。", result: "urgent" },
    },
  },
  filter: {
    title: "排查：过滤器",
    steps: {
      feel: {
        ask: "进水阀开着的时候，摸一摸过滤器（斜三通）前后的管子。",
        hint: "没有查过阀门的，先走“入户阀门”脚本。",
        answers: [
          ["前面热，后面凉", "since"],
          ["前后都热", "inside"],
          ["前后都凉", "before"],
        ],
      },
      since: {
        ask: "是从供热第一天就这样，还是热过以后慢慢变凉？",
        answers: [
          ["慢慢变凉", "cleaned"],
          ["第一天就这样", "cleaned"],
          ["昨天还热，突然就凉了", "sudden"],
        ],
      },
      cleaned: {
        ask: "今年入冬以后洗过过滤器吗？过滤器在哪里？",
        answers: [
          ["没有洗过，在管道井", "shaft"],
          ["没有洗过，在屋里", "home"],
          ["洗过，又堵了", "again"],
        ],
      },
      sudden: {
        ask: "邻居也是突然变凉的吗？",
        answers: [
          ["是，邻居也凉", "before"],
          ["不是，只有我家", "shaft"],
        ],
      },
      shaft: { say: "怀疑过滤器堵塞，在管道井：上门清洗，不用家里留人。", result: "visit" },
      home: { say: "怀疑过滤器堵塞，在屋里：约好时间上门清洗。", result: "visit" },
      again: { say: "过滤器反复堵塞：上门清洗，并查单元立管的杂质。", result: "visit" },
      inside: { say: "过滤器没有堵：按屋里的暖气片、分水器继续查。", result: "advice" },
      before: { say: "过滤器以前就没有热水：按单元或者整楼的问题处理。", result: "visit" },
    },
  },
  alteration: {
    title: "排查：户内改造",
    steps: {
      changed: {
        ask: "家里的暖气改动过吗？换暖气片、改地暖、移管道、加组数都算。",
        hint: "不要责备，只问事实：答得越实，师傅越好修。",
        answers: [
          ["改过", "approved"],
          ["没有改过", "pump"],
          ["买的二手房，不清楚", "look"],
        ],
      },
      approved: {
        ask: "改之前到营业厅申请过吗？改完验收过吗？",
        answers: [
          ["申请过，验收过", "since"],
          ["没有申请", "since"],
        ],
      },
      since: {
        ask: "改造以后热过吗？",
        answers: [
          ["改完就没有热过", "look"],
          ["热过，今年才不热", "pump"],
        ],
      },
      pump: {
        ask: "家里装过循环泵吗？经常放暖气里的水吗？",
        answers: [
          ["装了泵", "remove"],
          ["放过水", "water"],
          ["都没有", "covered"],
        ],
      },
      covered: {
        ask: "暖气片有没有被暖气罩、家具挡住，阀门、放气阀有没有被封死？",
        answers: [
          ["挡住了，可以拿开", "clear"],
          ["被装修封死了", "walled"],
          ["没有", "normal"],
        ],
      },
      remove: { say: "装有循环泵：告知必须拆除，上门检查并登记。", result: "visit" },
      water: { say: "放过供热水：告知不能放水，注明情况，上门检查压力和管路。", result: "visit" },
      look: { say: "户内改造情况不明或者改后不热：上门核对改造和水流。", result: "visit" },
      clear: { say: "有遮挡：已经指导拿开，过一天再看，不热再来电。", result: "advice" },
      walled: { say: "阀门或者管道被装修封死：告知由用户打开检修口，再约上门。", result: "advice" },
      normal: { say: "没有改造、没有遮挡：按阀门、过滤器继续查。", result: "advice" },
    },
  },
  building: {
    title: "排查：整楼、整单元不热",
    steps: {
      known: {
        ask: "（先看这一户所在的范围有没有登记的停热。）有吗？",
        hint: "户情里、来电弹屏上都会显示；有的话，不再逐户排查。",
        answers: [
          ["有登记的停热", "told"],
          ["没有", "how-many"],
        ],
      },
      "how-many": {
        ask: "您知道有几户不热？在哪几层？",
        answers: [
          ["全楼或者几个单元", "since"],
          ["只有这个单元", "since"],
          ["只有上面几层", "top"],
          ["只知道自己家", "alone"],
        ],
      },
      since: {
        ask: "从什么时候开始的？是突然凉的，还是一直不太热？",
        answers: [
          ["突然凉的", "noise"],
          ["一直不太热", "weak"],
        ],
      },
      noise: {
        ask: "楼下、楼道、马路上有没有冒水、冒汽，有没有施工？",
        answers: [
          ["有冒水冒汽", "burst"],
          ["有施工", "works"],
          ["没有", "out"],
        ],
      },
      told: { say: "已经登记停热：告知原因和预计恢复时间，工单并入事件。", result: "advice" },
      burst: {
        say: "整楼突然变凉并有冒水：怀疑管网泄漏，按抢修派人，并请班长登记事件。",
        result: "urgent",
      },
      works: { say: "整楼突然变凉，附近有施工：请调度员核实是否关阀或者挖断。", result: "urgent" },
      out: {
        say: "整楼突然变凉，没有看到漏水：查换热站和单元总阀，请班长登记事件。",
        result: "urgent",
      },
      weak: { say: "整楼一直偏凉：查换热站参数和水力平衡，约几户测温。", result: "visit" },
      top: {
        say: "只有上面几层不热：怀疑顶部集气或者压力不够，上门放气、查压力。",
        result: "visit",
      },
      alone: { say: "只知道自己家：按单户的“入户阀门”脚本继续查。", result: "advice" },
    },
  },
  leak: {
    title: "排查：漏水",
    steps: {
      where: {
        ask: "哪里漏水？",
        hint: "先问地址和电话，断线了也能派人。",
        answers: [
          ["屋里的暖气片、管子、阀门", "shut"],
          ["楼道、管道井", "public"],
          ["马路、地沟、院子", "street"],
          ["楼上漏到我家", "above"],
        ],
      },
      shut: {
        ask: "请先把漏水那一组的两个阀门关上，关不住就关入户阀。水小了吗？",
        hint: "提醒：水很烫，用毛巾裹住再动手；水近插座先断电。",
        answers: [
          ["关住了，不漏了", "stopped"],
          ["小了，还在滴", "drips"],
          ["关不住，还在喷", "sprays"],
        ],
      },
      above: {
        ask: "楼上有人在家吗？",
        answers: [
          ["有人，请他关阀", "neighbour"],
          ["没有人，或者敲不开", "sprays"],
        ],
      },
      public: {
        ask: "水有多大？有没有流到电表、电梯？",
        answers: [
          ["滴水、渗水", "drips"],
          ["流水、喷水，或者近电", "sprays"],
        ],
      },
      street: {
        ask: "路面有没有塌，有没有大量热气？旁边有人看着吗？",
        hint: "请他离远一些，不要掀井盖。",
        answers: [
          ["塌了，或者热气很大", "danger"],
          ["只是有水", "network"],
        ],
      },
      stopped: { say: "已经关阀止水：按漏水登记，上门更换，家里保持关阀。", result: "visit" },
      drips: { say: "滴漏，还没有止住：按漏水急件派人，请接水、看好电器。", result: "urgent" },
      sprays: { say: "关不住或者无人在家：马上派人关单元阀，按特急登记。", result: "urgent" },
      neighbour: {
        say: "楼上漏水，楼上有人：请楼上关阀并报修，两户登记在一起。",
        result: "urgent",
      },
      danger: { say: "路面塌陷或者大量热气：按特急派抢修，提醒现场人员远离。", result: "urgent" },
      network: { say: "室外冒水：派人核实是不是供热管网，不是的转相关单位。", result: "urgent" },
    },
  },
} as const satisfies Readonly<Record<string, SeedScript>>;
