import type { ComponentProps } from "react";
import { cn } from "@/shared/cn";

const controlStyles =
  "h-9 w-full rounded-md border border-line-strong/60 bg-surface px-3 text-[13px] text-ink tabular-nums shadow-card transition-colors placeholder:text-ink-muted hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-ink-muted aria-invalid:border-bad";

export const Input = ({ className, ...props }: ComponentProps<"input">) => (
  <input className={cn(controlStyles, className)} {...props} />
);

export const Select = ({ className, ...props }: ComponentProps<"select">) => (
  <select className={cn(controlStyles, "select-chevron appearance-none pr-9", className)} {...props} />
);
