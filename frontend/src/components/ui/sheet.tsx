import { X } from "lucide-react";
import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { texts } from "@/shared/texts";
import { Button } from "./button";

type SheetProps = {
  onClose: () => void;
  title: ReactNode;
  description: string;
  actions?: ReactNode;
  children: ReactNode;
};

/**
 * A panel from the right edge while it is rendered; on a phone it covers the page. Escape and a click outside close it.
 * The browser's own modal dialog keeps the focus inside, hides the page from assistive technology and gives the focus back.
 */
export const Sheet = ({ onClose, title, description, actions, children }: SheetProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const node = dialog.current;
    node?.showModal();
    return () => node?.close();
  }, []);
  const handleClick = (event: MouseEvent) => event.target === dialog.current && onClose();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- a click beside the panel does what Escape does
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClick={handleClick}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className="fixed inset-y-0 right-0 left-auto m-0 h-dvh max-h-none w-full max-w-none animate-slide border-l border-line bg-surface p-0 text-ink shadow-float outline-none backdrop:animate-fade backdrop:bg-scrim sm:w-[min(72rem,92vw)]"
    >
      {/* The panel is read from its start; its first button is not what a reader came for. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog's own way to say where the focus goes */}
      <div className="flex h-full flex-col outline-none" tabIndex={-1} autoFocus>
        <header className="flex items-center gap-2 border-b border-line px-5 py-3">
          <h2 id={titleId} className="mr-auto flex min-w-0 items-center gap-3 text-[15px] font-semibold tracking-tight">
            {title}
          </h2>
          <p className="sr-only">{description}</p>
          {actions}
          <Button variant="ghost" size="icon" aria-label={texts.close} onClick={onClose}>
            <X aria-hidden />
          </Button>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-5">{children}</div>
      </div>
    </dialog>
  );
};
