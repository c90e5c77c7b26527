import { formatInstant, startOfDay, type Instant } from "@warmline/shared/kernel/time.ts";
import { formatYuan } from "@warmline/shared/kernel/money.ts";
import { makeMessages, type Language } from "@warmline/shared/messages/format.ts";
import { formatNamed } from "@warmline/shared/messages/index.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import { bots as en } from "../messages.en.ts";
import { bots as zh } from "../messages.zh.ts";
import {
  spokenCount,
  spokenDecimal,
  spokenDigits,
  spokenNumber,
  spokenYuan,
} from "./chinese-number.ts";
import type { NamedKey, Reply, Said } from "./said.ts";

const catalogue = makeMessages({ zh, en });

/** How the values of one kind are put, by ear and by eye. */
interface Manner<S extends Said> {
  spoken(said: S, language: Language): string;
  written(said: S, language: Language): string;
}

type Manners = { readonly [K in Said["kind"]]: Manner<Extract<Said, { readonly kind: K }>> };

const CITY = { timeZone: "Asia/Shanghai" } as const;
const englishYuan = new Intl.NumberFormat("en", {
  style: "currency",
  currency: "CNY",
  currencyDisplay: "name",
});
const englishDay = new Intl.DateTimeFormat("en-GB", { ...CITY, day: "numeric", month: "long" });
const englishTime = new Intl.DateTimeFormat("en-US", {
  ...CITY,
  hour: "numeric",
  minute: "2-digit",
});

const MANNERS: Manners = {
  money: {
    spoken: ({ amount }, language) =>
      language === "zh" ? spokenYuan(amount) : englishYuan.format(amount / 100),
    written: ({ amount }) => formatYuan(amount),
  },
  moment: {
    spoken: ({ at }, language) =>
      language === "zh"
        ? `${chineseDay(at)}${chineseTime(at)}`
        : `${englishDay.format(at)}, ${englishTime.format(at)}`,
    written: ({ at }) => formatInstant(at),
  },
  day: {
    spoken: ({ date }, language) => {
      const at = startOfDay(date);
      const year = date.slice(0, 4);
      if (language === "en") return `${englishDay.format(at)} ${year}`;
      return `${chineseYear(year)}年${chineseDay(at)}`;
    },
    written: ({ date }) => date,
  },
  time: {
    spoken: ({ at }, language) => (language === "zh" ? chineseTime(at) : englishTime.format(at)),
    written: ({ at }) => formatInstant(at).slice(11),
  },
  season: {
    spoken: ({ season }, language) => {
      const years = season.split("-");
      if (language === "en") return years.join(" to ");
      return years.map(chineseYear).join("至");
    },
    written: ({ season }) => season,
  },
  number: {
    spoken: ({ digits }, language) =>
      language === "zh" ? spokenDigits(digits) : englishDigits(digits),
    written: ({ digits }) => digits,
  },
  outcome: { spoken: unsettled, written: unsettled },
  count: {
    spoken: ({ count }, language) => (language === "zh" ? spokenCount(count) : String(count)),
    written: ({ count }) => String(count),
  },
  decimal: {
    spoken: ({ written }, language) => (language === "zh" ? spokenDecimal(written) : written),
    written: ({ written }) => written,
  },
  name: {
    spoken: ({ name }, language) => name.replaceAll("*", language === "zh" ? "某" : ""),
    written: ({ name }) => name,
  },
  text: { spoken: ({ text }) => text, written: ({ text }) => text },
  label: { spoken: inLanguage, written: inLanguage },
  named: {
    spoken: ({ key }, language) => word(key, language),
    written: ({ key }, language) => word(key, language),
  },
  reply: {
    spoken: ({ reply }, language) => speak(language, reply),
    written: ({ reply }, language) => write(language, reply),
  },
};

/** As a voice says it: amounts, dates and numbers in words of the language. */
export function speak(language: Language, reply: Reply): string {
  return put("spoken", language, reply);
}

/** As it is read on a screen: `¥1,770.98`. */
export function write(language: Language, reply: Reply): string {
  return put("written", language, reply);
}

function put(way: "spoken" | "written", language: Language, reply: Reply): string {
  const values = Object.entries(reply.with ?? {}).map(([name, said]) => {
    const manner = MANNERS[said.kind] as Manner<Said>;
    return [name, manner[way](said, language)];
  });
  return catalogue.formatMessage(language, reply.say, Object.fromEntries(values));
}

function word(key: NamedKey, language: Language): string {
  const known = formatNamed(language, key);
  assert(known !== undefined, `${key} has its word`);
  return known;
}

function inLanguage(own: Readonly<Record<Language, string>>, language: Language): string {
  return own[language];
}

function unsettled(): never {
  throw new Error("a number is told before there is one");
}

/** 二零一六: a year is nothing to note down, so that its 1 is 一. */
function chineseYear(year: string): string {
  return spokenDigits(year).replaceAll("幺", "一");
}

function chineseDay(at: Instant): string {
  const [, month, day] = formatInstant(at).split(/[- ]/);
  return `${spokenNumber(Number(month))}月${spokenNumber(Number(day))}日`;
}

/** 十四点三十分, 八点零五分, 九点. */
function chineseTime(at: Instant): string {
  const [hour, minute] = formatInstant(at).slice(11).split(":").map(Number) as [number, number];
  const past = minute === 0 ? "" : `${minute < 10 ? "零" : ""}${spokenNumber(minute)}分`;
  return `${spokenNumber(hour)}点${past}`;
}

/** `2 0 2 6, 0 0 4 2`. */
function englishDigits(digits: string): string {
  return digits.replace(/\D+/g, ", ").replace(/(?<=\d)(?=\d)/g, " ");
}
