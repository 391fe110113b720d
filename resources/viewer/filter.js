// Everything on the page can be read without this: it only adds a field that hides exhibits which do not match.
const place = document.getElementById('filter');
const template = document.getElementById('filter-field');
if (place && template instanceof HTMLTemplateElement) {
  place.append(template.content.cloneNode(true));
  const input = place.querySelector('input');
  const articles = [...document.querySelectorAll('article[data-words]')];
  input?.addEventListener('input', () => {
    const words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const article of articles) {
      const text = (article.dataset.words ?? '').toLocaleLowerCase();
      article.hidden = !words.every((word) => text.includes(word));
    }
  });
}
