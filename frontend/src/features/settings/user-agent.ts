/** The most telling name first: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari. */
const PROGRAMS: readonly [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/(?:Firefox|FxiOS)\//, "Firefox"],
  [/(?:Headless)?Chrom(?:e|ium)\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
  [/^skyt\b/, "Skyt command line"],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux|X11/, "Linux"],
];

const nameIn = (text: string, names: readonly [RegExp, string][]): string | undefined => names.find(([pattern]) => pattern.test(text))?.[1];

/** What a program calls itself, as people call it; a program that is no browser is named by its first word, `curl/8.5.0` as `curl`. */
export const programOf = (userAgent: string | null): { program: string | undefined; system: string | undefined } => {
  if (!userAgent) return { program: undefined, system: undefined };
  return { program: nameIn(userAgent, PROGRAMS) ?? /^[^/\s]+/.exec(userAgent)?.[0], system: nameIn(userAgent, SYSTEMS) };
};
