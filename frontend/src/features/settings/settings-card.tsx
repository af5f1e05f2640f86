import { Check } from "lucide-react";
import type { FormEvent, ReactNode } from "react";
import { Card } from "@/components/ui/card";

type PageProps = { title: string; documentTitle: string; lead: string; actions?: ReactNode; children: ReactNode };

/** One part of the settings under its heading. */
export const SettingsPage = ({ title, documentTitle, lead, actions, children }: PageProps) => (
  <div className="grid min-w-0 grid-cols-1 gap-6">
    <title>{documentTitle}</title>
    <header className="flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0">
        <h2 className="text-base font-semibold tracking-tight">{title}</h2>
        <p className="max-w-xl text-[13px] text-pretty text-ink-muted">{lead}</p>
      </div>
      {actions}
    </header>
    {children}
  </div>
);

type CardProps = { title: string; words: ReactNode; children?: ReactNode; footer?: ReactNode };

export const SettingsCard = ({ title, words, children, footer }: CardProps) => (
  <Card className="overflow-hidden">
    <div className="grid grid-cols-1 gap-4 p-5">
      <div>
        <h3 className="text-sm font-semibold">{title}</h3>
        <p className="text-[13px] text-ink-muted">{words}</p>
      </div>
      {children}
    </div>
    {footer && <div className="flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line bg-sunken px-5 py-2.5">{footer}</div>}
  </Card>
);

type FormProps = CardProps & { onSubmit: (form: FormData) => Promise<unknown> };

/** A card that is a form of its own; what was typed is handed on, nothing is sent by the browser. */
export const SettingsForm = ({ onSubmit, ...card }: FormProps) => {
  const handleSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void onSubmit(new FormData(event.currentTarget));
  };
  return (
    <form onSubmit={handleSubmit} noValidate>
      <SettingsCard {...card} />
    </form>
  );
};

/** That something was done, beside the button that did it. */
export const DoneNote = ({ children }: { children: ReactNode }) => (
  <span role="status" className="flex min-w-0 items-center gap-1.5 text-[13px] text-good empty:hidden [&_svg]:size-4 [&_svg]:shrink-0">
    {children && (
      <>
        <Check aria-hidden />
        {children}
      </>
    )}
  </span>
);
