// What the main thread did while something went on: frames, their length, long tasks, and its own time, which a busy machine does not stretch.

/** Begin to note frames and long tasks in the page. */
export const startFrames = (page) =>
  page.evaluate(() => {
    const noted = { frames: [], longTasks: [], isOn: true };
    const note = (now) => {
      noted.frames.push(now);
      if (noted.isOn) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    noted.observer = new PerformanceObserver((list) => noted.longTasks.push(...list.getEntries().map(({ duration }) => duration)));
    noted.observer.observe({ type: "longtask" });
    window.noted = noted;
  });

/** What was noted since: frames and the times between them in ms, long tasks (over 50 ms) in ms. */
export const stopFrames = (page) =>
  page.evaluate(() => {
    const { noted } = window;
    noted.isOn = false;
    noted.observer.disconnect();
    const gaps = noted.frames.slice(1).map((at, place) => at - noted.frames[place]);
    return { gaps, longTasks: noted.longTasks };
  });

/** Seconds of the main thread so far: all of it, script, layout and style. */
export const mainThread = async (session) => {
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return { task: of("TaskDuration"), script: of("ScriptDuration"), layout: of("LayoutDuration") + of("RecalcStyleDuration") };
};

export const percentile = (values, share) => values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

export const summary = ({ gaps, longTasks }, before, after) => {
  const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000;
  return {
    seconds,
    framesPerSecond: gaps.length / seconds,
    median: percentile(gaps, 0.5),
    p95: percentile(gaps, 0.95),
    longest: Math.max(...gaps),
    perFrame: ((after.task - before.task) * 1000) / gaps.length,
    busy: (after.task - before.task) / seconds,
    longTasks,
  };
};
