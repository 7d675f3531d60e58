import { h } from "../dom.js";
import { icon } from "../icons.js";

/** The files of a message. */
export function filesOf({ files }) {
  if (!files?.length) return null;
  return h(
    "ul",
    { class: "message-files" },
    files.map((file) => h("li", {}, card(file))),
  );
}

function card(file) {
  const name = file.title || file.name;
  const kind = [file.filetype?.toUpperCase(), file.size && size(file.size)].filter(Boolean).join(" · ");
  const text = h("span", { class: "file-text" }, h("strong", {}, name), h("span", {}, kind));
  if (!file.id) return h("span", { class: "file-card" }, icon("file"), text);
  return h("a", { class: "file-card", href: `/_/files/${file.id}`, download: file.name }, icon("file"), text);
}

function size(bytes) {
  return bytes < 1000
    ? `${bytes} B`
    : bytes < 1_000_000
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
