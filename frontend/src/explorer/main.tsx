import "graphiql/setup-workers/vite";
import { createRoot } from "react-dom/client";
import { paths } from "@/shared/paths";
import { Explorer } from "./explorer";
import { loadStart } from "./start";
import { texts } from "./texts";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "../fonts.css";
import "../index.css";
import "./explorer.css";

const element = document.getElementById("root");
if (!element) throw new Error("explorer.html must hold an element with the id root");
const root = createRoot(element);
loadStart(paths.explorer).then(
  (start) => root.render(<Explorer start={start} />),
  () => root.render(<p role="alert">{texts.unreachable}</p>),
);
