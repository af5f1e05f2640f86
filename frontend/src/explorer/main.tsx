import { createRoot } from "react-dom/client";
import { paths } from "@/shared/paths";
import { Explorer, Unreachable } from "./explorer";
import { loadStart } from "./start";
import "../fonts.css";
import "../index.css";

const element = document.getElementById("root");
if (!element) throw new Error("explorer.html must hold an element with the id root");
const root = createRoot(element);

const open = () => {
  root.render(<Explorer start={undefined} />);
  loadStart(paths.explorer).then(
    (start) => root.render(<Explorer start={start} />),
    () => root.render(<Unreachable onRetry={open} />),
  );
};
open();
