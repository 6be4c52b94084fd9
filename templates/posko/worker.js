// The service worker: keeps the public pages that were seen last, to be read without a network.
// docs/offline.md says what is kept and what never is. posko/views/offline.py fills in the settings.
const { version, assets, offline, static: STATIC } = {{ settings }};

const PAGES = `posko-pages-${version}`;
const ASSETS = `posko-assets-${version}`;
const MOST = 30;
// Milliseconds after which a kept copy is better than waiting for a bad network.
const PATIENCE = 4000;

// The only pages that are kept, in both languages.
const KEPT = /^(\/en)?\/(peta\/|cari\/|kegiatan\/([\w-]+\/)*|posko\/[\w-]+\/)?$/;
// As if there were no worker: staff pages, and pages that hold a code or somebody's words.
const UNTOUCHED =
  /^\/(admin|masuk|keluar|masalah|jadwal|laporan|api)(\/|$)|^(\/en)?\/(lapor|lacak|masuk-pesan)(\/|$)/;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(prepare());
});

addEventListener("activate", (event) => event.waitUntil(takeOver()));

// The page that brought the worker came before it, so it asks to be kept.
addEventListener("message", (event) => {
  if (event.data.keep) event.waitUntil(keepAnew(new URL(event.data.keep)));
});

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || UNTOUCHED.test(pathname)) return;
  if (mode === "navigate") event.respondWith(page(event, pathname));
  else if (pathname.startsWith(STATIC)) event.respondWith(asset(event));
});

async function prepare() {
  const cache = await caches.open(ASSETS);
  // Without cookies: as strangers see them.
  const urls = [...assets, ...Object.values(offline)];
  await cache.addAll(urls.map((url) => new Request(url, { credentials: "omit", cache: "reload" })));
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("posko-") && ![PAGES, ASSETS].includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

// The network first. Its kept copy if it fails or takes long, else the list of what is kept.
async function page(event, pathname) {
  const { request } = event;
  const answer = fetch(request).then((response) => {
    event.waitUntil(keep(request.url, response.clone()));
    return response;
  }).catch(() => null);
  event.waitUntil(answer);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const now = await Promise.race([answer, late]);
  return now ?? (await kept(request.url)) ?? (await answer) ?? offlinePage(pathname);
}

async function asset(event) {
  const { request } = event;
  try {
    const response = await fetch(request);
    if (response.ok && ["style", "script"].includes(request.destination)) {
      const copy = response.clone();
      event.waitUntil(caches.open(ASSETS).then((cache) => cache.put(request.url, copy)));
    }
    return response;
  } catch (failure) {
    const copy = await caches.match(request.url, { ignoreVary: true });
    if (copy) return copy;
    throw failure;
  }
}

// Only what the server calls public, which it does for strangers alone. What is gone, goes.
async function keep(url, response) {
  if (!KEPT.test(new URL(url).pathname)) return;
  const cache = await caches.open(PAGES);
  if ([404, 410].includes(response.status)) await cache.delete(url, { ignoreVary: true });
  if (response.status !== 200 || response.redirected || !isPublic(response)) return;
  // Anew at the end, so that the first is the one seen longest ago.
  await cache.delete(url, { ignoreVary: true });
  await cache.put(url, response);
  const seen = await cache.keys();
  const over = seen.slice(0, Math.max(0, seen.length - MOST));
  await Promise.all(over.map((request) => cache.delete(request, { ignoreVary: true })));
}

function isPublic({ headers }) {
  const html = (headers.get("Content-Type") ?? "").startsWith("text/html");
  return html && /\bpublic\b/.test(headers.get("Cache-Control") ?? "");
}

async function keepAnew(url) {
  if (url.origin !== location.origin || !KEPT.test(url.pathname)) return;
  await keep(url.href, await fetch(url));
}

// The kept copy says since when, on its root element: style and script tell the reader.
async function kept(url) {
  const cache = await caches.open(PAGES);
  const copy = await cache.match(url, { ignoreVary: true });
  if (!copy) return null;
  const since = new Date(copy.headers.get("Date") ?? NaN);
  const said = Number.isNaN(since.getTime()) ? "" : since.toISOString();
  const html = (await copy.text()).replace("<html ", `<html data-kept="${said}" `);
  const headers = new Headers(copy.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(html, { headers });
}

async function offlinePage(pathname) {
  const path = /^\/en(\/|$)/.test(pathname) ? offline.en : offline.id;
  return (await caches.match(path, { ignoreVary: true })) ?? Response.error();
}
