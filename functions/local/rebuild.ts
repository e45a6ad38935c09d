/** `npm run rebuild`: makes the public snapshot anew from the records alone, every stream read again. */
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { runCommand } from './command.ts';

await runCommand(async (platform) => {
  const { number, sha256 } = await refreshSnapshot(platform.snapshot, { rebuild: true });
  console.error(`= snapshot ${number}: ${sha256}`);
  return 0;
});
