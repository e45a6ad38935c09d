/** Publishing a scenario (Art. 26): the duty, the agencies that have it, and of each dataset the columns that it needs. */
import { once } from './api.ts';
import { columnChoice } from './columns.ts';
import { actForm } from './command-form.ts';
import { datasetFinder, notOpen } from './dataset-finder.ts';
import { alertOf, button, fill, h, section } from './dom.ts';
import { choices, chosen } from './fields.ts';
import { problemNotice } from './problem.ts';
import { scenarioCommands } from './scenario-list.ts';
import { offerOf } from './share-offer.ts';
import { s } from './share-words.ts';
import { nameOf, t, words } from './words.ts';

const w = s.scenarios;

interface Chosen {
  readonly dataset: string;
  readonly hasColumns: boolean;
  readonly element: HTMLElement;
  readonly fields: () => readonly string[];
}

/** Datasets that were added, each with its columns. */
function datasetChoice() {
  const all: Chosen[] = [];
  const host = h('div', { class: 'stack', 'aria-live': 'polite' });
  const heading = h('h3', { tabindex: -1 }, w.chosen);
  const none = h('p', { class: 'quiet' }, w.noneChosen);
  const add = async (id: string): Promise<void> => {
    for (const alert of host.querySelectorAll('[role=alert]')) alert.remove();
    if (all.some(({ dataset }) => dataset === id)) return;
    const answer = await offerOf(id);
    if (!answer.ok) return host.append(problemNotice(answer.problem));
    const { name, fields, sharing } = answer.data;
    // Art. 25, 26: what is shared anyway needs no scenario, and what is not shared has none.
    if (sharing.type !== 'authorised') {
      host.append(
        h('p', { class: 'notice danger', role: 'alert' }, fill(w.notAuthorised, { dataset: name })),
      );
      return;
    }
    const group = `columns-${id}`;
    const columns = columnChoice(group, fill(w.fieldsOf, { dataset: name }), {
      fields,
      personal: s.form.personal,
      checked: () => false,
    });
    const drop = button(
      t.remove,
      () => {
        all.splice(all.indexOf(one), 1);
        one.element.remove();
        none.hidden = all.length > 0;
        heading.focus();
      },
      'plain',
    );
    drop.setAttribute('aria-label', `${t.remove} ${name}`);
    const one: Chosen = {
      dataset: id,
      hasColumns: fields.length > 0,
      element: h(
        'div',
        { class: 'stack' },
        columns,
        fields.length === 0 && h('p', { class: 'quiet' }, s.form.noFields),
        drop,
      ),
      fields: () => chosen(columns, group),
    };
    all.push(one);
    host.append(one.element);
    none.hidden = true;
  };
  const finder = datasetFinder('scenario-q', notOpen, (found) => {
    const take = button(s.find.pick, () => add(found.id), 'plain');
    take.setAttribute('aria-label', `${s.find.pick} ${nameOf(found)}`);
    return take;
  });
  const element = h('div', { class: 'stack' }, h('h3', {}, w.add), finder, heading, none, host);
  return { element, all };
}

export function scenarioForm(done: () => unknown): HTMLElement {
  const datasets = datasetChoice();
  const agencies = choices(
    'agencies',
    w.agencies,
    'checkbox',
    words.agencies.map((agency) => ({ value: agency.id, label: nameOf(agency) })),
  );
  const lack = (): string | undefined => {
    if (chosen(agencies, 'agencies').length === 0) return w.lackAgencies;
    const isWhole = datasets.all.every(({ hasColumns, fields }) => !hasColumns || fields().length > 0);
    return datasets.all.length === 0 || !isWhole ? w.lackDatasets : undefined;
  };
  const form = actForm({
    submit: w.submit,
    look: 'primary',
    fields: [
      { id: 'name', label: w.name, shortest: 2, longest: 200, required: true },
      { id: 'nameEn', label: w.nameEn, shortest: 2, longest: 300 },
      {
        id: 'duty',
        label: w.duty,
        hint: w.dutyHint,
        kind: 'textarea',
        shortest: 10,
        longest: 2000,
        required: true,
      },
      { id: 'basis', label: w.basis, shortest: 4, longest: 500, required: true },
    ],
    extra: agencies,
    lacks: () => alertOf(lack()),
    body: ({ name, nameEn, duty, basis }) => ({
      type: 'publish',
      name,
      ...(nameEn && { nameEn }),
      ...{ duty, legalBasis: basis },
      datasets: datasets.all.map(({ dataset, fields }) => ({ dataset, fields: fields() })),
      agencies: chosen(agencies, 'agencies'),
    }),
    send: (whole) => once(scenarioCommands, whole),
    done,
  });
  // Finding a dataset is a form of its own, and stands beside this one.
  return section(w.publish, datasets.element, form);
}
