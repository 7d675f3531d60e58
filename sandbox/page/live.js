const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

/**
 * The live line to the workspace for one person; it comes back by itself after a break.
 * @param {string} user
 * @param {{onEvent: (event: object) => void, onUp: (again: boolean) => void, onDown: () => void}} listeners
 * @returns {{close: () => void}}
 */
export function listen(user, { onEvent, onUp, onDown }) {
  let socket = null;
  let timer = null;
  let wait = FIRST_WAIT;
  let opened = 0;
  let closed = false;

  function connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/_/live?user=${encodeURIComponent(user)}`);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT;
      opened += 1;
      onUp(opened > 1);
    });
    socket.addEventListener("message", ({ data }) => onEvent(JSON.parse(data)));
    socket.addEventListener("close", () => {
      if (closed) return;
      onDown();
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }

  connect();
  return {
    close() {
      closed = true;
      clearTimeout(timer);
      socket.close();
    },
  };
}
