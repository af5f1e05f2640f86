const DOTS = [
  [8.5, 5],
  [12, 5],
  [15.5, 5],
  [8.5, 8.5],
  [8.5, 12],
  [15.5, 12],
  [15.5, 15.5],
  [8.5, 19],
  [12, 19],
  [15.5, 19],
] as const;

/** Skyt's mark: the letter S written as repeated dots, the middle one of which differs. */
export const Mark = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden className={className}>
    <rect width="24" height="24" rx="6" className="fill-accent" />
    {DOTS.map(([x, y]) => (
      <circle key={`${x} ${y}`} cx={x} cy={y} r="1.4" className="fill-accent-ink" />
    ))}
    <circle cx="12" cy="12" r="1.15" className="fill-none stroke-accent-ink" strokeWidth="0.7" />
  </svg>
);
