// "Near me": asks the browser for its position on a tap, sends it once, keeps nothing.
const form = document.querySelector("#near");

if (form && "geolocation" in navigator) {
  const status = form.querySelector("[role=status]");
  const button = form.querySelector("button");

  const failed = () => {
    status.textContent = form.dataset.failed;
    button.disabled = false;
  };

  const found = ({ coords }) => {
    form.elements.latitude.value = coords.latitude.toFixed(4);
    form.elements.longitude.value = coords.longitude.toFixed(4);
    form.submit();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    status.textContent = form.dataset.asking;
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(found, failed, { timeout: 15000, maximumAge: 60000 });
  });

  // Back from the answer: the button works again.
  addEventListener("pageshow", () => {
    status.textContent = "";
    button.disabled = false;
  });

  form.hidden = false;
}
