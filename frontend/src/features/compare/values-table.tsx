import { useState } from "react";
import { Card, Section } from "@/components/ui/card";
import { Choice } from "@/components/ui/choice";
import { formatProbability, formatSigned, inLocale } from "@/shared/format";
import { formatInUnit, formatOfMetric, formatPoints } from "@/shared/metric-unit";
import type { Compared } from "./compared";
import { NoiseBand } from "./noise-band";
import { texts } from "./texts";
import { sortedValues } from "./sorted-values";
import { ValueVerdict } from "./verdict-badge";

type Value = Compared["values"][number];

const shownMetric = (metric: Value["first"]): string => (metric.value === null ? texts.values.notScored : formatOfMetric(metric.value, metric));

/** A difference in the words of its unit: shares in percentage points, as their values are read in percent. */
const shownDifference = (difference: number, { first, subject }: Value): string => {
  if (first.unit === "RATE" || subject === "CLASSES") return formatPoints(difference);
  if (first.unit === "DIFFERENCE") return formatOfMetric(difference, first);
  return first.unit === "MILLISECONDS" || first.unit === "TOKENS" ? formatInUnit(difference, first.unit) : formatSigned(difference);
};

const Difference = ({ value }: { value: Value }) => {
  const { difference, interval, noiseBand } = value;
  if (difference === null) return <span className="text-ink-muted">{texts.values.notScored}</span>;
  const [shown, low, high, bandLow, bandHigh] = [difference, interval?.low ?? 0, interval?.high ?? 0, noiseBand?.low ?? 0, noiseBand?.high ?? 0].map((end) => shownDifference(end, value)) as [string, string, string, string, string];
  return (
    <div className="grid gap-0.5">
      {noiseBand && <NoiseBand difference={difference} interval={interval} band={noiseBand} label={interval ? texts.values.band(shown, low, high, bandLow, bandHigh) : texts.values.bandOnly(shown, bandLow, bandHigh)} />}
      <span className="text-xs text-ink-muted tabular-nums">
        <span className="font-semibold text-ink">{shown}</span> {interval && `(${texts.values.interval(low, high)})`}
      </span>
    </div>
  );
};

const evidenceOf = ({ test, adjustedPValue, effectSize, runsNeeded, verdict }: Value): string[] => [
  ...(test && adjustedPValue !== null ? [texts.values.test(test, formatProbability(adjustedPValue))] : []),
  ...(effectSize === null ? [] : [texts.values.effect(formatSigned(effectSize))]),
  ...(runsNeeded !== null && verdict === "CANNOT_TELL" ? [texts.values.needed(runsNeeded)] : []),
];

const SIDES = texts.values.columns.slice(1, 3);

const Row = ({ value }: { value: Value }) => (
  <tr className="align-top max-md:grid max-md:grid-cols-2 max-md:gap-2 max-md:px-4 max-md:py-3">
    <th scope="row" className="text-left font-medium max-md:col-span-2 md:px-4 md:py-2.5">
      {value.label}
      <div className="text-xs font-normal text-ink-muted md:max-w-80">{value.first.definition}</div>
      {value.note && <div className="text-xs font-normal text-ink-muted">{inLocale(value.note)}</div>}
    </th>
    {[value.first, value.second].map((metric, place) => (
      <td key={SIDES[place]} className="tabular-nums md:px-4 md:py-2.5">
        <span aria-hidden className="mr-1.5 text-xs text-ink-muted md:hidden">
          {SIDES[place]}
        </span>
        {shownMetric(metric)}
      </td>
    ))}
    <td className="max-md:col-span-2 md:px-4 md:py-2">
      <Difference value={value} />
    </td>
    <td className="text-xs text-ink-muted md:px-4 md:py-2.5">
      {evidenceOf(value).map((line) => (
        <div key={line}>{line}</div>
      ))}
    </td>
    <td className="md:px-4 md:py-2.5">
      <ValueVerdict verdict={value.verdict} direction={value.direction} />
    </td>
  </tr>
);

/** Every compared number, what is worse first; a band behind each difference shows what chance alone explains. */
export const ValuesTable = ({ values }: { values: readonly Value[] }) => {
  const [scope, setScope] = useState<"changed" | "all">("changed");
  const sorted = sortedValues(values);
  const changed = sorted.filter(({ verdict }) => verdict === "CHANGED");
  const shown = scope === "all" || changed.length === 0 ? sorted : changed;
  const options = [
    ["changed", texts.values.changed(changed.length)],
    ["all", texts.values.all(values.length)],
  ] as const;
  return (
    <Section
      title={texts.values.title}
      note={changed.length === 0 ? texts.values.none : texts.values.note}
      actions={changed.length > 0 && <Choice label={texts.values.scope} options={options} value={scope} onChoose={setScope} />}
    >
      <Card className="overflow-x-auto">
        <table className="w-full text-[13px] max-md:block">
          <thead className="border-b border-line bg-sunken text-left text-xs text-ink-muted max-md:sr-only">
            <tr>
              {texts.values.columns.map((column) => (
                <th key={column} scope="col" className="px-4 py-2 font-medium">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line max-md:block">
            {shown.map((value) => (
              <Row key={`${value.subject}/${value.name}`} value={value} />
            ))}
          </tbody>
        </table>
      </Card>
    </Section>
  );
};
