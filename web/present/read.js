// The notes of a lesson, which are no part of its text.

/** By the screen's id, `{ minutes, say }`; empty where they cannot be fetched. */
export async function fetchNotes(article) {
  try {
    const response = await fetch(new URL(article.dataset.notes, document.baseURI));
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}
