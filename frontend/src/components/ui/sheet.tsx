import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { texts } from "@/shared/texts";
import { Button } from "./button";

type SheetProps = {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  description: string;
  actions?: ReactNode;
  children: ReactNode;
};

/** The panel is read from its start; its first button is not what a reader came for. */
const focusItself = (event: Event) => {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
};

/** A panel from the right edge; on a phone it covers the page. Escape and a click outside close it. */
export const Sheet = ({ isOpen, onClose, title, description, actions, children }: SheetProps) => (
  <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
    <Dialog.Portal>
      <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
      <Dialog.Content
        onOpenAutoFocus={focusItself}
        className="fixed inset-y-0 right-0 z-50 flex w-full animate-slide flex-col border-l border-line bg-surface shadow-float outline-none sm:w-[min(46rem,92vw)]">
        <header className="flex items-center gap-2 border-b border-line px-5 py-3">
          <Dialog.Title className="mr-auto flex min-w-0 items-center gap-3 text-[15px] font-semibold tracking-tight">{title}</Dialog.Title>
          <Dialog.Description className="sr-only">{description}</Dialog.Description>
          {actions}
          <Dialog.Close asChild>
            <Button variant="ghost" size="icon" aria-label={texts.close}>
              <X aria-hidden />
            </Button>
          </Dialog.Close>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-5">{children}</div>
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
);
