import { h } from "../dom.js";

const MARGIN = 8;
let current = null;

/**
 * Show something beside a control, above everything else; a click elsewhere, Escape or another popover closes it.
 * @param {Element} anchor
 * @param {Element} content
 * @param {{label?: string, role?: string, matchWidth?: boolean, align?: "start"|"end", onClose?: () => void}} [how]
 * @returns {{close: (refocus?: boolean) => void, place: () => void}}
 */
export function openPopover(anchor, content, how = {}) {
  current?.close(false);
  const host = h("div", { class: "popover", popover: "manual", role: how.role, "aria-label": how.label }, content);
  (anchor.closest("dialog") ?? document.body).append(host);
  host.showPopover();
  const leaving = new AbortController();
  const on = (target, event, listener) =>
    target.addEventListener(event, listener, { signal: leaving.signal, capture: true });
  on(document, "pointerdown", ({ target }) => !host.contains(target) && !anchor.contains(target) && close(false));
  on(window, "resize", place);
  on(document, "scroll", ({ target }) => !host.contains(target) && place());
  on(host, "keydown", escape);
  const handle = { close, place };
  current = handle;
  place();
  return handle;

  function escape(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close(true);
  }

  function close(refocus = true) {
    if (leaving.signal.aborted) return;
    leaving.abort();
    if (current === handle) current = null;
    const inside = host.contains(document.activeElement);
    host.remove();
    if (refocus && inside) anchor.focus();
    how.onClose?.();
  }

  function place() {
    if (!anchor.isConnected) return close(false);
    const box = anchor.getBoundingClientRect();
    if (how.matchWidth) host.style.width = `${Math.min(Math.max(box.width, 220), innerWidth - 2 * MARGIN)}px`;
    const { offsetWidth: width, offsetHeight: height } = host;
    const below = innerHeight - box.bottom - MARGIN;
    const above = below < height && box.top > below;
    const left = how.align === "end" ? box.right - width : box.left;
    host.style.left = `${clamp(left, MARGIN, innerWidth - width - MARGIN)}px`;
    host.style.top = `${above ? Math.max(MARGIN, box.top - height - 4) : Math.max(MARGIN, Math.min(box.bottom + 4, innerHeight - height - MARGIN))}px`;
    return undefined;
  }
}

function clamp(value, low, high) {
  return Math.max(low, Math.min(value, high));
}
