/** Skyt's mark: the letter S written as repeated dots, one of which differs. */
export const Mark = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden className={className}>
    <rect width="24" height="24" rx="6" className="fill-accent" />
    <g className="fill-accent-ink">
      <circle cx="12" cy="6" r="2" />
      <circle cx="17" cy="6" r="2" />
      <circle cx="7" cy="9" r="2" />
      <circle cx="17" cy="15" r="2" />
      <circle cx="7" cy="18" r="2" />
      <circle cx="12" cy="18" r="2" />
    </g>
    <circle cx="12" cy="12" r="1.5" className="fill-none stroke-accent-ink" strokeWidth="1" />
  </svg>
);
