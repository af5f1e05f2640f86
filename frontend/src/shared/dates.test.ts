// @vitest-environment node
import { expect, it } from "vitest";
import { datesIn } from "./dates";

const noon = new Date(2026, 10, 28, 12, 4);

const written = (locale: string) => {
  const { moment, day, shortDay } = datesIn(locale);
  return [moment, day, shortDay].map((format) => format().format(noon));
};

it.each([
  ["en-GB", ["28 Nov 2026, 12:04", "28 Nov 2026", "28 Nov"]],
  ["de-DE", ["28.11.2026, 12:04", "28.11.2026", "28.11."]],
  ["fr-FR", ["28/11/2026 12:04", "28/11/2026", "28/11"]],
  ["ko-KR", ["2026. 11. 28. 12:04", "2026. 11. 28.", "11. 28."]],
])("dates for a reader of %s have no word of another language than English", (locale, expected) => {
  expect(written(locale)).toEqual(expected);
});
