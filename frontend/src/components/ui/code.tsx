import { createContext, type ReactNode, Suspense, use } from "react";
import { cn } from "@/shared/cn";
import type { Language, Token } from "./code-lines";

type CodeProps = { text: string; label: string; className?: string; markedLines?: ReadonlySet<number>; firstLine?: number };

/** The language of the texts beneath, which decides their colours. */
export const CodeLanguage = createContext<Language | "none">("none");

type Highlighter = (text: string, language: Language) => Token[][];

const highlighters = new Map<Language, Promise<Highlighter>>();

/** The highlighter's code and a language's grammar, fetched when the first text in it is shown. */
const loadHighlighter = (language: Language): Promise<Highlighter> => {
  const known = highlighters.get(language);
  if (known) return known;
  const loading = import("./code-lines").then(({ loadLanguage }) => loadLanguage(language));
  highlighters.set(language, loading);
  return loading;
};

const plainLines = (text: string): Token[][] => text.split("\n").map((line) => [{ text: line, kind: "" }]);

/** One line's tokens; an empty line keeps its height. */
export const Tokens = ({ of: tokens }: { of: readonly Token[] }) =>
  tokens.length === 0
    ? " "
    : tokens.map(({ text, kind }, place) =>
        // oxlint-disable-next-line react/no-array-index-key -- a token is its place
        kind ? <span key={place} className={kind}>{text}</span> : text,
      );

type LinesProps = Pick<CodeProps, "markedLines"> & { lines: readonly Token[][]; firstLine: number };

const Lines = ({ lines, markedLines, firstLine }: LinesProps) =>
  lines.map((tokens, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- a line is its number
    <span key={index} className={cn("flex pr-4", markedLines?.has(index + firstLine) && "bg-bad-soft")}>
      <span aria-hidden className="w-10 shrink-0 pr-3 text-right text-ink-muted tabular-nums select-none">
        {index + firstLine}
      </span>
      <span className="whitespace-pre">
        <Tokens of={tokens} />
      </span>
    </span>
  ));

type TokensProps = { text: string; language: Language; children: (lines: readonly Token[][]) => ReactNode };

const ColouredText = ({ text, language, children }: TokensProps) => children(use(loadHighlighter(language))(text, language));

/** Hand a text's lines on as tokens: without colours at once, in the colours of its language once these are here. */
export const CodeTokens = ({ text, children }: Omit<TokensProps, "language">) => {
  const language = use(CodeLanguage);
  const plain = children(plainLines(text));
  if (language === "none") return plain;
  return (
    <Suspense fallback={plain}>
      <ColouredText text={text} language={language}>
        {children}
      </ColouredText>
    </Suspense>
  );
};

/** A text, coloured by its language, with line numbers that are not copied along; marked lines stand out. Scrolls by keyboard. */
export const Code = ({ text, label, className, markedLines, firstLine = 1 }: CodeProps) => {
  const shown = text.replace(/\n$/, "");
  const marks = { markedLines, firstLine };
  return (
  <pre
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling text must be reachable by keyboard
    tabIndex={0}
    role="group"
    aria-label={label}
    className={cn("overflow-auto rounded-md border border-line bg-sunken py-2.5 font-mono text-[12px] leading-[1.6]", className)}
  >
    <code className="block w-max min-w-full">
      <CodeTokens text={shown}>{(lines) => <Lines lines={lines} {...marks} />}</CodeTokens>
    </code>
  </pre>
  );
};
