import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Mark } from "@/components/ui/mark";

type Props = { documentTitle: string; title: string; lead: ReactNode; children: ReactNode; below?: ReactNode };

/** The frame of the pages before one is inside: a card in the middle, under the mark. */
export const Entrance = ({ documentTitle, title, lead, children, below }: Props) => (
  <main className="grid min-h-dvh place-items-center px-4 py-10">
    <title>{documentTitle}</title>
    <div className="grid w-full max-w-sm grid-cols-1 gap-6">
      <div className="grid justify-items-center gap-3 text-center">
        <Mark className="size-11" />
        <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
        <p className="text-[13px] text-balance text-ink-muted">{lead}</p>
      </div>
      <Card className="p-6">{children}</Card>
      {below}
    </div>
  </main>
);

/** A line under the card, such as the way to the other page. */
export const Aside = ({ children }: { children: ReactNode }) => <p className="text-center text-[13px] text-ink-muted">{children}</p>;
