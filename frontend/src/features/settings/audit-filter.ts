type Filter = { action?: string; userId?: string; since?: string; until?: string };

const NAMES = ["action", "userId", "since", "until"] as const;

/** The filter that stands in the address; days are the reader's own. */
export const filterFromSearch = (search: URLSearchParams): Filter =>
  Object.fromEntries(NAMES.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])));

export const searchFromFilter = (filter: Filter): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])));

/** The first moment of a day where the reader is; a day that does not exist has none. */
const startOf = (day: string, later = 0): string | null => {
  const [year, month, date] = day.split("-").map(Number);
  const moment = new Date(year ?? Number.NaN, (month ?? Number.NaN) - 1, (date ?? Number.NaN) + later);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
};

/** The filter as the service takes it: the last day is one of those shown. */
export const askedFilter = ({ action, userId, since, until }: Filter) => ({
  action: action ?? null,
  userId: userId ?? null,
  since: since ? startOf(since) : null,
  until: until ? startOf(until, 1) : null,
});
