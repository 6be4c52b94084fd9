// Says in a few words what htmx has put into the page: nobody should hear a whole list read out.
// What comes in carries the words as data-said; the same words twice are said once.
const said = new Map();

document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  const region = document.querySelector("#said");
  const words = target.querySelector("[data-said]")?.dataset.said ?? "";
  if (region && words !== (said.get(target.id) ?? "")) {
    said.set(target.id, words);
    region.textContent = words;
  }
});
