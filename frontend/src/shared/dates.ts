import { lazily } from "./lazily";

const TIME: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
const EXACT: Intl.DateTimeFormatOptions = { ...TIME, second: "2-digit", fractionalSecondDigits: 3 };
const NUMERIC: Intl.DateTimeFormatOptions = { year: "numeric", month: "2-digit", day: "2-digit" };
const CALENDAR: Intl.DateTimeFormatOptions = { timeZone: "UTC" };

const inEnglish = (locale: string) => ({
  moment: lazily(() => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" })),
  day: lazily(() => new Intl.DateTimeFormat(locale, { dateStyle: "medium", ...CALENDAR })),
  shortDay: lazily(() => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", ...CALENDAR })),
  instant: lazily(() => new Intl.DateTimeFormat(locale, EXACT)),
});

/** Digits alone, and a clock of 24 hours, which needs no word for the morning. */
const inDigits = (locale: string) => ({
  moment: lazily(() => new Intl.DateTimeFormat(locale, { ...NUMERIC, ...TIME, hourCycle: "h23" })),
  day: lazily(() => new Intl.DateTimeFormat(locale, { ...NUMERIC, ...CALENDAR })),
  shortDay: lazily(() => new Intl.DateTimeFormat(locale, { day: "2-digit", month: "2-digit", ...CALENDAR })),
  instant: lazily(() => new Intl.DateTimeFormat(locale, { ...EXACT, hourCycle: "h23" })),
});

/** How dates are written for a reader: as the locale does; where its language is not the page's, English, without names of months, so that no sentence is in two languages. */
export const datesIn = (locale: string) => (new Intl.Locale(locale).language === "en" ? inEnglish(locale) : inDigits(locale));
