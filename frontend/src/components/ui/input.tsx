import type { ComponentProps } from "react";
import { cn } from "@/shared/cn";

const controlStyles =
  "rounded-md border border-line-strong/60 bg-surface pl-3 text-[13px] text-ink tabular-nums shadow-card transition-colors placeholder:text-ink-muted hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0 disabled:bg-sunken disabled:text-ink-muted aria-invalid:border-bad";

/** `compact` is for tool bars, as wide as what it says; the others fill their form. */
const SIZES = { normal: "h-9 w-full", compact: "h-8 min-w-0" } as const;

type Sized = { fit?: keyof typeof SIZES };

export const Input = ({ className, fit = "normal", ...props }: ComponentProps<"input"> & Sized) => (
  <input className={cn(controlStyles, SIZES[fit], "pr-3", className)} {...props} />
);

export const Select = ({ className, fit = "normal", ...props }: ComponentProps<"select"> & Sized) => (
  <select className={cn(controlStyles, SIZES[fit], "select-chevron appearance-none pr-9", className)} {...props} />
);
