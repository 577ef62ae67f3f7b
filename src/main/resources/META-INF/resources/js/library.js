// Keeps addresses short, and shows refusals where the form was.

// What is not asked for does not stand in the address.
document.addEventListener('htmx:configRequest', (event) => {
  if (event.detail.elt.id === 'library-form') {
    for (const [name, value] of Object.entries(event.detail.parameters)) {
      if (value === '') {
        delete event.detail.parameters[name];
      }
    }
  }
});

// A refusal comes with the part as it was typed.
document.addEventListener('htmx:beforeSwap', (event) => {
  if (event.detail.target.id === 'library-card' && event.detail.xhr.responseText.includes('id="library-card"')) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
