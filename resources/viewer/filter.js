// Everything on the page can be read without this: it only adds a field that hides exhibits which do not match.
const place = document.getElementById('filter');
const template = document.getElementById('filter-field');
if (place && template instanceof HTMLTemplateElement) {
  place.append(template.content.cloneNode(true));
  const input = place.querySelector('input');
  const status = place.querySelector('[role=status]');
  const articles = [...document.querySelectorAll('main > article')];
  // Hashes stand in groups of digits; whoever pastes one whole finds it as well.
  const texts = new Map(
    articles.map((article) => {
      const text = (article.textContent ?? '').toLocaleLowerCase();
      return [article, `${text} ${text.replace(/\s+/g, '')}`];
    }),
  );
  const sections = [...document.querySelectorAll('main > h2.group')].map((head) => {
    const own = [];
    for (let next = head.nextElementSibling; next?.matches('article'); next = next.nextElementSibling) own.push(next);
    return { head, own };
  });
  input?.addEventListener('input', () => {
    const words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const article of articles) article.hidden = !words.every((word) => texts.get(article)?.includes(word));
    for (const { head, own } of sections) head.hidden = own.every((article) => article.hidden);
    const found = articles.filter((article) => !article.hidden).length;
    if (!status) return;
    status.textContent =
      words.length === 0
        ? ''
        : (status.dataset.found ?? '').replace('{found}', String(found)).replace('{count}', String(articles.length));
  });
}
