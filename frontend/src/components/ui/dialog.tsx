import { X } from "lucide-react";
import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { texts } from "@/shared/texts";
import { Button } from "./button";

type DialogProps = { title: string; onClose: () => void; children: ReactNode };

/**
 * A question in the middle of the page while it is rendered. Escape and a click outside close it.
 * The browser's own modal dialog keeps the focus inside, hides the page from assistive technology and gives the focus back.
 */
export const Dialog = ({ title, onClose, children }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const node = dialog.current;
    node?.showModal();
    // Whoever opens a form wants to write; without one the focus stays on the way out.
    node?.querySelector<HTMLElement>("input:not([type=radio]), select, textarea")?.focus();
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
      className="m-auto w-[min(30rem,calc(100vw-2rem))] animate-fade rounded-xl border border-line bg-surface p-0 text-left text-ink shadow-float outline-none backdrop:animate-fade backdrop:bg-scrim"
    >
      <div className="grid grid-cols-1 gap-4 p-5">
        <header className="flex items-start justify-between gap-3">
          <h2 id={titleId} className="pt-1 text-[15px] font-semibold tracking-tight">
            {title}
          </h2>
          <Button variant="ghost" size="icon" aria-label={texts.close} onClick={onClose}>
            <X aria-hidden />
          </Button>
        </header>
        {children}
      </div>
    </dialog>
  );
};

export const DialogActions = ({ children }: { children: ReactNode }) => <div className="flex flex-wrap justify-end gap-2 pt-1">{children}</div>;
