(() => {
  'use strict';
  const groups = document.getElementById('groups');
  if (!groups) return;
  const byId = id => document.getElementById(id);
  const [tools, search, group, sort, shown, none, unfold] =
    ['tools', 'search', 'group', 'sort', 'shown', 'none', 'unfold'].map(byId);
  const number = new Intl.NumberFormat('en-US');
  const volumes = [...groups.children];
  const head = groups.querySelector('thead');
  const rows = [];
  let found = volumes.map(details => {
    const members = Array.from(details.querySelectorAll('tbody tr'), (tr, i) => ({ tr, volume: details, at: rows.length + i, data: tr.dataset }));
    rows.push(...members);
    return { details, members, gist: details.querySelector('.gist') };
  });

  // Only the page of a dry run that would delete something has it.
  const approval = typeof startApproval === 'function' ? startApproval(groups, rows, number) : null;
  const layOut = by => {
    groups.dataset.group = by;
    groups.replaceChildren(...(approval?.arranged(found, by) ?? found.map(one => one.details)));
  };

  // What a search looks at: the text of the row. It is read once, when the first search comes.
  const textOf = row => (row.text ??= row.tr.textContent.toLowerCase());
  const nameOf = row => (row.name ??= (row.tr.querySelector('.nm') ?? row.tr.querySelector('.mono')).textContent.toLowerCase());
  const first = (a, b) => a.at - b.at;
  const orders = {
    first,
    old: (a, b) => a.data.t - b.data.t || first(a, b),
    new: (a, b) => b.data.t - a.data.t || first(a, b),
    large: (a, b) => b.data.b - a.data.b || first(a, b),
    name: (a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : first(a, b)),
  };

  const tagOf = (row, key) => {
    for (const tag of row.tr.querySelectorAll('.t')) {
      if (tag.firstChild.textContent === key) return tag.lastChild.textContent || 'empty value';
    }
    return 'without the tag';
  };
  const keyOf = (row, by) =>
    by === 'account' ? row.data.a
    : by === 'region' ? `${row.data.g} · ${row.data.a}`
    : by === 'policy' ? row.tr.querySelector('.c-p').textContent || 'no policy'
    : tagOf(row, by.slice('tag:'.length));

  const made = name => {
    const details = document.createElement('details');
    details.className = 'g';
    const summary = document.createElement('summary');
    const who = document.createElement('span');
    who.className = 'who';
    const bold = document.createElement('b');
    bold.textContent = name;
    who.append(bold);
    const gist = document.createElement('span');
    gist.className = 'gist';
    summary.append(who, gist);
    const table = document.createElement('table');
    table.append(head.cloneNode(true), document.createElement('tbody'));
    details.append(summary, table);
    return details;
  };

  // Rows keep their order within a group, and groups stand in the order of their first rows.
  let filter = '';
  const arrange = () => {
    const by = group.value;
    const sorted = rows.toSorted(orders[sort.value]);
    const of = new Map();
    for (const row of sorted) {
      const key = by === 'volume' ? row.volume : keyOf(row, by);
      if (!of.has(key)) of.set(key, []);
      of.get(key).push(row);
    }
    found = [];
    for (const [key, members] of of) {
      const details = by === 'volume' ? key : made(key);
      details.querySelector('tbody').replaceChildren(...members.map(row => row.tr));
      found.push({ details, members, name: key, gist: details.querySelector('.gist') });
    }
    layOut(by);
    show();
  };

  const words = { d: 'to go', m: 'to mark', w: 'to wait', k: 'stay' };
  const gistOf = members => {
    const counts = {};
    for (const row of members) counts[row.data.d] = (counts[row.data.d] ?? 0) + 1;
    return Object.keys(words).filter(letter => counts[letter]).map(letter => `${number.format(counts[letter])} ${words[letter]}`).join(', ');
  };

  const show = () => {
    const text = search.value.trim().toLowerCase();
    const [kind, value] = [filter.slice(0, 1), filter.slice(2)];
    const isNarrowed = text !== '' || filter !== '';
    let count = 0;
    for (const one of found) {
      const { details, members, gist } = one;
      const matching = [];
      for (const row of members) {
        const matches = (filter === '' || row.data[kind] === value) && (text === '' || textOf(row).includes(text));
        if (row.tr.hidden === matches) row.tr.hidden = !matches;
        if (matches) matching.push(row);
      }
      details.hidden = matching.length === 0;
      one.whole ??= gist.dataset.whole ??= gist.textContent || gistOf(members);
      const told = isNarrowed && matching.length < members.length ? `${number.format(matching.length)} of ${number.format(members.length)}` : one.whole;
      if (gist.textContent !== told) gist.textContent = told;
      count += matching.length;
    }
    if (isNarrowed && count <= 40) for (const one of found) one.details.open = !one.details.hidden;
    none.hidden = count > 0;
    shown.textContent = isNarrowed
      ? `${number.format(count)} of ${number.format(rows.length)} listed snapshots match.` : `${number.format(rows.length)} snapshots are listed.`;
    for (const tile of document.querySelectorAll('[data-filter]')) tile.setAttribute('aria-pressed', String(tile.dataset.filter === filter));
    approval?.tell();
  };

  const choose = value => {
    filter = value;
    show();
  };

  for (const tile of document.querySelectorAll('[data-filter]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = tile.className;
    button.dataset.filter = tile.dataset.filter;
    button.append(...tile.childNodes);
    tile.replaceWith(button);
  }
  document.addEventListener('click', event => {
    const tile = event.target.closest('[data-filter]');
    if (tile) choose(tile.dataset.filter === filter ? '' : tile.dataset.filter);
  });
  let pending = 0;
  search.addEventListener('input', () => {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(show);
  });
  group.addEventListener('change', arrange);
  sort.addEventListener('change', arrange);
  tools.addEventListener('submit', event => event.preventDefault());
  byId('reset').addEventListener('click', () => {
    search.value = '';
    choose('');
  });
  unfold.addEventListener('click', () => {
    const isFolded = found.some(one => !one.details.hidden && !one.details.open);
    for (const one of found) one.details.open = isFolded && !one.details.hidden;
  });
  let toggled = 0;
  groups.addEventListener('toggle', () => {
    cancelAnimationFrame(toggled);
    toggled = requestAnimationFrame(() => {
      unfold.textContent = found.some(one => !one.details.hidden && !one.details.open) ? 'Unfold all' : 'Fold all';
    });
  }, true);

  tools.hidden = false;
  if (approval) layOut(group.value);
  show();
})();
