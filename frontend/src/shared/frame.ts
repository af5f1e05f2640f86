/** How the frame around every page looks: the start page draws it before the page's script is here, and the script in the same place. */
export const frame = {
  whole: "min-h-dvh lg:grid lg:grid-cols-[14rem_minmax(0,1fr)]",
  side: "border-line max-lg:contents lg:border-r",
  bar: "sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-canvas px-4 lg:h-dvh lg:flex-col lg:items-stretch lg:gap-4 lg:border-b-0 lg:px-3 lg:py-4",
  content: "mx-auto w-full max-w-6xl min-w-0 px-4 py-6 outline-none sm:px-8 sm:py-8",
  title: "text-xl font-semibold tracking-tight",
  lead: "text-[13px] text-ink-muted",
  way: "flex items-center gap-1 text-xs text-ink-muted",
  card: "rounded-lg border border-line bg-surface shadow-card",
  verdictCard: "grid gap-6 p-5 sm:p-6",
  verdict: "max-w-4xl text-lg leading-snug font-normal tracking-tight text-pretty sm:text-[22px]",
  verdictFirst: "font-semibold",
} as const;
