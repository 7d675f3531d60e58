import { h } from "../dom.js";
import { iconButton } from "../buttons.js";
import { upload } from "../api.js";
import { icon } from "../icons.js";
import { say } from "../words/words.js";
import { workspace } from "../workspace.js";

const names = new Map();

/** Files to send; the value is the list of their ids. */
export function fileElement(field) {
  const { filetypes, max_files: most = 10 } = field.element;
  const accept = filetypes?.map((type) => `.${type}`).join(",");
  const input = h("input", {
    id: field.id,
    type: "file",
    class: "unseen",
    multiple: most > 1,
    accept,
    ...field.aria(),
  });
  const list = h("ul", { class: "files" });
  const remark = h("p", { class: "hint", "aria-live": "polite" });
  const types = filetypes && h("span", { class: "hint" }, say("file.types", { types: filetypes.join(", ") }));
  input.addEventListener("change", sendAll);
  draw();
  return h(
    "div",
    { class: "file-field" },
    h("label", { class: "button plain", for: field.id }, icon("file"), say("file.choose", { count: most })),
    input,
    types,
    list,
    remark,
  );

  function ids() {
    return field.value([]);
  }

  async function sendAll() {
    const files = [...input.files];
    input.value = "";
    if (ids().length + files.length > most) remark.textContent = say("file.tooMany", { count: most });
    else for (const file of files) await send(file);
  }

  async function send(file) {
    remark.textContent = say("file.sending", { name: file.name });
    try {
      const { file_id: id, name } = await upload(workspace.me.id, file);
      names.set(id, name);
      await field.change([...ids(), id]);
      remark.textContent = "";
    } catch (error) {
      remark.textContent = say("file.failed", { name: file.name, reason: error.message });
    }
    draw();
  }

  function draw() {
    list.replaceChildren(...ids().map(entry));
  }

  function entry(id) {
    const name = names.get(id) ?? id;
    const remove = async () => {
      await field.change(ids().filter((each) => each !== id));
      draw();
      input.focus();
    };
    return h(
      "li",
      { class: "file" },
      icon("file"),
      h("span", {}, name),
      iconButton(say("file.remove", { name }), "close", remove, { size: 14 }),
    );
  }
}
