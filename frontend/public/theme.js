// Runs before the first paint, so that a chosen theme never flashes, and neither do fonts that are kept from an earlier visit.
{
  let chosen = null;
  let fonts = null;
  try {
    chosen = localStorage.getItem("skyt.theme");
    fonts = localStorage.getItem("skyt.fonts");
  } catch {
    // Nothing may be kept here: the system's theme, and fonts once the page asks for them.
  }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
  if (fonts?.startsWith("/assets/")) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: fonts }));
}
