// The page's entry: starts the Yew app, or says in the page why it could not.
import init from "burrow-web-pkg";

const root = document.querySelector('meta[name="burrow-root"]').content;
const assets = JSON.parse(document.getElementById("burrow-assets").textContent);

function explain(reason) {
  const note = document.createElement("p");
  note.className = "page-note";
  note.setAttribute("role", "alert");
  note.textContent = `Burrow could not start: ${reason} Reload the page; if that does not help, try a current browser.`;
  document.body.prepend(note);
}

async function start() {
  if (typeof WebAssembly !== "object") {
    explain("this browser has no WebAssembly.");
    return;
  }
  const url = new URL(root + assets.page_wasm, document.baseURI);
  try {
    await init({ module_or_path: url });
  } catch (error) {
    console.error(error);
    explain(`the program did not load (${error.message}).`);
  }
}

start();
