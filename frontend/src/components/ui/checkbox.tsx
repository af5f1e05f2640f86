import { Check } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/shared/cn";

export const Checkbox = ({ className, ...props }: ComponentProps<typeof Primitive.Root>) => (
  <Primitive.Root
    className={cn(
      "grid size-4 shrink-0 place-items-center rounded-sm border border-line-strong bg-surface transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent",
      className,
    )}
    {...props}
  >
    <Primitive.Indicator className="text-accent-ink">
      <Check aria-hidden className="size-3" strokeWidth={3} />
    </Primitive.Indicator>
  </Primitive.Root>
);
