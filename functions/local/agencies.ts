/** `npm run agencies`: registers the agencies of agencies.json in DATASETS_DIR, as publishing does too. Exit 1 when the file is wrong. */

import { readAgencies } from './agencies-file.ts';
import { runCommand } from './command.ts';
import { registerShippedAgencies } from './platform.ts';

await runCommand(async (platform) => {
  const { length } = await readAgencies(platform.config);
  const isChanged = await registerShippedAgencies(platform);
  console.error(isChanged ? `+ ${length} agencies registered` : `= ${length} agencies: unchanged`);
  return 0;
});
