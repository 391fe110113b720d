import { type ESTree, parseSync, Visitor } from 'vite';

/** One place where a file names another module. `type` imports are gone at run time. */
export interface ModuleUse {
  readonly specifier: string;
  readonly way: 'value' | 'type';
  /** Names imported as they are called in the other module; `*` for a namespace, `default`. */
  readonly names: readonly string[];
  readonly line: number;
}

/** A call such as `open(path, 'r')` or `sharp(x).toFile(y)`, by its last name. */
export interface NamedCall {
  readonly name: string;
  readonly member: boolean;
  /** Text arguments by position; null for anything that is not a plain text. */
  readonly texts: readonly (string | null)[];
  readonly line: number;
}

export interface SourceText {
  readonly text: string;
  readonly line: number;
}

export interface ReadSource {
  readonly uses: readonly ModuleUse[];
  readonly calls: readonly NamedCall[];
  /** Every string and template piece, imports left out. */
  readonly texts: readonly SourceText[];
  /** Dynamic imports whose target cannot be read. */
  readonly unreadable: readonly number[];
}

type Named = { readonly type: string; readonly name?: string; readonly value?: unknown };
const nameOf = (node: Named): string => String(node.name ?? node.value ?? '');

/** Reads one TypeScript file with the parser that builds it. @throws Error when it does not parse */
export function readSource(path: string, text: string): ReadSource {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const uses: ModuleUse[] = [];
  const calls: NamedCall[] = [];
  const texts: SourceText[] = [];
  const unreadable: number[] = [];
  const lineOf = lineFinder(text);
  const add = (node: { start: number }, specifier: string, way: 'value' | 'type', names: readonly string[] = ['*']) =>
    uses.push({ specifier, way, names, line: lineOf(node.start) });

  new Visitor({
    ImportDeclaration(node) {
      const types = node.importKind === 'type' || (node.specifiers.length > 0 && node.specifiers.every(isTypeOnly));
      add(
        node,
        node.source.value,
        types ? 'type' : 'value',
        node.specifiers.filter((s) => !isTypeOnly(s)).map(importedName),
      );
    },
    ExportNamedDeclaration(node) {
      if (node.source === null) return;
      const types =
        node.exportKind === 'type' ||
        (node.specifiers.length > 0 && node.specifiers.every((s) => s.exportKind === 'type'));
      add(
        node,
        node.source.value,
        types ? 'type' : 'value',
        node.specifiers.map((s) => nameOf(s.local)),
      );
    },
    ExportAllDeclaration(node) {
      add(node, node.source.value, node.exportKind === 'type' ? 'type' : 'value');
    },
    ImportExpression(node) {
      if (isText(node.source)) add(node, String(node.source.value), 'value');
      else unreadable.push(lineOf(node.start));
    },
    TSImportType(node) {
      add(node, node.source.value, 'type');
    },
    TSExternalModuleReference(node) {
      add(node, node.expression.value, 'value');
    },
    NewExpression(node) {
      // `new URL('./worker.ts', import.meta.url)` is how a worker names its file.
      const [first, second] = node.arguments;
      const relative = first && isText(first) && String(first.value).startsWith('.');
      if (nameOf(node.callee as Named) === 'URL' && relative && second?.type === 'MemberExpression') {
        if (/\.tsx?$/.test(String(first.value))) add(node, String(first.value), 'value');
      }
    },
    CallExpression(node) {
      const member = node.callee.type === 'MemberExpression';
      const name =
        node.callee.type === 'MemberExpression' ? nameOf(node.callee.property as Named) : nameOf(node.callee as Named);
      const plain = node.arguments.map((argument) => (isText(argument) ? String(argument.value) : null));
      if (name === 'require' && plain[0]) add(node, plain[0], 'value');
      calls.push({ name, member, texts: plain, line: lineOf(node.start) });
    },
    Literal(node) {
      if (typeof node.value === 'string') texts.push({ text: node.value, line: lineOf(node.start) });
    },
    TemplateElement(node) {
      texts.push({ text: node.value.cooked ?? node.value.raw, line: lineOf(node.start) });
    },
  }).visit(program);
  return { uses, calls, texts, unreadable };
}

const isText = (node: { type: string }): node is { type: 'Literal'; value: string } =>
  node.type === 'Literal' && typeof (node as { value?: unknown }).value === 'string';

const isTypeOnly = (specifier: ESTree.ImportDeclarationSpecifier): boolean =>
  specifier.type === 'ImportSpecifier' && specifier.importKind === 'type';

function importedName(specifier: ESTree.ImportDeclarationSpecifier): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(specifier.imported);
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return (offset) => {
    let line = 0;
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= offset) line++;
    return line + 1;
  };
}
