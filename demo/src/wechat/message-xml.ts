/** What WeChat tells, as it writes it. */
export type Fields = Readonly<Record<string, string | number>>;

export function messageXml(fields: Fields): string {
  const elements = Object.entries(fields).map(([name, value]) =>
    typeof value === "number"
      ? `<${name}>${value}</${name}>`
      : `<${name}>${cdata(value)}</${name}>`,
  );
  return `<xml>${elements.join("")}</xml>`;
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}
