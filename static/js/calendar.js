// The calendar of the admin: arrow keys move between cells, Enter or a click opens one here instead
// of on a page of its own. Without this script every cell is a link to that page.

const dialog = document.querySelector("#cell");
const editor = document.querySelector("#editor");
let current = "";

const cells = () => [...document.querySelectorAll(".cal__cell")];

// One cell is reached by Tab, the others by arrow keys.
function rove(cell) {
  for (const other of cells()) {
    other.tabIndex = other === cell ? 0 : -1;
  }
  current = cell.id;
}

function begin() {
  const table = document.querySelector(".cal");
  const all = cells();
  if (!table || !all.length) {
    return;
  }
  table.setAttribute("role", "grid");
  const today = table.querySelector("td.cal__today .cal__cell");
  const known = current && document.getElementById(current);
  rove(known || today || all[0]);
  const box = table.parentElement;
  const shown = (known || today)?.closest("td");
  const first = table.querySelector(".cal__kind");
  if (shown) {
    box.scrollLeft = shown.offsetLeft - first.offsetWidth - 2 * shown.offsetWidth;
  }
}

function cellAt(cell, down, right) {
  const from = cell.closest("td");
  const row = from.parentElement.parentElement.rows[from.parentElement.sectionRowIndex + down];
  return row?.cells[from.cellIndex + right]?.querySelector(".cal__cell");
}

function edge(cell, name) {
  const row = [...cell.closest("tr").querySelectorAll(".cal__cell")];
  return name === "Home" ? row[0] : row[row.length - 1];
}

const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.(".cal__cell");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const isEdge = event.key === "Home" || event.key === "End";
  const move = MOVES[event.key];
  if (!isEdge && !move) {
    return;
  }
  event.preventDefault();
  const next = isEdge ? edge(cell, event.key) : cellAt(cell, ...move);
  if (next) {
    rove(next);
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
});

function say(words) {
  const line = document.createElement("p");
  line.textContent = words;
  line.setAttribute("role", "status");
  return line;
}

document.addEventListener("click", (event) => {
  const cell = event.target.closest(".cal__cell");
  if (!cell || event.ctrlKey || event.metaKey || event.shiftKey || event.button) {
    return;
  }
  event.preventDefault();
  rove(cell);
  editor.replaceChildren(say(editor.dataset.loading));
  dialog.showModal();
  window.htmx.ajax("GET", cell.href.split("#")[0], { target: "#editor", swap: "innerHTML" });
});

document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  if (target === editor) {
    (editor.querySelector("[data-focus]") ?? editor.querySelector("h2"))?.focus();
  }
});

document.addEventListener("htmx:afterSettle", () => {
  if (!document.querySelector(".cal[role=grid]")) {
    begin();
  }
});

function failed() {
  editor.querySelector("[data-failure]")?.remove();
  const line = say(editor.dataset.failed);
  line.dataset.failure = "";
  line.className = "editor__told";
  editor.prepend(line);
}

document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", failed);

dialog?.addEventListener("close", () => document.getElementById(current)?.focus());

begin();
