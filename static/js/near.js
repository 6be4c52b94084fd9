// "Near me": asks the browser for its position on a tap, sends it once, keeps nothing.
const form = document.querySelector("#near");

if (form && "geolocation" in navigator) {
  const { latitude, longitude } = form.elements;
  const status = form.querySelector("[role=status]");
  const button = form.querySelector("button");
  const { asking, denied, failed, late, insecure } = form.dataset;

  const says = (words, waits = false) => {
    status.textContent = words;
    button.setAttribute("aria-disabled", waits);
  };

  // Codes of GeolocationPositionError: denied, unavailable, timed out.
  const refused = ({ code }) => says({ 1: denied, 3: late }[code] ?? failed);

  const found = ({ coords }) => {
    latitude.value = coords.latitude.toFixed(4);
    longitude.value = coords.longitude.toFixed(4);
    form.submit();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isSecureContext) return says(insecure);
    if (button.getAttribute("aria-disabled") === "true") return;
    says(asking, true);
    navigator.geolocation.getCurrentPosition(found, refused, { timeout: 15000, maximumAge: 60000 });
  });

  // Back from the answer: the button works again, and nothing is left of where the phone was.
  addEventListener("pageshow", () => {
    latitude.value = longitude.value = "";
    says("");
  });

  form.hidden = false;
}
