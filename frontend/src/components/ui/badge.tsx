import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/shared/cn";

const badgeStyles = cva("inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5", {
  variants: {
    tone: {
      neutral: "bg-hover text-ink-muted",
      accent: "bg-accent-soft text-accent-strong",
      good: "bg-good-soft text-good",
      bad: "bg-bad-soft text-bad",
      warn: "bg-warn-soft text-warn",
    },
  },
  defaultVariants: { tone: "neutral" },
});

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyles>["tone"]>;

export const Badge = ({ className, tone, ...props }: ComponentProps<"span"> & { tone?: BadgeTone }) => (
  <span className={cn(badgeStyles({ tone }), className)} {...props} />
);
