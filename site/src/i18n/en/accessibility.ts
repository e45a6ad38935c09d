import type { accessibility as zh } from '../zh/accessibility.ts';

export const accessibility: typeof zh = {
  title: 'Accessibility statement',
  lead: 'Everyone should be able to find, understand and take away public data, with any device and any assistive technology, with or without a mouse.',
  standard: {
    title: 'Standard',
    text: `The portal is designed and checked against levels A and AA of the Web Content Accessibility Guidelines (WCAG) 2.2. This is a self-assessment; it has not been certified by a third party.`,
  },
  how: {
    title: 'What has been done',
    text: `- **Keyboard only**: everything can be reached and operated, focus is always visible, and each page begins with “Skip to content”.
- **Screen readers**: headings in order, tables with header cells, charts with a summary in words and a table, states told by shape and word besides colour.
- **Without JavaScript** the portal can be read, browsed and downloaded from.
- **At 200 % zoom**, or on a screen 360 pixels wide, pages do not scroll sideways; wide tables scroll within their own box.
- **Contrast** of text is at least 4.5:1, in easy-reading mode at least 7:1.
- **Easy-reading mode**: one click at the top of every page; letters a quarter larger, high contrast, remembered.
- **Dark appearance** follows the system or your choice.
- Nothing plays by itself, nothing times out, nothing is told on hover alone; motion is left out where the system asks for that.`,
  },
  checks: {
    title: 'How it is checked',
    text: `With every change, each kind of page is checked in a browser (the rules of axe), together with keyboard operation, 200 % zoom and narrow screens. Automatic checks find only part of the problems; the rest is left to checks by people and to what readers tell.`,
  },
  limits: {
    title: 'Known limits',
    text: `- Original files of agencies, such as PDF or images, may not be accessible; the tabular versions of the same data may serve instead.
- Titles and descriptions are written by the agencies, and English may be missing; the Chinese text is then shown, marked as such.
- Very wide tables scroll sideways within their box on narrow screens.`,
  },
  contact: {
    title: 'If something stands in your way',
    text: 'Tell the supervisor which page, what you wanted to do, and with which device and assistive technology. You may also ask for the same information in another form.',
  },
};
