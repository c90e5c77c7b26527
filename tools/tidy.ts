// The shape of the code, as far as a machine can see it: sizes, names, leftovers. Run by
// `npm run check:tidy`; prints each breach as `path:line: what`, and fails when there is one.
import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import ts from "typescript";
import { undocumentedRefusals } from "./refusal-docs.ts";

const FILE_LINES_MAX = 300;
const COMPONENT_LINES_MAX = 200;
const FUNCTION_LINES_MAX = 70;
const COLUMNS_MAX = 100;

const SOURCES =
  "{shared,bots,search,server,web,kiosk,demo,bench,tests,tools,wechaty}/**/*.{ts,mjs,svelte,css}";
const GENERATED = /(^|\/)(node_modules|build|dist|\.svelte-kit)(\/|$)/;
/** Sentences stand one a line, however long they and their list are. */
const CATALOGUE = /\.(zh|en)\.ts$/;
/** A suite is one long function by nature; its cases are held to the size of a file. */
const TEST = /\.test\.ts$|^tests\/|\/contract(\/|\.ts$)/;
const FIXTURE = /\/(?:testing|[a-z-]*fixture)\.ts$/;
/** `+page@` is SvelteKit's for a page outside the frame of those around it. */
const NAME = /^(?:\+[a-z]+@?|[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.[a-z0-9]+)*$/;
const ROUTE = /^(?:\[[a-zA-Z]+\]|\([a-z-]+\))$/;
const LEFTOVER = /\b(?:TO-?DO|FIX-?ME|XX-?X)\b/;

interface Breach {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

const paths = globSync([SOURCES, "*.{ts,mjs}"], { exclude: (path) => GENERATED.test(path) });
const breaches = paths.toSorted().flatMap(breachesOf);
for (const { path, line, what } of breaches) console.log(`${path}:${line}: ${what}`);
process.exitCode = breaches.length === 0 ? 0 : 1;

function breachesOf(path: string): Breach[] {
  const text = readFileSync(path, "utf8");
  const found: Breach[] = [];
  const breach = (line: number, what: string) => found.push({ path, line, what });
  const lines = text.replace(/\n$/, "").split("\n");
  const component = path.endsWith(".svelte");
  const linesMax = component ? COMPONENT_LINES_MAX : FILE_LINES_MAX;
  if (!nameIsPlain(path)) breach(1, "names are kebab-case");
  if (lines.length > linesMax && !CATALOGUE.test(path)) {
    breach(lines.length, `${lines.length} lines, at most ${linesMax}`);
  }
  for (const [index, line] of lines.entries()) {
    const columns = Array.from(line).length;
    if (columns > COLUMNS_MAX && !CATALOGUE.test(path)) {
      breach(index + 1, `${columns} columns, at most ${COLUMNS_MAX}`);
    }
    if (LEFTOVER.test(line)) breach(index + 1, "a note to oneself: do it, or open an issue");
  }
  if (/\.(ts|mjs|svelte)$/.test(path) && !TEST.test(path)) {
    for (const long of longFunctions(path, component ? scriptOf(text) : text)) {
      breach(long.line, `a function of ${long.lines} lines, at most ${FUNCTION_LINES_MAX}`);
    }
  }
  if (path.endsWith(".ts") && !TEST.test(path) && !FIXTURE.test(path)) {
    for (const { line, name } of undocumentedRefusals(path, text)) {
      breach(line, `${name}: its docstring does not say its refusals`);
    }
  }
  return found;
}

function nameIsPlain(path: string): boolean {
  // `[hallId]` and `(staff)` are folders of SvelteKit's routes: a parameter and a group.
  const folders = path.split("/").slice(0, -1);
  return folders.every((each) => NAME.test(each) || ROUTE.test(each)) && NAME.test(basename(path));
}

/** The scripts of a component at their own lines, the rest blank. */
function scriptOf(component: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, "");
  return component
    .split(/(<script[^>]*>[\s\S]*?<\/script>)/)
    .map((part) =>
      part.startsWith("<script") ? part.replace(/<\/?script[^>]*>/g, blank) : blank(part),
    )
    .join("");
}

function longFunctions(path: string, text: string): { line: number; lines: number }[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: { line: number; lines: number }[] = [];
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) {
      const line = lineOf(node.getStart(source));
      const lines = lineOf(node.getEnd()) - line + 1;
      if (lines > FUNCTION_LINES_MAX) found.push({ line, lines });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
