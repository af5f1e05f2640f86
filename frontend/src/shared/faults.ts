type Fault = { message: string; path: string };

const inCamelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const namesIn = (path: string): string[] => (path.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []).map(inCamelCase);

/**
 * Sort the service's faults by the form field they belong to, from JSON paths such as `$.pins.temperature`.
 * The last name of a path that is a field wins; what belongs to no field is returned as `rest`.
 */
export const faultsByField = <Name extends string>(faults: readonly Fault[], names: readonly Name[]) => {
  const fields: Partial<Record<Name, string[]>> = {};
  const rest: string[] = [];
  const known = new Set<string>(names);
  for (const { message, path } of faults) {
    const name = namesIn(path).findLast((candidate): candidate is Name => known.has(candidate));
    if (name) (fields[name] ??= []).push(message);
    else rest.push(message);
  }
  return { fields, rest };
};
