// Reading without a network (docs/offline.md): brings the service worker, says since when a page is
// kept, and lists what is kept on the page that stands in for all others.
const root = document.documentElement;
const list = document.querySelector("#seen");

const sayWhen = () => {
  const time = document.querySelector(".kept-notice time");
  const language = root.lang === "en" ? "en-GB" : "id";
  const style = { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Jakarta" };
  const since = new Date(root.dataset.kept);
  time.dateTime = root.dataset.kept;
  time.textContent = `${new Intl.DateTimeFormat(language, style).format(since)} WIB`;
};

const titleOf = async (response) => {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.title.replace(/ - Posko Bersama$/, "");
};

// Those of the page's language, posts first, what was seen last before the others.
const listSeen = async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("posko-pages-"));
  const items = [];
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of (await cache.keys()).reverse()) {
      const { pathname, search } = new URL(request.url);
      if (/^\/en\//.test(pathname) !== (root.lang === "en")) continue;
      const link = document.createElement("a");
      link.href = pathname + search;
      link.textContent = await titleOf(await cache.match(request, { ignoreVary: true }));
      const item = document.createElement("li");
      item.append(link);
      items[/\/posko\//.test(pathname) ? "unshift" : "push"](item);
    }
  }
  list.append(...items);
  list.hidden = items.length === 0;
  document.querySelector("#none-seen").hidden = items.length > 0;
};

const bringWorker = async () => {
  await navigator.serviceWorker.register("/sw.js");
  if (navigator.serviceWorker.controller) return;
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: location.href });
};

if (root.dataset.kept) sayWhen();
if (list && "caches" in window) listSeen();
// After all that the reader waits for. Without it the site works as ever.
if ("serviceWorker" in navigator) addEventListener("load", () => bringWorker().catch(() => {}));
