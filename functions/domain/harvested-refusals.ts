/** Why commands to what was harvested are refused, in words. Apart from the decider: the table of problems needs no more. */

/** Those that nothing else on the platform refuses with. */
export const ownHarvestedRefusals = {
  'unknown-harvested': 'there is no such entry, or you have nothing to do with its source; check the id',
  'gone-at-source': 'the source does not tell this entry any more; reject it, or wait until it is back',
  'changed-at-source': 'the source tells this otherwise than what you looked at; look at it again',
  'harvested-not-publishable': 'the entry cannot be published as it is; mend every one of `defects`',
} as const;
export type OwnHarvestedRefusalCode = keyof typeof ownHarvestedRefusals;
