import { cn } from "@/shared/cn";

const lineStyle = (line: string): string => {
  if (line.startsWith("+")) return "bg-good-soft text-good";
  if (line.startsWith("-")) return "bg-bad-soft text-bad";
  return line.startsWith("@@") ? "text-ink-muted" : "";
};

/** A unified diff without its file header; signs stay beside the colours. */
export const Diff = ({ text, label }: { text: string; label: string }) => (
  <pre
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling text must be reachable by keyboard
    tabIndex={0}
    role="group"
    aria-label={label}
    className="overflow-x-auto rounded-md border border-line bg-sunken py-2 font-mono text-[12px] leading-[1.6]"
  >
    <code className="block w-max min-w-full">
      {text
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("---") && !line.startsWith("+++"))
        .map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a line is its number
          <span key={index} className={cn("block px-3 whitespace-pre", lineStyle(line))}>
            {line}
          </span>
        ))}
    </code>
  </pre>
);
