/**
 * Show the app's remarks beside their fields, and clear those of before.
 * @param {Element} host what holds the blocks
 * @param {Object<string, string>} errors by block id
 * @returns {HTMLElement[]} the blocks with an error, in order
 */
export function showErrors(host, errors) {
  return [...host.querySelectorAll(".block.input")].filter((block) => {
    const sentence = errors[block.dataset.blockId];
    markError(block, sentence ?? "");
    return Boolean(sentence);
  });
}

/** Show (or, with "", clear) one block's error. */
export function markError(block, sentence) {
  const line = block.querySelector(".field-error");
  line.textContent = sentence;
  line.hidden = !sentence;
  block.classList.toggle("invalid", Boolean(sentence));
  for (const control of block.querySelectorAll("input, textarea")) {
    if (sentence) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}
