import type { ComponentProps } from "react";

/** A field for a pasted text, as it is: nothing is corrected. */
export const TextArea = (props: ComponentProps<"textarea">) => (
  <textarea
    spellCheck={false}
    className="w-full rounded-md border border-line-strong/60 bg-surface px-3 py-2 font-mono text-[12.5px] leading-relaxed text-ink shadow-card hover:border-line-strong focus-visible:border-accent aria-invalid:border-bad"
    {...props}
  />
);
