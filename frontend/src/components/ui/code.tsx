import { cn } from "@/shared/cn";

type CodeProps = { text: string; label: string; className?: string; markedLines?: ReadonlySet<number>; firstLine?: number };

/** A text with line numbers that are not copied along; marked lines stand out. Scrolls by keyboard. */
export const Code = ({ text, label, className, markedLines, firstLine = 1 }: CodeProps) => (
  <pre
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    tabIndex={0}
    role="region"
    aria-label={label}
    className={cn("overflow-auto rounded-md border border-line bg-sunken py-2.5 font-mono text-[12px] leading-[1.6]", className)}
  >
    <code className="block w-max min-w-full">
      {text.replace(/\n$/, "").split("\n").map((line, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line is its number
        <span key={index} className={cn("flex pr-4", markedLines?.has(index + firstLine) && "bg-bad-soft")}>
          <span aria-hidden className="w-10 shrink-0 pr-3 text-right text-ink-muted tabular-nums select-none">
            {index + firstLine}
          </span>
          <span className="whitespace-pre">{line || " "}</span>
        </span>
      ))}
    </code>
  </pre>
);
