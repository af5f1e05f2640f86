import type { ComponentProps } from "react";
import { cn } from "@/shared/cn";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "onChange"> & { onCheckedChange: (isChecked: boolean) => void };

/** The browser's own checkbox in the page's looks; where the reader has chosen the colours, in the browser's. */
export const Checkbox = ({ className, onCheckedChange, ...props }: CheckboxProps) => (
  <input
    type="checkbox"
    onChange={(event) => onCheckedChange(event.target.checked)}
    className={cn(
      "grid size-4 shrink-0 appearance-none place-items-center rounded-sm border border-line-strong bg-surface transition-colors checked:border-accent checked:bg-accent forced-colors:appearance-auto",
      "before:size-2.5 before:scale-0 before:bg-accent-ink before:[clip-path:polygon(14%_44%,0_62%,42%_100%,100%_18%,84%_4%,39%_70%)] checked:before:scale-100 forced-colors:before:hidden",
      className,
    )}
    {...props}
  />
);
