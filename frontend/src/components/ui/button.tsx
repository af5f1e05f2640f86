import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/shared/cn";

const buttonStyles = cva(
  "inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors duration-100 select-none print:hidden disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-ink hover:bg-accent-strong",
        outline: "border border-line bg-surface text-ink shadow-card hover:bg-hover",
        danger: "bg-bad text-accent-ink hover:opacity-90",
        ghost: "text-ink-muted hover:bg-hover hover:text-ink",
      },
      size: { small: "h-8 px-3 text-[13px]", normal: "h-9 px-4 text-[13px]", large: "h-10 px-5 text-sm", icon: "size-8" },
    },
    defaultVariants: { variant: "outline", size: "normal" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonStyles> & { asChild?: boolean };

export const Button = ({ className, variant, size, asChild = false, type = "button", ...props }: ButtonProps) => {
  const classes = cn(buttonStyles({ variant, size }), className);
  return asChild ? <Slot.Root className={classes} {...props} /> : <button type={type} className={classes} {...props} />;
};
