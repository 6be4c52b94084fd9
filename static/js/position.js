// The sender's position, on a tap and never before. Without this script the form works as well.
const box = document.querySelector("#position");
const latitude = document.querySelector("#id_latitude");
const longitude = document.querySelector("#id_longitude");

if (box && latitude && longitude && "geolocation" in navigator) {
  const attach = box.querySelector("[data-attach]");
  const remove = box.querySelector("[data-remove]");
  const status = box.querySelector("[role=status]");

  const show = (words) => {
    status.textContent = words;
    remove.hidden = !latitude.value;
    attach.disabled = false;
  };

  const found = ({ coords }) => {
    latitude.value = coords.latitude.toFixed(5);
    longitude.value = coords.longitude.toFixed(5);
    show(box.dataset.found);
  };

  attach.addEventListener("click", () => {
    status.textContent = box.dataset.asking;
    attach.disabled = true;
    navigator.geolocation.getCurrentPosition(found, () => show(box.dataset.failed), {
      enableHighAccuracy: true,
      timeout: 20000,
    });
  });

  remove.addEventListener("click", () => {
    latitude.value = longitude.value = "";
    show("");
    attach.focus();
  });

  box.hidden = false;
  // After an error the page comes back with what was attached before.
  show(latitude.value ? box.dataset.found : "");
}
