import type { RestrictionSetsQuery } from "./restrictions.generated";

export type ListedSet = RestrictionSetsQuery["restrictionSets"]["edges"][number]["node"];

/** All versions of one set, with the newest apart. */
export type SetGroup = { key: string; newest: ListedSet; versions: number };

/** Sets by name and source, from all their versions, by title. */
export const groupsOf = (sets: readonly ListedSet[]): SetGroup[] => {
  const groups = new Map<string, SetGroup>();
  for (const set of sets) {
    const key = `${set.source}/${set.name}`;
    const known = groups.get(key);
    const isNewer = !known || set.createdAt >= known.newest.createdAt;
    groups.set(key, { key, newest: isNewer ? set : known.newest, versions: (known?.versions ?? 0) + 1 });
  }
  return [...groups.values()].toSorted((one, other) => one.newest.title.localeCompare(other.newest.title));
};

/** The groups whose name, title or description has every word. */
export const groupsWith = (groups: readonly SetGroup[], search: string): SetGroup[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return groups.filter(({ newest: { name, title, description } }) => {
    const text = `${name} ${title} ${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
};
