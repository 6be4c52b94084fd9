// Share a page with what the phone offers, or copy its address. Where neither works, links remain.
const button = document.querySelector("#share");
const status = document.querySelector("#share-status");

if (button) {
  const { title, url, copy, copied } = button.dataset;

  const share = () => navigator.share({ title, url }).catch(() => {});

  const remember = () =>
    navigator.clipboard.writeText(url).then(
      () => { status.textContent = copied; },
      () => { status.textContent = url; },
    );

  if (navigator.share) {
    button.addEventListener("click", share);
    button.hidden = false;
  } else if (navigator.clipboard) {
    button.textContent = copy;
    button.addEventListener("click", remember);
    button.hidden = false;
  }
}
