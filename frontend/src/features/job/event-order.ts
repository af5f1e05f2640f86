/** What to do with an event, given the number of the last one taken: numbers count up by one, repeats carry nothing new. */
export const judgeEvent = (last: number, number: number): "take" | "ignore" | "gap" => {
  if (number <= last) return "ignore";
  return number === last + 1 ? "take" : "gap";
};
