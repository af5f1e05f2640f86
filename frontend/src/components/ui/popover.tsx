import { Popover as Primitive } from "radix-ui";
import type { ReactNode } from "react";

type PopoverProps = { trigger: ReactNode; isOpenAtFirst?: boolean; children: ReactNode };

/** A small text on demand; opened by click, touch or key, so that it is not lost on those who cannot hover. */
export const Popover = ({ trigger, isOpenAtFirst = false, children }: PopoverProps) => (
  <Primitive.Root defaultOpen={isOpenAtFirst}>
    <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={6}
        collisionPadding={12}
        className="z-50 max-h-(--radix-popover-content-available-height) max-w-xs animate-fade overflow-y-auto rounded-lg border border-line bg-raised p-3 text-[13px] leading-relaxed text-ink shadow-float outline-none"
      >
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  </Primitive.Root>
);
