import { datesIn } from "./dates";
import { lazily } from "./lazily";

const percent = lazily(() => new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 }));
const percentFine = lazily(() => new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 }));
const decimal = lazily(() => new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 }));
const signed = lazily(() => new Intl.NumberFormat(undefined, { maximumFractionDigits: 3, signDisplay: "exceptZero" }));
const dollars = lazily(() => new Intl.NumberFormat(undefined, { style: "currency", currency: "USD" }));
const dollarsFine = lazily(() => new Intl.NumberFormat(undefined, { style: "currency", currency: "USD", maximumFractionDigits: 4 }));
const whole = lazily(() => new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 }));
const dates = lazily(() => datesIn(new Intl.DateTimeFormat().resolvedOptions().locale));
// Words are in the language of the page around them: "expires in 6 days".
const relative = lazily(() => new Intl.RelativeTimeFormat("en", { numeric: "auto" }));
const list = lazily(() => new Intl.ListFormat("en", { type: "conjunction" }));

/** What nearly every page writes numbers and moments with: the first of them takes a slow phone longest, whichever it is. */
export const firstFormats: readonly (() => unknown)[] = [percent, whole, () => dates().moment(), relative];

const isNearlyAll = (share: number): boolean => share >= 0.995 && share < 1;
const isNearlyNone = (share: number): boolean => share > 0 && share < 0.005;

/** A share in whole percent; only all of them are 100% and only none 0%, so that 299 of 300 are not told as all. */
export const formatPercent = (share: number): string =>
  isNearlyAll(share) || isNearlyNone(share) ? percentFine().format(Math.min(Math.max(share, 0.001), 0.999)) : percent().format(share);
/** A share in percent without the sign, for the lower end of "64 to 95%". */
export const formatPercentNumber = (share: number): string => whole().format(share * 100);
/** The confidence of every interval that is shown, as the reader's language writes it: "95%" or "95 %". */
export const formatConfidence = (): string => formatPercent(0.95);
export const formatPercentFine = (share: number): string => percentFine().format(share);
export const formatDecimal = (value: number): string => decimal().format(value);
/** A probability as statisticians write it: what would round to nothing is said to be below the smallest that is told. */
export const formatProbability = (value: number): string => (value < 0.001 ? `< ${decimal().format(0.001)}` : decimal().format(value));
/** A distance to the anchor; only equal forms are at 0. */
export const formatDistance = (value: number): string => (value > 0 && value < 0.0005 ? `< ${decimal().format(0.001)}` : decimal().format(value));
/** An amount in US dollars; a small one with the digits that make it more than nothing. */
export const formatDollars = (value: number): string => (value > 0 && value < 1 ? dollarsFine : dollars)().format(value);
export const formatSigned = (value: number): string => signed().format(value);
export const formatCount = (value: number): string => whole().format(value);
export const formatInstant = (iso: string): string => dates().instant().format(new Date(iso));
export const formatMoment = (iso: string): string => dates().moment().format(new Date(iso));
/** A calendar day of the service, which counts days in UTC: `2026-11-27`. */
export const formatDay = (isoDay: string): string => dates().day().format(new Date(`${isoDay}T00:00:00Z`));
export const formatShortDay = (isoDay: string): string => dates().shortDay().format(new Date(`${isoDay}T00:00:00Z`));
export const formatList = (items: readonly string[]): string => list().format(items);

const POINTS = /([+\-\u2212]?)(\d+(?:\.\d+)?)(?=(?: to [+\-\u2212]?\d+(?:\.\d+)?)? pp)/g;
const SHARES = /([+\-\u2212]?)(\d+(?:\.\d+)?) ?%/g;
const PROBABILITIES = /(?<=\bp [<=]? ?)(\d\.\d+)/g;

/** A sentence of the service with its shares, points and probabilities as the reader's language writes numbers. */
export const inLocale = (sentence: string): string =>
  sentence
    .replaceAll(SHARES, (_, sign: string, digits: string) => sign + percentFine().format(Number(digits) / 100))
    .replaceAll(POINTS, (_, sign: string, digits: string) => sign + decimal().format(Number(digits)))
    .replaceAll(PROBABILITIES, (digits) => decimal().format(Number(digits)));

/** The service's words as the beginning of a sentence. */
export const sentenceCase = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A reason and what to do about it, each as a sentence of its own: the service begins them small and leaves the full stop out. */
export const asSentences = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part): part is string => !!part).map((part) => sentenceCase(part) + (/[.!?:…]$/.test(part) ? "" : ".")).join(" ");

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** A distance in time such as "5 minutes ago"; beyond a week, the date itself. */
export const formatAgo = (iso: string, now: number): string => {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  if (Math.abs(seconds) > 7 * 86_400) return formatMoment(iso);
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
  return step ? relative().format(Math.trunc(seconds / step[1]), step[0]) : relative().format(0, "minute");
};

/** A duration as the reader would say it: "840 ms", "12.3 s", "4 min 5 s". */
export const formatDuration = (milliseconds: number): string => {
  if (milliseconds < 1000) return `${whole().format(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(milliseconds / 1000)} s`;
  return `${whole().format(Math.floor(milliseconds / 60_000))} min ${whole().format(Math.floor((milliseconds % 60_000) / 1000))} s`;
};
