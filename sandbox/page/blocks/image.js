import { h } from "../dom.js";
import { icon } from "../icons.js";
import { plainText } from "../text/texts.js";
import { say } from "../words/words.js";

const LOCAL = new Set([location.hostname, "127.0.0.1", "localhost"]);

/** A picture with its title. */
export function imageBlock(block) {
  const title = plainText(block.title);
  return h("figure", { class: "image-block" }, title && h("figcaption", {}, title), picture(block));
}

/** A picture inside another block. */
export function imageElement(element) {
  return picture(element);
}

/** Pictures from elsewhere are named, not fetched: nothing leaves this machine. */
function picture({ image_url: address, slack_file: file, alt_text: alt }) {
  const url = new URL(address ?? file?.url ?? `/_/files/${file?.id}`, location.href);
  if (url.protocol !== "data:" && !LOCAL.has(url.hostname))
    return standIn(alt, say("image.outside", { host: url.host }));
  const image = h("img", { src: url.href, alt: alt ?? "", loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(standIn(alt, say("image.failed"))));
  return image;
}

function standIn(alt, reason) {
  const name = alt?.trim() || say("image.failed");
  return h(
    "span",
    { class: "image-stand-in", role: "img", "aria-label": name, title: reason },
    icon("image"),
    h("span", {}, name),
  );
}
