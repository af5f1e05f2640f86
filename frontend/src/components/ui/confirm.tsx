import type { ReactNode } from "react";
import { texts } from "@/shared/texts";
import { Button } from "./button";
import { Dialog, DialogActions } from "./dialog";
import { RefusalNotice } from "./refusal";

type ConfirmProps = {
  title: string;
  confirm: string;
  isBusy: boolean;
  refusal: { message: string; hint: string | null } | undefined;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A question before something that cannot be undone; what the service refuses stands in it. */
export const Confirm = ({ title, confirm, isBusy, refusal, onConfirm, onClose, children }: ConfirmProps) => (
  <Dialog title={title} onClose={onClose}>
    <p className="text-[13px] leading-relaxed text-ink-muted">{children}</p>
    {refusal && <RefusalNotice message={refusal.message} hint={refusal.hint} />}
    <DialogActions>
      <Button onClick={onClose}>{texts.cancel}</Button>
      <Button variant="danger" disabled={isBusy} onClick={onConfirm}>
        {confirm}
      </Button>
    </DialogActions>
  </Dialog>
);
