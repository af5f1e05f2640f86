import { cn } from "@/shared/cn";

const initialsOf = (name: string): string => {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase();
};

/** Somebody's initials. Decoration: the name stands beside it. */
export const Avatar = ({ name, className }: { name: string; className?: string }) => (
  <span aria-hidden className={cn("grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-[11px] font-semibold text-accent-strong", className)}>
    {initialsOf(name)}
  </span>
);
