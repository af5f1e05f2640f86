import type { ReactNode } from "react";
import { frame } from "@/shared/frame";
import type { Heading } from "@/shared/headings";
import { texts } from "@/shared/texts";

/** What the page is called and what it is for, with what can be done from here beside it. */
export const PageHeading = ({ title, lead, children }: Heading & { children?: ReactNode }) => (
  <header className="flex flex-wrap items-end justify-between gap-3">
    <title>{`${title} · ${texts.product}`}</title>
    <div>
      <h1 className={frame.title}>{title}</h1>
      <p className={frame.lead}>{lead}</p>
    </div>
    {children}
  </header>
);
