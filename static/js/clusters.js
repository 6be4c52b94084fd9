// Marks that would cover each other become one. Pure: it knows neither the page nor the map.

const CELL = 56; // Pixels: a finger's width and a little.

// `places` have `x` and `y` in pixels at the zoom shown. Returns lists of places that stand together.
export function clusters(places, cell = CELL) {
  const groups = [];
  for (const place of places) {
    const near = groups.find(
      ([first]) => Math.hypot(first.x - place.x, first.y - place.y) < cell,
    );
    if (near) near.push(place);
    else groups.push([place]);
  }
  return groups;
}
