// Runs before the first paint, so that a chosen theme never flashes.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("skyt.theme");
  } catch {
    chosen = null;
  }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
})();
