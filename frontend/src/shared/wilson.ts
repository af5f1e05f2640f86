/** The 97.5th percentile of the standard normal distribution: a 95 % interval leaves 2.5 % on either side. */
const Z = 1.959963984540054;

/** Wilson's 95 % score interval (1927) of a share of `successes` among `total`; undefined while there is nothing to count. */
export const wilsonInterval = (successes: number, total: number): { low: number; high: number } | undefined => {
  if (total === 0) return undefined;
  const share = successes / total;
  const spread = Z * Math.sqrt((share * (1 - share)) / total + (Z * Z) / (4 * total * total));
  const [middle, scale] = [share + (Z * Z) / (2 * total), 1 + (Z * Z) / total];
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
};
