import { createRoot } from "react-dom/client";
import { paths } from "@/shared/paths";
import { Explorer } from "./explorer";
import { loadStart } from "./start";
import { texts } from "./texts";
import "../fonts.css";
import "../index.css";

const element = document.getElementById("root");
if (!element) throw new Error("explorer.html must hold an element with the id root");
const root = createRoot(element);
root.render(<Explorer start={undefined} />);
loadStart(paths.explorer).then(
  (start) => root.render(<Explorer start={start} />),
  () => root.render(<p role="alert">{texts.unreachable}</p>),
);
