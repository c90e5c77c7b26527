import type { CaseCategory } from "@warmline/shared/cases/categories.ts";
import { anyOf } from "./any-of.ts";

/** What somebody wants, as far as words tell: a report is wished for by its category. */
export type Wish =
  | "person"
  | "repeat"
  | "language"
  | "menu"
  | "bind"
  | "unbind"
  | "bye"
  | "fee"
  | "history"
  | "case"
  | "urge"
  | "callback"
  | "halls"
  | "report"
  | CaseCategory;

/**
 * 说法: what people say for each wish, on words as `normalised` leaves them. The first that fits
 * counts, so that the narrower stand first: 交费记录 before 交费, 漏水 before 不热.
 */
const RULES: readonly (readonly [Wish, ...string[]])[] = [
  [
    "person",
    "人工|坐席|话务员|接线员|客服(?!热线)|转人|真人|活人",
    "(?:找|叫|换|要|跟|和)(?:个|一个)?(?:人|你们(?:领导|主任|值班))(?!家|修|来)|你们领导|值班人员|别跟我机器|不跟机器",
    String.raw`\b(?:human|agent|operator|person|representative|somebody|someone)\b`,
  ],
  [
    "repeat",
    "^(?:再|重)(?:说|讲|播|听|放)|没听(?:清|见|到|懂|明白)|听不(?:清|见|懂)|再来一遍|重复|什么意思$",
    "^(?:repeat|again|pardon|what did you say|say (?:that|it) again)",
  ],
  [
    "unbind",
    "解绑|解除绑定|取消绑定|不绑了|删除?户号|绑错",
    String.raw`\bunbind\b|remove my (?:household|flat)`,
  ],
  [
    "bind",
    "绑定|绑(?:一?下|个)|(?:添加|关联|新增|加)(?:一个|个)?(?:户号|住户|房子)|(?:换|切换)(?:一|个|另)?(?:户|套房)",
    String.raw`我的户号|\bbind\b|(?:link|add) my (?:household|flat|home)|my households`,
  ],
  ["language", "英语|英文|外语|english|chinese|^中文$|普通话|说中文"],
  [
    "menu",
    "^(?:返回|主菜单|回主菜单|上一级|返回主菜单|重新开始|从头来|菜单|main menu|go back|menu|start over)$",
    "能办(?:什么|啥)|能做(?:什么|啥)|有(?:什么|啥)功能|你都?会(?:什么|啥)|都能干(?:什么|啥)|^(?:帮助|怎么用|咋用|在么?|有人)$",
    "what can you do|^help$",
  ],
  [
    "halls",
    "(?:几点|啥时候|什么时候|多咱|几时)(?:能)?(?:上班|下班|开门|关门|开始营业|营业|开到)|营业到",
    "(?:上|下)班时间|(?:营业|办公|开门|服务|工作)时间",
    "(?:营业|开门|上班)(?:没|不)",
    "(?:还|今天|现在|周[一二三四五六日末天]|(?:星期|礼拜)[一二三四五六日天]|节假日|中午|晚上)" +
      "(?:也|还|都|能)?(?:营业|开门|上班|休息|开着)",
    "(?:人|排队)(?:的)?(?:多不(?:多)?|多吗|多么|少|挤)|(?:多少|几)个?人(?:在)?(?:排|" +
      "等)|人多$|^排队(?:情况|人数)?$|排队的?(?:情况|人数)",
    "^(?!.*(?:师傅|修|派|人来)).*(?:排|等)(?:队)?(?:要|得)?(?:多久|多长时间|几个人|多会儿)$",
    "开(?:了)?(?:几|多少)个?窗口|(?:几|多少)个窗口",
    "(?:营业|大|服务|业务|收费)厅(?!.*[取拿领]号)",
    "(?:在哪|去哪|到哪|上哪)(?:儿|里|块)?(?:能|可以)?(?:办|交|缴|现场)",
    "^(?:你们)?(?:的)?(?:地址|在哪|位置|怎么走|咋走)",
    String.raw`\b(?:opening|office|business) (?:hours|hall)|\bhalls?\b|are you open`,
    "what time do you (?:open|close)",
    String.raw`how (?:many people|long is the queue)|\b(?:address|where are you)\b|\bqueues?\b`,
  ],
  [
    "bye",
    "^(?:没(?:有|事)?了|没别的(?:事)?了?|不用了|可以了|行了|好了|好的)(?:谢谢|再见)+$",
    "^(?:没(?:有|事)?了|没别的(?:事)?了?|不用了|可以了|行了|好了)$",
    "^(?:就这样|就这些|没什么了|没有其他了|没其他(?:事)?了?|再见|拜拜|挂了|(?:谢谢)?再见|谢谢)$",
    "^(?:bye|goodbye|good bye|that s all|that is all|nothing else|no thanks|thanks|thank you)$",
  ],
  [
    "urge",
    "[催崔促]|快点(?:来|派|修|处理)|(?:能不能|可不可以)快|赶紧(?:来|派|修|处理)",
    "(?:怎么|咋|为啥|为什么)(?:还|一直)(?:没|不)(?:来|到|修|处理|解决|给|派|上门|有人|人)",
    String.raw`等了?(?:一|半|大半|好几|几|两|三|\d)?(?:上午|下午|天|个?小时|个?钟头)了?` +
      "(?:.*(?:没|不)(?:来|到|人|修))",
    "(?:没|不见)个?人(?:来|管|影)|没人(?:来|管|修|处理|联系)",
    "hurry|(?:nobody|no one) (?:came|has come|comes)|still waiting|speed (?:it )?up",
  ],
  [
    "callback",
    "回电|[回来]个?电话|电话给我|回拨|打(?:回来|给我|过来)|给我(?:打|回)|(?:稍后|等会|晚点|一会|有空|待会)再?(?:联系|打|回)|联系我",
    "不想等.*(?:打|电话)|预约(?:个)?(?:电话|通话)|call (?:me )?back|ring me|call me|phone me",
  ],
  [
    "case",
    "工单|(?:报修|反映|投诉|报的|反应).*(?:怎么样|咋样|到哪|进度|进展|处理|结果|没有|如何|状态)(?:了)?|进度|进展",
    "处理(?:得|到)?(?:怎么样|咋样|哪|结果|情况)",
    "(?:几点|啥时候|什么时候|多会|多咱|何时|多久)(?:能)?(?:才)?(?:上门|来人|来修|来|到我家|派人|过来|修(?:好|完)?|处理)",
    "啥前儿?|能来(?:修|人)?不|(?:师傅|维修|修的|人)(?:(?:还)?要?等多久|到哪|几点|什么时候|啥时候|多会|在哪)|派(?:了)?(?:人)?(?:了)?没|有没有派",
    "办(?:得)?(?:怎么样|咋样|到哪)|case|when (?:will|are|is) .*(?:come|coming|arrive|here)",
    "status|progress",
  ],
  [
    "private-alteration",
    "私(?:自)?(?:改|接|装|拆|放|加)|偷(?:热|暖|着|接|改|放|用)|放(?:暖气)?水|窃热|举报|加(?:了)?泵|加装",
    "illegal|tamper",
  ],
  [
    "leak",
    "漏(?!掉)|露水|渗水|[滴嘀]水|冒水|跑水|喷水|滋水|淌水|(?<!查)流水|呲水|爆(?:管|了|裂)|水管(?:破|裂|坏)",
    "(?:管子?|管道|阀门|暖气片?|接头|分水器)(?:破|裂|坏了流|往外)",
    "(?:全|都)是水|崩了|(?:地上|一地|满地|屋里|家里|楼道)(?:全|都)?(?:是|有)?水|水(?:漫|淹)|淹了|发大水|leak|burst|flood",
    "water (?:is )?(?:coming|dripping|everywhere)|dripping",
  ],
  [
    "no-heat-building",
    "(?:整|全|一|我们|这|本|几|好几)[个栋幢座号]?(?:楼|单元|小区|栋|院)[里的]?[人家]?" +
      "(?:都|全|全都|到现在)?.*(?:不热|没热|没暖|没有暖|没供|停(?:暖|热|了)|凉|冰|冷)",
    "(?:楼上楼下|左右邻居|邻居家?|上下楼|家家|户户|大家)也?(?:都|全).*(?:不热|没|凉|冰|冷|停)",
    "停(?:暖|热)(?!.*报停)|(?<!暂)停供(?!怎|如何|手续)|停气|没有?(?:供|来)(?:暖|热)",
    "(?:whole|entire|all the) building|no heat in (?:the|our) building|heating is off|outage",
  ],
  [
    "stop-restore",
    "报停|停供|停用|暂停(?:供|用)|(?:今年|冬天|明年)?不(?:用|要|想用)(?:暖|供暖|供热|热)|不(?:在家)?住.*(?:停|不交)",
    "没人住|空房|复热|(?:恢复|重新开|再开|开通|办理?)(?:的)?(?:供暖|供热|用热|暖气)|(?:恢复|重新)(?:供|用|开)|开栓|开阀",
    "suspend|stop (?:the )?(?:heating|supply)|restore|resume|reconnect",
  ],
  [
    "history",
    "(?:缴|交|付)(?:过)?(?:费|钱|款)?(?:的)?(?:记录|纪录|明细|历史|情况|流水|没有|成功|了没|到账)",
    "(?:交|缴)(?:上|进去|到账)(?:了)?(?:没|吗)|(?:收|到)(?:到)?账(?:了)?(?:没|吗)?|账单(?:明细|记录)",
    "(?:上次|去年|前年|以前|上回|什么时候|啥时候|哪天)(?:是)?(?:什么时候|啥时候)?(?:交|缴|付)(?:的|了|过|多少)",
    "(?:查|看|问).*(?:记录|流水|明细)|(?:发票|收据|票据)|payment history|payments|have i paid",
    "did (?:i|my) (?:pay|payment)|receipt|invoice",
  ],
  [
    "fee-question",
    "(?:收费|计费|费用|收的|算的|算得|面积|价格)" +
      "(?:.*)(?:不对|不合理|有问题|错|高|贵|怎么算|咋算|标准|太|多了|依据)",
    "多收|乱收|算错|费用?是?(?:咋|怎么)算|单价|收(?:得|的)太(?:多|高|贵)|涨价|收费标准",
    "(?:怎么|为什么|为啥|咋)(?:这么|那么|比去年|比以前|又)?(?:多|贵|高|涨)|(?:怎么|咋)收费",
    "比去年多|一平(?:米|方)?多(?:少|钱)|多少钱一平|(?:建筑|套内|使用)面积|退费|退钱|退款",
    "wrong bill|overcharged|why (?:is|so|am)|refund|tariff|price per",
  ],
  [
    "fee",
    "欠(?:费|钱|款|多少|不欠|没欠|了|着)?|(?:取暖|暖气|采暖|供暖|供热|热力|热)(?:费|钱)",
    "(?:交|缴|付|该交|要交|需要交|应交|补)(?:多少|几|啥|什么)",
    "(?:查|看|问|算)(?:一?下|查|问|个)?(?:我(?:家|们家)?)?(?:的)?(?:费|钱|账|余额|账单|帐)",
    "(?:缴|交|付)(?:费|钱|款)|余额|多少?钱|账上|帐上|滞纳金|违约金",
    String.raw`\b(?:owe|bill|balance|fee|debt|how much|pay)\b|arrears|charges`,
  ],
  [
    "praise",
    "表扬|点赞|感谢.*(?:师傅|你们|工人|维修)|(?:师傅|你们|服务|态度).*(?:真好|很好|不错|好评|特别好|挺好)|锦旗|praise",
    "compliment",
  ],
  [
    "not-warm",
    "不(?:太|怎么|咋|是很|够|大|算)?(?:热|暖和?|温)|没有?一?点?(?:热|温|暖)|冻",
    "(?:冰|拔|哇|瓦|老|挺|太|很|好|真|贼|死|这么|特别|非常|有点|阴)(?:凉|冷)|水凉",
    "凉(?:的|了|着|透|飕|丝|$)|冰(?:的|凉|手|冷)|冷(?:的|得|死|飕|冰|坏|$)|半(?:截|边)(?:热|凉|不)",
    "室温|温度(?:低|不够|上不|不达标|不行|太低|只有|才)|不达标|忽冷忽热|时热时",
    String.raw`(?:只有|才|就|不到|[屋家]里|室内)(?:十|1)[\d一二三四五六七八几]?多?度`,
    String.raw`\b(?:cold|not (?:hot|warm|heating|working)|freezing|no heat|radiators?)\b`,
    String.raw`\bheating (?:does|is)n? ?(?:not|t)\b`,
  ],
  [
    "other",
    "噪(?:音|声)|响(?:声|得)?|井盖|路面|挖(?:的|开)|异味|投诉|意见|建议|noise|complain|complaint",
  ],
  [
    "report",
    "报个?修|维修|[找来]人修?|派个?师傅|修(?:一?下|理|暖)|坏(?:了|$)",
    "出(?:了)?(?:问题|毛病|故障)|故障|反映(?:个|一个|一下)?(?:问题|情况)?|上门",
    String.raw`派(?:个)?人|暖气(?:片)?有(?:问题|毛病)|\b(?:repair|fault|fix|report|broken|problem)\b`,
  ],
];

const PATTERNS = RULES.map(([wish, ...parts]) => [wish, anyOf(...parts)] as const);

/** The wish in words that were normalised; null: none of them. */
export function wishIn(words: string): Wish | null {
  return PATTERNS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}
