/** The one script of the pages of passkeys: puts the page's question to the device and sends its answer with the form. */
const form = document.querySelector("form[data-passkey]");
const failed = document.querySelector("#passkey-failed");

document.querySelector("#passkey-asleep").hidden = true;
form.querySelector("button").disabled = false;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  failed.hidden = true;
  try {
    form.elements.answer.value = JSON.stringify(await ask());
    form.submit();
  } catch {
    // Called off, timed out, none at hand, or a browser that knows no passkeys: the person reads it beside the button.
    failed.hidden = false;
  }
});

function ask() {
  const { passkey, question } = form.dataset;
  const asked = JSON.parse(question);
  return passkey === "create"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
}
