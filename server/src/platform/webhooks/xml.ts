import { SaxesParser } from "saxes";
import { add, newFields, type Field, type Fields } from "./fields.ts";

export const DEPTH_MAX = 16;
const ELEMENTS_MAX = 2_000;

interface Open {
  readonly name: string;
  readonly fields: Fields;
  text: string;
  /** Of elements; attributes do not count. */
  children: number;
}

/**
 * An XML document as `{ root: … }`: an element of text is its text, one with elements in it an
 * object, attributes are `@name`, text beside attributes is `#text`. Null: it is not well-formed,
 * declares a document type (so there are no entities but the five), mixes text with elements, or
 * is deeper or larger than any message has reason to be.
 */
export function parseXml(text: string): Fields | null {
  const document = newFields();
  const stack: Open[] = [];
  let elements = 0;
  const parser = new SaxesParser();
  const giveUp = (): never => {
    throw new NotWellFormed();
  };
  parser.on("error", giveUp);
  parser.on("doctype", giveUp);
  parser.on("opentag", ({ name, attributes }) => {
    elements += 1;
    if (elements > ELEMENTS_MAX || stack.length >= DEPTH_MAX) giveUp();
    const fields = newFields();
    for (const [key, value] of Object.entries(attributes)) fields[`@${key}`] = value as string;
    stack.push({ name, fields, text: "", children: 0 });
  });
  const addText = (part: string) => {
    const open = stack.at(-1);
    if (open !== undefined) open.text += part;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const open = stack.pop() ?? giveUp();
    const parent = stack.at(-1);
    add(parent?.fields ?? document, open.name, valueOf(open) ?? giveUp());
    if (parent !== undefined) parent.children += 1;
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof NotWellFormed) return null;
    throw error;
  }
  return document;
}

class NotWellFormed extends Error {
  override readonly name = "NotWellFormed";
}

/** Null: text and elements mixed, which says something that this form cannot keep. */
function valueOf({ fields, text, children }: Open): Field | null {
  const blank = text.trim() === "";
  if (children > 0) return blank ? fields : null;
  if (Object.keys(fields).length === 0) return text;
  if (text !== "") fields["#text"] = text;
  return fields;
}
