// Check boxes on what a dry run would delete, and the approval of what is ticked. A box stands for rows of this page alone.
const startApproval = (groups, rows, number) => {
  'use strict';
  const [form, all, allText, ticked, save] = ['approve', 'all', 'all-text', 'ticked', 'save'].map(id => document.getElementById(id));
  const planned = Number(form.dataset.planned);
  const deletions = rows.filter(row => row.data.d === 'd');
  const idOf = row => row.tr.querySelector('th .mono').textContent;
  const count = (n, noun) => `${number.format(n)} ${noun}${n === 1 ? '' : 's'}`;

  const boxNamed = name => {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.autocomplete = 'off';
    box.setAttribute('aria-label', name);
    return box;
  };
  for (const row of deletions) {
    row.box = boxNamed(`Approve the deletion of ${idOf(row)}`);
    row.box.className = 'tick';
    row.tr.querySelector('th').prepend(row.box);
  }

  // Where the page has no room for all, the plan's own counts of a group come with it.
  const isWhole = deletions.length === planned;
  const sums = new Map();
  for (const sum of form.querySelectorAll('[data-by]')) {
    const key = `${sum.dataset.by} ${sum.dataset.key}`;
    sums.set(key, (sums.get(key) ?? 0) + Number(sum.textContent));
  }
  const plannedIn = (one, onPage, by) =>
    isWhole ? onPage : Number(by === 'volume' ? one.details.dataset.n : sums.get(`${by} ${one.name}`) ?? Number.NaN);

  let found = [];
  const box = (one, by) => {
    const members = one.members.filter(row => row.box);
    if (members.length === 0) return [];
    one.deletions = members;
    one.planned = plannedIn(one, members.length, by);
    one.who = one.details.querySelector('.who').textContent.trim();
    one.pick ??= document.createElement('div');
    one.pick.className = 'pick';
    one.box = boxNamed('');
    one.box.addEventListener('change', () => tick(one.standing, one.box.checked));
    one.pick.replaceChildren(one.box);
    one.picked = one.details.querySelector('.picked');
    if (!one.picked) {
      one.picked = document.createElement('span');
      one.picked.className = 'picked';
      one.details.querySelector('summary').append(one.picked);
    }
    return [one.pick];
  };

  const isTicked = row => row.box.checked;
  const show = (target, standing) => {
    const n = standing.filter(isTicked).length;
    target.checked = n > 0 && n === standing.length;
    target.indeterminate = n > 0 && n < standing.length;
    target.disabled = standing.length === 0;
  };
  const setText = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };
  const share = (n, of) => (n === of ? `all ${number.format(n)}` : Number.isNaN(of) ? `${number.format(n)} on this page` : `${number.format(n)} of ${number.format(of)}`);

  const tell = () => {
    for (const one of found) {
      one.standing = one.deletions.filter(row => !row.tr.hidden);
      one.pick.hidden = one.details.hidden;
      show(one.box, one.standing);
      const stands = share(one.standing.length, one.planned);
      const label = `Approve the deletions of ${one.who}: ${stands}`;
      if (one.box.getAttribute('aria-label') !== label) one.box.setAttribute('aria-label', label);
      const n = one.deletions.filter(isTicked).length;
      setText(one.picked, [
        one.standing.length === one.planned ? '' : `box for ${stands} to go`,
        n > 0 ? `${number.format(n)} ticked` : '',
      ].filter(Boolean).join(', '));
    }
    const standing = deletions.filter(row => !row.tr.hidden);
    show(all, standing);
    const where = standing.length < deletions.length ? ', those that match' : isWhole ? '' : ', those on this page';
    setText(allText, `Tick ${share(standing.length, planned)}${where}`);
    const approved = deletions.filter(isTicked);
    const unseen = approved.filter(row => row.tr.hidden).length;
    setText(ticked, (approved.length === 0 ? 'Nothing is ticked.'
      : `${number.format(approved.length)} of ${number.format(planned)} ticked, at most ${sizeOf(approved)}.`)
      + (unseen > 0 ? ` ${number.format(unseen)} of them ${unseen === 1 ? 'does' : 'do'} not match, and ${unseen === 1 ? 'stays' : 'stay'} ticked.` : ''));
    save.disabled = approved.length === 0;
  };

  // Rounded up, so that "at most" stays true.
  const sizeOf = approved => {
    const bytes = approved.reduce((sum, row) => sum + Number(row.data.b), 0);
    const [unit, name] = bytes >= 2 ** 40 ? [2 ** 40, 'TiB'] : [2 ** 30, 'GiB'];
    const tenths = Math.ceil(bytes * 10 / unit);
    return `${number.format(tenths >= 1000 ? Math.round(tenths / 10) : tenths / 10)} ${name}`;
  };

  const tick = (standing, isChecked) => {
    for (const row of standing) row.box.checked = isChecked;
    tell();
  };

  // A payload of the function: ids one a line, the oldest first, as the command line's approve writes it.
  const textOf = approved => {
    const ids = approved.map(row => ({ id: idOf(row), t: Number(row.data.t) }))
      .sort((a, b) => a.t - b.t || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
      .map(one => JSON.stringify(one.id));
    return `{"dryRun": false, "approvedRun": ${JSON.stringify(form.dataset.run)}, "approvedSnapshotIds": [\n${[...new Set(ids)].join(',\n')}\n]}\n`;
  };
  const link = document.createElement('a');
  link.download = 'approval.json';
  save.addEventListener('click', () => {
    const approved = deletions.filter(isTicked);
    if (approved.length === 0) return;
    if (link.href) URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([textOf(approved)], { type: 'application/json' }));
    link.click();
    setText(ticked, `Saved as approval.json: ${count(approved.length, 'snapshot')}, at most ${sizeOf(approved)}. To delete them, invoke the function with this file as its payload.`);
  });

  groups.addEventListener('change', event => {
    if (event.target.classList.contains('tick')) tell();
  });
  all.addEventListener('change', () => tick(deletions.filter(row => !row.tr.hidden), all.checked));
  form.addEventListener('submit', event => event.preventDefault());
  groups.dataset.approve = '';
  form.hidden = document.getElementById('how').hidden = false;

  return {
    // The groups as they are laid out, each behind its box.
    arranged: (arrangement, by) => {
      const laidOut = arrangement.flatMap(one => [...box(one, by), one.details]);
      found = arrangement.filter(one => one.box);
      return laidOut;
    },
    tell,
  };
};
