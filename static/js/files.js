// Says which files were chosen and how big they are, and warns early of those that are too big.
// Without it the server says the same after sending.

const MEGABYTE = 1024 * 1024;

function size(bytes) {
  const language = document.documentElement.lang;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return bytes < MEGABYTE
    ? `${number.format(Math.ceil(bytes / 1024))} KB`
    : `${number.format(bytes / MEGABYTE)} MB`;
}

function line(text, strong) {
  const item = document.createElement("li");
  const part = document.createElement(strong ? "strong" : "span");
  part.className = "files__name";
  part.textContent = text;
  item.append(part);
  return item;
}

function lines(input) {
  const { maxSize, maxFiles, tooBig, tooMany } = input.dataset;
  const files = [...input.files];
  const shown = files.slice(0, Number(maxFiles)).map((file) => {
    const over = file.size > Number(maxSize);
    return line(`${file.name}, ${size(file.size)}${over ? `: ${tooBig}` : ""}`, over);
  });
  return files.length > Number(maxFiles) ? [...shown, line(tooMany, true)] : shown;
}

// Listens on the document: htmx brings forms in later.
document.addEventListener("change", (event) => {
  const input = event.target;
  const list = input.parentElement?.querySelector("[data-chosen-files]");
  if (list && input.type === "file") {
    list.replaceChildren(...lines(input));
  }
});
