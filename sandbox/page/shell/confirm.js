import { h, uniqueId } from "../dom.js";
import { plainText, textNodes } from "../text/texts.js";
import { say } from "../words/words.js";

/**
 * Ask what a confirm object asks.
 * @param {object|undefined} confirm Slack's confirmation dialog object; without one the answer is yes
 * @returns {Promise<boolean>}
 */
export function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  const ids = { title: uniqueId("confirm"), text: uniqueId("confirm") };
  const deny = h("button", { type: "button", class: "button plain" }, plainText(confirm.deny) || say("confirm.cancel"));
  const style = confirm.style === "danger" ? "danger" : "primary";
  const agree = h(
    "button",
    { type: "button", class: `button ${style}` },
    plainText(confirm.confirm) || say("confirm.ok"),
  );
  const dialog = h(
    "dialog",
    { class: "confirm", role: "alertdialog", "aria-labelledby": ids.title, "aria-describedby": ids.text },
    h("h2", { id: ids.title }, plainText(confirm.title)),
    h("div", { id: ids.text, class: "confirm-text" }, textNodes(confirm.text)),
    h("div", { class: "dialog-foot" }, deny, agree),
  );
  return answered(dialog, agree, deny);
}

function answered(dialog, agree, deny) {
  document.body.append(dialog);
  return new Promise((resolve) => {
    const close = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    agree.addEventListener("click", () => close(true));
    deny.addEventListener("click", () => close(false));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(false);
    });
    dialog.showModal();
    agree.focus();
  });
}
