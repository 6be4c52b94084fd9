// The map of /peta/: Leaflet in the place of the drawing. Its marks come from the list beside it.
import { clusters } from "./clusters.js";

const L = window.L;
const figure = document.querySelector("#map");
const status = document.querySelector("#map-status");
const CLOSE = 16;
// So many tiles fail, and none comes: the server is broken.
const PATIENCE = 3;

const places = [...document.querySelectorAll(".place[data-at]")].map((entry) => ({
  entry,
  at: entry.dataset.at.split(",").map(Number),
  name: entry.querySelector("a").textContent,
  number: entry.querySelector(".place__number").textContent,
}));

function stylesheet(address) {
  return new Promise((loaded, failed) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
    link.addEventListener("load", loaded);
    link.addEventListener("error", failed);
    document.head.append(link);
  });
}

function background(map) {
  const { tiles, attribution } = figure.dataset;
  if (!tiles) return named(map);
  // Some servers want to know from which site they are asked; not from which page.
  const options = { attribution, maxZoom: 19, referrerPolicy: "strict-origin-when-cross-origin" };
  const layer = L.tileLayer(tiles, options).addTo(map);
  let loaded = false;
  let failed = 0;
  layer.once("tileload", () => (loaded = true));
  layer.on("tileerror", () => {
    failed += 1;
    if (loaded || failed < PATIENCE) return;
    layer.off().remove();
    status.textContent = figure.dataset.broken;
    named(map);
  });
}

// Without a background, the names of the cities say where one is.
function named(map) {
  for (const { dataset } of document.querySelectorAll("[data-centre]")) {
    const icon = L.divIcon({ className: "city", iconSize: [160, 20], iconAnchor: [80, -16], html: "" });
    const label = L.marker(dataset.centre.split(",").map(Number), {
      icon, interactive: false, keyboard: false, zIndexOffset: -1000,
    }).addTo(map);
    label.getElement().textContent = dataset.city;
  }
}

function pin(group, map) {
  const one = group.length === 1;
  const label = one ? group[0].name : figure.dataset.many.replace("{n}", group.length);
  const icon = L.divIcon({
    className: one ? "pin" : "pin pin--many",
    iconSize: [44, 44],
    html: one ? group[0].number : `${group.length}×`,
  });
  const marker = L.marker(group[0].at, { icon, title: label });
  marker.on("add", () => marker.getElement().setAttribute("aria-label", label));
  const choose = () => (one ? tell(group[0], map) : closer(group, map));
  marker.on("click", choose);
  // Leaflet's own Enter only opens popups that were bound.
  marker.on("keydown", ({ originalEvent: { key } }) => key === "Enter" && choose());
  return marker;
}

// What the list says of the post, and how to get to it there.
function tell(place, map) {
  const text = place.entry.querySelector(".place__text").cloneNode(true);
  text.querySelectorAll(".place__show").forEach((button) => button.remove());
  L.popup({ maxWidth: 260, keepInView: false }).setLatLng(place.at).setContent(text).openOn(map);
}

function closer(group, map) {
  const bounds = L.latLngBounds(group.map(({ at }) => at));
  const same = bounds.getNorthEast().equals(bounds.getSouthWest());
  if (same || map.getZoom() >= CLOSE) tellAll(group, map);
  else {
    map.fitBounds(bounds, { padding: [60, 60], maxZoom: CLOSE });
    // The mark that had the focus is gone with its zoom.
    map.getContainer().focus({ preventScroll: true });
  }
}

function tellAll(group, map) {
  const list = document.createElement("ul");
  for (const { entry } of group) {
    const item = document.createElement("li");
    item.append(entry.querySelector("a").cloneNode(true));
    list.append(item);
  }
  L.popup({ maxWidth: 260, maxHeight: 240 }).setLatLng(group[0].at).setContent(list).openOn(map);
}

function draw(map, layer) {
  const shown = places.map((place) => Object.assign(map.project(place.at), { place }));
  layer.clearLayers();
  for (const group of clusters(shown)) {
    layer.addLayer(pin(group.map(({ place }) => place), map));
  }
}

function listed(map) {
  for (const place of places) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button place__show";
    button.textContent = figure.dataset.show;
    const of = Object.assign(document.createElement("span"), { className: "visually-hidden" });
    of.textContent = ` ${place.name}`;
    button.append(of);
    button.addEventListener("click", () => {
      map.setView(place.at, Math.max(map.getZoom(), CLOSE - 2), { animate: false });
      tell(place, map);
      figure.scrollIntoView({ block: "nearest" });
    });
    const foot = place.entry.querySelector(".cluster") ?? place.entry.querySelector(".place__text");
    foot.append(button);
  }
}

async function start() {
  await stylesheet(figure.dataset.stylesheet);
  const frame = figure.querySelector(".atlas__frame");
  const sheet = document.createElement("div");
  sheet.setAttribute("role", "region");
  sheet.setAttribute("aria-label", figure.dataset.label);
  frame.replaceChildren(sheet);
  const { zoomIn, zoomOut } = figure.dataset;
  const map = L.map(sheet, { zoomControl: false, scrollWheelZoom: false, maxZoom: 19 });
  map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  map.fitBounds(L.latLngBounds(places.map(({ at }) => at)), { padding: [40, 40], maxZoom: CLOSE - 1 });
  background(map);
  const layer = L.layerGroup().addTo(map);
  draw(map, layer);
  map.on("zoomend", () => draw(map, layer));
  listed(map);
}

// Without Leaflet, or when its stylesheet doesn't come, the drawing stays.
if (L && figure && places.length) start().catch(() => {});
