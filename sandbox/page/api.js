/** A refusal of the sandbox server; `message` is a sentence for the person. */
class Refused extends Error {}

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.error ?? `${response.status} ${response.statusText}`);
  return body;
}

/**
 * @param {string} path like "/_/messages"
 * @param {object} [query]
 * @returns {Promise<any>} the JSON
 */
export async function get(path, query = {}) {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(entries).toString();
  return answer(await fetch(search ? `${path}?${search}` : path));
}

/**
 * @param {string} path
 * @param {object} body sent as JSON
 * @returns {Promise<any>} the JSON
 */
export async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answer(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

/**
 * @param {string} user id of the person who sends the file
 * @param {File} file
 * @returns {Promise<{file_id: string, name: string}>}
 */
export async function upload(user, file) {
  const form = new FormData();
  form.append("file", file, file.name);
  return answer(await fetch(`/_/upload?user=${encodeURIComponent(user)}`, { method: "POST", body: form }));
}
