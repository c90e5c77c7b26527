import { SaxesParser } from "saxes";

/** What the hotline wants done, in its order. */
export type Verb =
  | { readonly verb: "Say"; readonly text: string; readonly language: string }
  | { readonly verb: "Pause"; readonly seconds: number }
  | { readonly verb: "Redirect"; readonly to: string }
  | { readonly verb: "Hangup" }
  | Gather
  | Conference
  | Dial;

/** Into a conference, until one leaves it or is led out. */
export interface Dial {
  readonly verb: "Dial";
  /** Empty: what stands after it is done. */
  readonly action: string;
  readonly inside: readonly Verb[];
}

/** What of `<Conference>` this carrier knows; nobody ends one by leaving. */
export interface Conference {
  readonly verb: "Conference";
  readonly name: string;
  readonly label: string;
  readonly muted: boolean;
  /** Where it is told who comes and goes; empty: nowhere. */
  readonly tells: string;
}

export interface Gather {
  readonly verb: "Gather";
  readonly action: string;
  readonly endKey: string;
  readonly silenceSeconds: number;
  readonly digits?: number;
  /** Whether silence is told, too. */
  readonly tellsSilence: boolean;
  readonly inside: readonly Verb[];
}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly inside: Verb[];
  text: string;
}

/** Null: it is no TwiML, or wants what this carrier cannot do; a real one says so, too. */
export function readTwiml(xml: string): readonly Verb[] | null {
  const parser = new SaxesParser();
  const stack: Open[] = [];
  let read: readonly Verb[] | null = null;
  let broken = false;
  parser.on("error", () => (broken = true));
  parser.on("opentag", ({ name, attributes }) => {
    stack.push({ name, attributes: attributes as Record<string, string>, inside: [], text: "" });
  });
  parser.on("text", (text) => {
    const open = stack.at(-1);
    if (open !== undefined) open.text += text;
  });
  parser.on("closetag", () => {
    const done = stack.pop()!;
    const parent = stack.at(-1);
    if (parent === undefined) {
      read = done.name === "Response" ? done.inside : null;
      return;
    }
    const verb = verbOf(done);
    if (verb === null) broken = true;
    else parent.inside.push(verb);
  });
  parser.write(xml).close();
  return broken ? null : read;
}

function verbOf({ name, attributes, inside, text }: Open): Verb | null {
  switch (name) {
    case "Say":
      return { verb: "Say", text: text.trim(), language: attributes["language"] ?? "en-US" };
    case "Pause":
      return { verb: "Pause", seconds: Number(attributes["length"] ?? 1) };
    case "Redirect":
      return { verb: "Redirect", to: text.trim() };
    case "Hangup":
      return { verb: "Hangup" };
    case "Gather": {
      const { numDigits } = attributes;
      return {
        verb: "Gather",
        action: attributes["action"] ?? "",
        endKey: attributes["finishOnKey"] ?? "#",
        silenceSeconds: Number(attributes["timeout"] ?? 5),
        ...(numDigits === undefined ? {} : { digits: Number(numDigits) }),
        tellsSilence: attributes["actionOnEmptyResult"] === "true",
        inside,
      };
    }
    case "Dial":
      return { verb: "Dial", action: attributes["action"] ?? "", inside };
    case "Conference":
      return {
        verb: "Conference",
        name: text.trim(),
        label: attributes["participantLabel"] ?? "",
        muted: attributes["muted"] === "true",
        tells: attributes["statusCallback"] ?? "",
      };
    default:
      return null;
  }
}
